#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Text as libedit keeps it: one number a scalar, with a zero behind it.
enum WideText {
    static func encode(_ scalars: some Sequence<Unicode.Scalar>) -> [wchar_t] {
        scalars.map { wchar_t(truncatingIfNeeded: $0.value) } + [0]
    }

    static func decode(_ characters: some Sequence<wchar_t>) -> [Unicode.Scalar] {
        characters.map { Unicode.Scalar(UInt32(truncatingIfNeeded: $0)) ?? "\u{FFFD}" }
    }
}
