import CLibEdit

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a key function tells libedit to do next.
enum KeyOutcome: UInt8 {
    case normal = 0
    case accepted = 1
    case endOfInput = 2
    case refresh = 4
}

extension LineEditor {
    private typealias KeyFunction = naru_key_function

    /// The essential keys, bound after `~/.editrc`, because `bind -v` there
    /// forgets all that was bound before.
    func bindKeys() {
        let functions: [(name: String, function: KeyFunction, keys: [String])] = [
            ("naru-enter", { editor, _ in LineEditor.act(editor) { $0.enter() } }, ["^J", "^M"]),
            ("naru-new-line", { editor, _ in LineEditor.act(editor) { $0.newLine() } }, ["\\e^J", "\\e^M"]),
            ("naru-left", { editor, _ in LineEditor.act(editor) { $0.left() } }, ["^B", "\\e[D", "\\eOD"]),
            ("naru-right", { editor, _ in LineEditor.act(editor) { $0.right() } }, ["^F", "\\e[C", "\\eOC"]),
            ("naru-up", { editor, _ in LineEditor.act(editor) { $0.up() } }, ["^P", "\\e[A", "\\eOA"]),
            ("naru-down", { editor, _ in LineEditor.act(editor) { $0.down() } }, ["^N", "\\e[B", "\\eOB"]),
            ("naru-home", { editor, _ in LineEditor.act(editor) { $0.home() } }, ["^A", "\\e[H", "\\eOH", "\\e[1~"]),
            ("naru-end", { editor, _ in LineEditor.act(editor) { $0.end() } }, ["^E", "\\e[F", "\\eOF", "\\e[4~"]),
            ("naru-backspace", { editor, _ in LineEditor.act(editor) { $0.backspace() } }, ["^H", "^?"]),
            ("naru-delete", { editor, _ in LineEditor.act(editor) { $0.deleteForward() } }, ["\\e[3~"]),
            ("naru-delete-or-end", { editor, _ in LineEditor.act(editor) { $0.deleteOrEnd() } }, ["^D"]),
            ("naru-cut-line-end", { editor, _ in LineEditor.act(editor) { $0.cutToLineEnd() } }, ["^K"]),
            ("naru-cut-all", { editor, _ in LineEditor.act(editor) { $0.cutAll() } }, ["^U"]),
            ("naru-cut-word", { editor, _ in LineEditor.act(editor) { $0.cutWord() } }, ["^W", "\\e^H", "\\e^?"]),
            ("naru-put-back", { editor, _ in LineEditor.act(editor) { $0.putBack() } }, ["^Y"]),
            (
                "naru-word-left", { editor, _ in LineEditor.act(editor) { $0.wordLeft() } },
                ["\\eb", "\\e[1;5D", "\\e[1;3D"]
            ),
            (
                "naru-word-right", { editor, _ in LineEditor.act(editor) { $0.wordRight() } },
                ["\\ef", "\\e[1;5C", "\\e[1;3C"]
            ),
            ("naru-complete", { editor, _ in LineEditor.act(editor) { $0.complete(backwards: false) } }, ["^I"]),
            ("naru-complete-back", { editor, _ in LineEditor.act(editor) { $0.complete(backwards: true) } }, ["\\e[Z"]),
            ("naru-search", { editor, _ in LineEditor.act(editor) { $0.search() } }, ["^R"]),
            ("naru-clear", { editor, _ in LineEditor.act(editor) { $0.clear() } }, ["^L"]),
            ("naru-paste", { editor, _ in LineEditor.act(editor) { $0.paste() } }, ["\\e[200~"]),
        ]
        guard let editor else { return }
        for (name, function, keys) in functions {
            let name = keep(name)
            naru_editor_add(editor, name, function)
            for key in keys { LineEditor.withWide(key) { naru_editor_bind(editor, $0, name) } }
        }
    }

    /// libedit does not copy the names of functions.
    private func keep(_ name: String) -> UnsafeMutablePointer<wchar_t> {
        let characters = WideText.encode(name.unicodeScalars)
        let memory = UnsafeMutablePointer<wchar_t>.allocate(capacity: characters.count)
        memory.initialize(from: characters, count: characters.count)
        keptNames.append(memory)
        return memory
    }

