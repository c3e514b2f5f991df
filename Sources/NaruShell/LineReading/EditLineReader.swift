import CLibEdit

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Lines through libedit: arrow keys, Home and End, word by word.
final class EditLineReader: LineReader {
    private let editor: OpaquePointer

    /// nil where there is no usable terminal.
    init?() {
        EditLineReader.useUTF8()
        guard let editor = naru_editor_make() else { return nil }
        self.editor = editor
    }

    deinit { el_end(editor) }

    func read(prompt: String) -> String? {
        prompt.withCString { text in
            naru_editor_set_prompt(editor, text)
            var count: Int32 = 0
            guard let line = el_gets(editor, &count), count > 0 else { return nil }
            let text = String(cString: line)
            return text.hasSuffix("\n") ? String(text.dropLast()) : text
        }
    }

    /// libedit reads characters in the encoding of the locale.
    private static func useUTF8() {
        setlocale(LC_ALL, "")
        for name in ["C.UTF-8", "en_US.UTF-8"] where !isUTF8 { setlocale(LC_ALL, name) }
    }

    private static var isUTF8: Bool {
        nl_langinfo(nl_item(CODESET)).map { String(cString: $0) == "UTF-8" } ?? false
    }
}
