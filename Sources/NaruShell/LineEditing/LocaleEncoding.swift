#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// libedit reads characters in the encoding of the locale.
enum LocaleEncoding {
    static func useUTF8() {
        setlocale(LC_ALL, "")
        for name in ["C.UTF-8", "en_US.UTF-8"] where !isUTF8 { setlocale(LC_ALL, name) }
    }

    private static var isUTF8: Bool {
        nl_langinfo(nl_item(CODESET)).map { String(cString: $0) == "UTF-8" } ?? false
    }
}