    private static func withWide(_ text: String, _ body: (UnsafePointer<wchar_t>) -> Void) {
        WideText.encode(text.unicodeScalars).withUnsafeBufferPointer { buffer in
            if let start = buffer.baseAddress { body(start) }
        }
    }

    private static func act(_ editor: OpaquePointer?, _ body: (LineEditor) -> KeyOutcome) -> UInt8 {
        guard let owner = editor.flatMap(LineEditor.of) else { return KeyOutcome.normal.rawValue }
        return body(owner).rawValue
    }

    // MARK: Lines

    private func enter() -> KeyOutcome {
        let text = text.text
        // Pasted text without brackets arrives at once: its lines belong together.
        guard assistant.isComplete(text), !hasMoreKeys || text.hasPrefix(".") else { return newLine() }
        result = .text(text)
        return .accepted
    }

    private func newLine() -> KeyOutcome {
        insert(["\n"])
        return .refresh
    }

    private func deleteOrEnd() -> KeyOutcome {
        guard text.scalars.isEmpty else { return deleteForward() }
        result = .end
        return .endOfInput
    }

    // MARK: Moving

    private func left() -> KeyOutcome {
        move(to: text.placeLeft)
        return .refresh
    }

    /// At the end of the text it takes the hint.
    private func right() -> KeyOutcome {
        let text = text
        if text.isAtEnd {
            insert(Array(hint(for: text).unicodeScalars))
        } else {
            move(to: text.placeRight)
        }
        return .refresh
    }

    private func up() -> KeyOutcome {
        leaveModes()
        if browsing == nil, let place = text.placeAbove {
            move(to: place)
        } else {
            browse(older: true)
        }
        return .refresh
    }

    private func down() -> KeyOutcome {
        leaveModes()
        if browsing == nil, let place = text.placeBelow {
            move(to: place)
        } else {
            browse(older: false)
        }
        return .refresh
    }

    private func home() -> KeyOutcome {
        move(to: text.lineStart)
        return .refresh
    }

    private func end() -> KeyOutcome {
        move(to: text.lineEnd)
        return .refresh
    }

    private func wordLeft() -> KeyOutcome {
        move(to: text.wordLeft)
        return .refresh
    }

    private func wordRight() -> KeyOutcome {
        move(to: text.wordRight)
        return .refresh
    }

    // MARK: Deleting

    private func backspace() -> KeyOutcome {
        let text = text
        delete(text.placeLeft..<text.cursor)
        return .refresh
    }

    private func deleteForward() -> KeyOutcome {
        let text = text
        delete(text.cursor..<text.placeRight)
        return .refresh
    }

    private func cutToLineEnd() -> KeyOutcome {
        let text = text
        // At the end of a line its break goes.
        let end = text.cursor == text.lineEnd ? min(text.lineEnd + 1, text.scalars.count) : text.lineEnd
        return cut(text.cursor..<end)
    }

    private func cutAll() -> KeyOutcome { cut(0..<text.scalars.count) }

    private func cutWord() -> KeyOutcome {
        let text = text
        return cut(text.wordLeft..<text.cursor)
    }

    private func cut(_ range: Range<Int>) -> KeyOutcome {
        guard !range.isEmpty else { return .normal }
        cut = Array(text.scalars[range])
        delete(range)
        return .refresh
    }

    private func putBack() -> KeyOutcome {
        insert(cut)
        return .refresh
    }

    // MARK: The rest

    private func clear() -> KeyOutcome {
        clearScreen()
        return .refresh
    }

    /// A paste is put in as it is and never runs until Enter.
    private func paste() -> KeyOutcome {
        let end = Array("\u{1B}[201~".unicodeScalars)
        var pasted: [Unicode.Scalar] = []
        while !pasted.suffix(end.count).elementsEqual(end) {
            guard let key = nextKey() else { break }
            pasted.append(key)
        }
        if pasted.suffix(end.count).elementsEqual(end) { pasted.removeLast(end.count) }
        insert(LineEditor.cleaned(pasted))
        return .refresh
    }

    /// Line ends as `\n`, and nothing that a terminal would obey.
    static func cleaned(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for (index, scalar) in scalars.enumerated() {
            if scalar == "\r" {
                if index + 1 == scalars.count || scalars[index + 1] != "\n" { result.append("\n") }
            } else if scalar == "\n" || scalar == "\t" || scalar.value >= 0x20 && scalar.value != 0x7F {
                result.append(scalar)
            }
        }
        return result
    }
}
