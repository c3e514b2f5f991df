@testable import NaruShell

/// What each key should do to a text, said without libedit.
struct EditModel {
    var text = EditText()
    var cut: [Unicode.Scalar] = []

    enum Key: Hashable {
        case insert(String)
        case paste(String)
        case newLine, left, right, up, down, home, end, wordLeft, wordRight
        case backspace, delete, cutToLineEnd, cutWord, cutAll, putBack

        /// What a terminal sends for it.
        var bytes: String {
            switch self {
            case .insert(let text): text
            case .paste(let text): "\u{1B}[200~\(text)\u{1B}[201~"
            case .newLine: "\u{1B}\r"
            case .left: "\u{1B}[D"
            case .right: "\u{1B}[C"
            case .up: "\u{1B}[A"
            case .down: "\u{1B}[B"
            case .home: "\u{1}"
            case .end: "\u{5}"
            case .wordLeft: "\u{1B}b"
            case .wordRight: "\u{1B}f"
            case .backspace: "\u{7F}"
            case .delete: "\u{1B}[3~"
            case .cutToLineEnd: "\u{B}"
            case .cutWord: "\u{17}"
            case .cutAll: "\u{15}"
            case .putBack: "\u{19}"
            }
        }
    }

    /// At the end → would take a hint, and beyond the first and last line the
    /// history begins.
    func allows(_ key: Key) -> Bool {
        switch key {
        case .right: !text.isAtEnd
        case .up: !text.isOnFirstLine
        case .down: !text.isOnLastLine
        default: true
        }
    }

    mutating func press(_ key: Key) {
        switch key {
        case .insert(let added), .paste(let added): insert(Array(added.unicodeScalars))
        case .newLine: insert(["\n"])
        case .left: text.cursor = text.placeLeft
        case .right: text.cursor = text.placeRight
        case .up: text.cursor = text.placeAbove ?? text.cursor
        case .down: text.cursor = text.placeBelow ?? text.cursor
        case .home: text.cursor = text.lineStart
        case .end: text.cursor = text.lineEnd
        case .wordLeft: text.cursor = text.wordLeft
        case .wordRight: text.cursor = text.wordRight
        case .backspace: delete(text.placeLeft..<text.cursor)
        case .delete: delete(text.cursor..<text.placeRight)
        case .cutToLineEnd:
            let end = text.cursor == text.lineEnd ? min(text.lineEnd + 1, text.scalars.count) : text.lineEnd
            cut(text.cursor..<end)
        case .cutWord: cut(text.wordLeft..<text.cursor)
        case .cutAll: cut(0..<text.scalars.count)
        case .putBack: insert(cut)
        }
    }

    private mutating func insert(_ scalars: [Unicode.Scalar]) {
        text.scalars.insert(contentsOf: scalars, at: text.cursor)
        text.cursor += scalars.count
    }

    private mutating func delete(_ range: Range<Int>) {
        text.scalars.removeSubrange(range)
        text.cursor = range.lowerBound
    }

    private mutating func cut(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        cut = Array(text.scalars[range])
        delete(range)
    }
}
