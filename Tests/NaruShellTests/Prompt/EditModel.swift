import NaruSyntax

/// What each key should do to a text, said without the editor: nothing here is
/// code of the program but the table of how wide characters are.
struct EditModel {
    private(set) var scalars: [Unicode.Scalar] = []
    /// In scalars.
    private(set) var cursor = 0
    var cut: [Unicode.Scalar] = []
    private(set) var menu: Menu?

    /// Candidates that Tab has listed, and what it left.
    struct Menu {
        var candidates: [String]
        var chosen: Int?
        var start: Int
        var left: [Unicode.Scalar]
        var place: Int
    }

    enum Key: Hashable {
        case insert(String)
        case paste(String)
        case newLine, left, right, up, down, home, end, wordLeft, wordRight
        case backspace, delete, cutToLineEnd, cutWord, cutAll, putBack, tab, backTab

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
            case .tab: "\t"
            case .backTab: "\u{1B}[Z"
            }
        }
    }

    var text: String { Self.text(scalars[...]) }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Where characters begin, and the end.
    private var starts: [Int] {
        text.reduce(into: [0]) { starts, character in starts.append((starts.last ?? 0) + character.unicodeScalars.count)
        }
    }

    private var before: Int { starts.last { $0 < cursor } ?? 0 }
    private var behind: Int { starts.first { $0 > cursor } ?? scalars.count }

    // MARK: Lines

    private var lines: [[Unicode.Scalar]] {
        scalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    }

    /// The line of the cursor, and the cursor's place in it.
    private var place: (line: Int, column: Int) {
        let breaks = scalars[..<cursor].indices.filter { scalars[$0] == "\n" }
        return (breaks.count, cursor - (breaks.last.map { $0 + 1 } ?? 0))
    }

    private func start(ofLine line: Int) -> Int { lines[..<line].reduce(0) { $0 + $1.count + 1 } }

    /// As near to the cursor's column on the screen as the other line has.
    private func goal(inLine line: Int) -> Int {
        let here = place
        let wanted = DisplayWidth.of(Self.text(lines[here.line][..<here.column]))
        var (found, width) = (start(ofLine: line), 0)
        for character in Self.text(lines[line][...]) {
            width += DisplayWidth.of(character)
            if width > wanted { break }
            found += character.unicodeScalars.count
        }
        return found
    }

    // MARK: Words

    private func isWord(_ place: Int) -> Bool { scalars[place] == "_" || scalars[place].properties.isXIDContinue }

    private var wordStart: Int {
        var place = cursor
        while place > 0, !isWord(place - 1) { place -= 1 }
        while place > 0, isWord(place - 1) { place -= 1 }
        return place
    }

    private var wordEnd: Int {
        var place = cursor
        while place < scalars.count, !isWord(place) { place += 1 }
        while place < scalars.count, isWord(place) { place += 1 }
        return place
    }

    // MARK: Keys

    /// At the end → would take a hint, and beyond the first and last line the
    /// history begins.
    func allows(_ key: Key) -> Bool {
        switch key {
        case .right: cursor < scalars.count
        case .up: place.line > 0
        case .down: place.line < lines.count - 1
        // What else may stand in a query the model does not know.
        case .tab, .backTab: menu != nil || Self.text(scalars[..<cursor]).hasPrefix(".")
        default: true
        }
    }

    mutating func press(_ key: Key) {
        switch key {
        case .insert(let added), .paste(let added): insert(Array(added.unicodeScalars))
        case .newLine: insert(["\n"])
        case .left: cursor = before
        case .right: cursor = behind
        case .up: cursor = goal(inLine: place.line - 1)
        case .down: cursor = goal(inLine: place.line + 1)
        case .home: cursor -= place.column
        case .end: cursor += lines[place.line].count - place.column
        case .wordLeft: cursor = wordStart
        case .wordRight: cursor = wordEnd
        case .backspace: delete(before..<cursor)
        case .delete: delete(cursor..<behind)
        case .cutToLineEnd:
            let rest = lines[place.line].count - place.column
            cut(cursor..<(rest == 0 ? min(cursor + 1, scalars.count) : cursor + rest))
        case .cutWord: cut(wordStart..<cursor)
        case .cutAll: cut(0..<scalars.count)
        case .putBack: insert(cut)
        case .tab: complete(by: 1)
        case .backTab: complete(by: -1)
        }
        if let menu, menu.left != scalars || menu.place != cursor { self.menu = nil }
    }

    private mutating func insert(_ added: [Unicode.Scalar]) {
        scalars.insert(contentsOf: added, at: cursor)
        cursor += added.count
    }

    private mutating func delete(_ range: Range<Int>) {
        scalars.removeSubrange(range)
        cursor = range.lowerBound
    }

    private mutating func cut(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        cut = Array(scalars[range])
        delete(range)
    }

    // MARK: Tab

    /// What can be completed here is the name of a command.
    static let commands = [
        "help", "functions", "types", "schema", "lets", "data", "format", "width", "maxrows", "output", "once", "last",
        "why", "explain", "open", "read", "edit", "save", "history", "param", "timer", "lang", "today", "quit",
    ]

    private mutating func complete(by step: Int) {
        if var open = menu {
            let count = open.candidates.count
            let next = ((open.chosen ?? (step > 0 ? -1 : 0)) + step + count) % count
            delete(open.start..<cursor)
            insert(Array(open.candidates[next].unicodeScalars))
            (open.chosen, open.left, open.place) = (next, scalars, cursor)
            menu = open
            return
        }
        let typed = Self.text(scalars[..<cursor])
        guard typed.hasPrefix("."), !typed.contains(where: \.isWhitespace) else { return }
        let fitting = Self.commands.map { "." + $0 }.filter { $0.hasPrefix(typed) }
        guard let first = fitting.first else { return }
        var shared = first
        while !fitting.allSatisfy({ $0.hasPrefix(shared) }) { shared.removeLast() }
        delete(0..<cursor)
        insert(Array(shared.unicodeScalars))
        if fitting.count > 1 {
            menu = Menu(candidates: fitting, chosen: nil, start: 0, left: scalars, place: cursor)
        }
    }

    // MARK: Screen

    /// The rows as a reader sees them, and where the cursor is.
    func screen(columns: Int, rows count: Int) -> (rows: [String], cursor: (row: Int, column: Int)) {
        var rows = [""]
        var column = 0
        func breakLine() {
            rows.append("")
            column = 0
        }
        func put(_ text: String) {
            for character in text {
                let width = DisplayWidth.of(character)
                if column + width > columns { breakLine() }
                rows[rows.count - 1].append(character)
                column += width
            }
        }
        var place = (row: 0, column: 0)
        func mark(_ width: Int, isBreak: Bool) {
            if column + width > columns, !isBreak { breakLine() }
            place = (rows.count - 1, min(column, columns - 1))
        }
        put("naru> ")
        var read = 0
        let target = starts.last { $0 <= cursor } ?? 0
        for character in text {
            if read == target {
                mark(character.isNewline ? 1 : max(DisplayWidth.of(character), 1), isBreak: character.isNewline)
            }
            read += character.unicodeScalars.count
            if character.isNewline {
                breakLine()
                put(" ...> ")
            } else {
                // A mark stands on a circle where there is no letter for it.
                put(DisplayWidth.of(character) == 0 ? "\u{25CC}" + String(character) : String(character))
            }
        }
        if target >= scalars.count { mark(1, isBreak: false) }
        // Of more rows than there are on the screen those up to the cursor's.
        let visible = min(rows.count, count)
        let first = min(max(0, place.row - visible + 1), rows.count - visible)
        return (Array(rows[first..<first + visible]), (place.row - first, place.column))
    }
}
