import NaruSyntax

/// Cuts a `.ties` file into lines and words. What a line means depends on the
/// schema and is not asked here.
struct TiesLineReader {
    private let source: SourceText
    private let isSchema: Bool
    private var cursor: TextCursor
    private var issues = DataIssues()
    private var lines: [TiesLine] = []
    private var hasGap = false
    /// A line at the margin stands above, so that others can belong to it.
    private var hasOwner = false
    private var fieldIndent: Int?

    static func read(_ source: SourceText, isSchema: Bool) throws(DatasetError) -> [TiesLine] {
        let result = source.utf8.withUnsafeBufferPointer { bytes in
            var reader = TiesLineReader(source, isSchema, TextCursor(bytes))
            reader.readLines()
            return (reader.lines, reader.issues)
        }
        try result.1.throwIfAny()
        return result.0
    }

    private init(_ source: SourceText, _ isSchema: Bool, _ cursor: TextCursor) {
        self.source = source
        self.isSchema = isSchema
        self.cursor = cursor
    }

    private mutating func readLines() {
        while cursor.next != nil {
            let start = cursor.position
            skipWhite()
            if cursor.isAtLineEnd {
                hasGap = true
                cursor.skipLine()
            } else if cursor.next == .hash {
                let first = cursor.position
                let comment = takeComment()
                add(TiesLine(level: start == first ? 0 : -1, pieces: [.comment(comment, ownsLine: true)]))
                cursor.skipLine()
            } else {
                readLine(from: start)
            }
        }
        placeComments()
    }

    private mutating func readLine(from start: Int) {
        let first = cursor.position
        if let tab = (start..<first).first(where: { cursor.bytes[$0] == .tab }) {
            issues.tab(at: Span(tab, tab + 1), in: source)
            return cursor.skipLine()
        }
        guard let level = level(indent: first - start) else {
            issues.indentation(at: Span(start, first), in: source)
            return cursor.skipLine()
        }
        if let pieces = readPieces() { add(TiesLine(level: level, pieces: pieces)) }
        cursor.skipLine()
    }

    /// As the readers of records and of the schema see it.
    private mutating func level(indent: Int) -> Int? {
        if indent == 0 {
            (hasOwner, fieldIndent) = (true, nil)
            return 0
        }
        guard hasOwner else { return nil }
        let isCitation = !isSchema && cursor.next == UInt8(ascii: "<")
        if isCitation, fieldIndent == nil { return 2 }
        if !isCitation, indent == fieldIndent ?? indent {
            fieldIndent = indent
            return 1
        }
        return !isSchema && indent > fieldIndent ?? indent ? 2 : nil
    }

    // MARK: Pieces

    /// Up to the end of the line, or of the list that goes on below it.
    private mutating func readPieces() -> [TiesLine.Piece]? {
        var pieces: [TiesLine.Piece] = []
        while true {
            skipWhite()
            if cursor.isAtLineEnd {
                guard isOpen(pieces) else { return pieces }
                guard skipToContinuation(&pieces) else { return nil }
            } else if cursor.next == .hash, isBehindBlank {
                pieces.append(.comment(takeComment(), ownsLine: false))
            } else if cursor.take(.comma) {
                pieces.append(.comma)
            } else {
                guard let word = takeWord() else { return nil }
                pieces.append(.word(word))
            }
        }
    }

    private var isBehindBlank: Bool {
        cursor.position > 0 && [.blank, .tab].contains(cursor.bytes[cursor.position - 1])
    }

    /// A list ends with no comma.
    private func isOpen(_ pieces: [TiesLine.Piece]) -> Bool {
        pieces.last { if case .comment = $0 { false } else { true } } == .comma
    }

    /// False where the file ends instead.
    private mutating func skipToContinuation(_ pieces: inout [TiesLine.Piece]) -> Bool {
        while true {
            cursor.skipLine()
            skipWhite()
            guard cursor.next != nil else {
                issues.expected("another value", ko: "다음 값", at: cursor, in: source)
                return false
            }
            if cursor.isAtLineEnd { continue }
            guard cursor.next == .hash else { return true }
            pieces.append(.comment(takeComment(), ownsLine: true))
        }
    }

    private mutating func takeWord() -> String? {
        let start = cursor.position
        if cursor.next == .quote { return takeText(.quote, from: start) }
        if cursor.next == .backquote { return takeText(.backquote, from: start) }
        if let sign = takeSign() { return sign }
        while let next = cursor.next, !cursor.isAtLineEnd, ![.blank, .tab, .comma].contains(next) {
            if isSchema, cursor.position > start, atSign { break }
            if next == .quote || next == .backquote {
                // `type:"an id"` is one word; otherwise a text is a word of its own.
                guard cursor.bytes[cursor.position - 1] == .colon else { break }
                return takeText(next, from: start)
            }
            cursor.position += 1
        }
        return cursor.string(Span(start, cursor.position))
    }

    private mutating func takeText(_ mark: UInt8, from start: Int) -> String? {
        switch cursor.quotedText(mark) {
        case .success: return cursor.string(Span(start, cursor.position))
        case .failure(let failure):
            issues.text(failure, in: source)
            return nil
        }
    }

    /// Signs that need no blanks around them.
    private static let signs: [StaticString] = ["->", "??", "..", "|", "+"]

    private var atSign: Bool {
        var ahead = cursor
        return Self.signs.contains { ahead.take($0) }
    }

    private mutating func takeSign() -> String? {
        if !isSchema { return cursor.take(UInt8(ascii: "<")) ? "<" : nil }
        for sign in Self.signs where cursor.take(sign) { return sign.description }
        return nil
    }

    // MARK: Blanks and comments

    private mutating func skipWhite() {
        while let next = cursor.next, next == .blank || next == .tab { cursor.position += 1 }
    }

    private mutating func takeComment() -> String {
        let start = cursor.position
        while cursor.next != nil, cursor.next != .newline { cursor.position += 1 }
        var end = cursor.position
        while end > start, [.blank, .tab, .carriageReturn].contains(cursor.bytes[end - 1]) { end -= 1 }
        return cursor.string(Span(start, end))
    }

    private mutating func add(_ line: TiesLine) {
        var line = line
        line.hasGap = hasGap && !lines.isEmpty
        hasGap = false
        lines.append(line)
    }

    /// An indented comment stands as deep as what follows it, or as a field
    /// where nothing of its record does.
    private mutating func placeComments() {
        var below = 1
        for index in lines.indices.reversed() {
            if lines[index].level == -1 { lines[index].level = below }
            below = max(1, lines[index].level)
        }
    }
}

/// One line of a `.ties` file with the lines that its list goes on in.
struct TiesLine: Hashable {
    enum Piece: Hashable {
        /// A word, a text with its quotation marks, or a sign.
        case word(String)
        case comma
        /// `ownsLine` when only blanks stand before it.
        case comment(String, ownsLine: Bool)
    }

    /// 0 for what starts at the margin, 1 for its fields, 2 for their details.
    var level: Int
    var pieces: [Piece]
    /// A blank line stands above.
    var hasGap = false

    /// Nothing but a comment.
    var isComment: Bool {
        if case .comment? = pieces.first { true } else { false }
    }

    var words: [String] {
        pieces.compactMap { if case .word(let word) = $0 { word } else { nil } }
    }

    /// The comment in the middle of a list, behind which a line must end.
    var holdsComment: Bool {
        pieces.dropLast().contains { if case .comment = $0 { true } else { false } }
    }
}
