package import NaruSyntax

/// `.ties` files in their canonical layout.
package enum TiesFormatter {
    /// nil where the result would not read the same, which is a mistake in here.
    package static func format(_ source: SourceText) throws(DatasetError) -> String? {
        let isSchema = source.name == "schema.ties" || source.name.hasSuffix("/schema.ties")
        if isSchema { try checkSchema(source) }
        let lines = try TiesLineReader.read(source, isSchema: isSchema)
        var layout = TiesLayout()
        if source.utf8.starts(with: [0xEF, 0xBB, 0xBF]) { layout.output = "\u{FEFF}" }
        layout.write(lines, isSchema: isSchema)
        let again = try TiesLineReader.read(SourceText(name: source.name, text: layout.output), isSchema: isSchema)
        return again == lines ? layout.output : nil
    }

    private static func checkSchema(_ source: SourceText) throws(DatasetError) {
        var issues = DataIssues()
        _ = SchemaReader.read(source, issues: &issues)
        try issues.throwIfAny()
    }
}

/// Writes lines with their columns below each other.
struct TiesLayout {
    static let width = 100

    var output = ""
    private var column = 0

    mutating func write(_ lines: [TiesLine], isSchema: Bool) {
        for group in Self.groups(lines) {
            let columns = isSchema ? TiesColumns(schema: group) : TiesColumns(record: group)
            for (line, cells) in zip(group, columns.cells) { write(line, cells, columns) }
        }
    }

    /// A line at the margin and all that belongs to it.
    private static func groups(_ lines: [TiesLine]) -> [ArraySlice<TiesLine>] {
        let starts = lines.indices.filter { lines[$0].level == 0 }
        let bounds = (starts.first == 0 ? starts : [0] + starts) + [lines.count]
        return zip(bounds, bounds.dropFirst()).map { lines[$0..<$1] }
    }

    private mutating func write(_ line: TiesLine, _ cells: TiesColumns.Cells, _ columns: TiesColumns) {
        if line.hasGap { output += "\n" }
        column = 0
        put(String(repeating: "  ", count: line.level))
        var rest = line.pieces[...]
        for (place, count) in cells.counts.enumerated() {
            let start = column
            for _ in 0..<count { putNext(&rest) }
            if !rest.isEmpty { pad(to: start + columns.widths[place]) }
        }
        writeList(rest, listStart: cells.listStart)
        output += "\n"
    }

    private mutating func putNext(_ rest: inout ArraySlice<TiesLine.Piece>) {
        guard case .word(let word)? = rest.first else { return }
        rest = rest.dropFirst()
        if !isBehindBlank { put(" ") }
        put(word)
    }

    /// Words, and items with commas: as many on a line as fit.
    private mutating func writeList(_ pieces: ArraySlice<TiesLine.Piece>, listStart: Int) {
        var itemColumn: Int?
        var mustBreak = false
        for (index, piece) in pieces.enumerated() {
            let item = pieces.dropFirst(index)
            if index >= listStart, itemColumn == nil { itemColumn = column + (isBehindBlank ? 0 : 1) }
            let begins = index > 0 && pieces[pieces.startIndex + index - 1] == .comma
            let overflows = begins && column + 1 + Self.width(ofItem: item) > Self.width
            switch piece {
            case .comma: put(",")
            case .comment(let text, let ownsLine):
                if mustBreak || (ownsLine && index > 0) {
                    breakLine(to: itemColumn ?? column)
                } else if !isLineEmpty, !ownsLine {
                    put("  ")
                }
                put(text)
                mustBreak = true
                continue
            case .word(let word):
                if mustBreak || overflows { breakLine(to: itemColumn ?? column) }
                if !isBehindBlank { put(" ") }
                put(word)
            }
            mustBreak = false
        }
    }

    /// Up to its comma.
    private static func width(ofItem pieces: ArraySlice<TiesLine.Piece>) -> Int {
        var width = 0
        for piece in pieces {
            guard case .word(let word) = piece else { return piece == .comma ? width + 1 : width }
            width += DisplayWidth.of(word) + (width > 0 ? 1 : 0)
        }
        return width
    }

    // MARK: Writing

    private var isLineEmpty: Bool { output.isEmpty || output.hasSuffix("\n") || output == "\u{FEFF}" }
    private var isBehindBlank: Bool { isLineEmpty || output.utf8.last == .blank }

    private mutating func put(_ text: String) {
        output += text
        column += DisplayWidth.of(text)
    }

    private mutating func pad(to place: Int) {
        if place > column { put(String(repeating: " ", count: place - column)) }
    }

    private mutating func breakLine(to place: Int) {
        while output.utf8.last == .blank { output.removeLast() }
        output += "\n"
        column = 0
        pad(to: place)
    }
}

/// Which words of the lines of one record or type stand below each other.
struct TiesColumns {
    struct Cells {
        /// How many words each column takes.
        var counts: [Int] = []
        /// Where behind them the list begins.
        var listStart = 0
    }

    /// How wide each column is, with the blanks behind it.
    private(set) var widths: [Int]
    private(set) var cells: [Cells] = []

    /// A field's name, with its language, before its values.
    init(record lines: ArraySlice<TiesLine>) {
        widths = [12]
        for line in lines {
            guard line.level == 1, !line.isComment else {
                cells.append(Cells())
                continue
            }
            let words = line.words
            let hasLanguage = words.count > 2 && words[2].hasPrefix("\"") && !words[1].hasPrefix("\"")
            let isLanguage = hasLanguage && line.pieces.prefix(3).allSatisfy { $0 != .comma }
            let count = isLanguage ? 2 : 1
            widths[0] = max(widths[0], Self.width(words.prefix(count)) + 2)
            cells.append(Cells(counts: [count]))
        }
    }

    /// A field's name, its alias, and what stands before `inverse`.
    init(schema lines: ArraySlice<TiesLine>) {
        widths = [0, 0, 0]
        for line in lines {
            let cells = line.level == 1 && !line.isComment ? Self.member(line.words) : Self.top(line.words)
            self.cells.append(cells)
            var words = line.words[...]
            for (place, count) in cells.counts.enumerated() {
                let width = Self.width(words.prefix(count))
                if width > 0 { widths[place] = max(widths[place], width + 2) }
                words = words.dropFirst(count)
            }
        }
    }

    private static func top(_ words: [String]) -> Cells { Cells(listStart: words.first == "languages" ? 1 : 0) }

    private static func member(_ words: [String]) -> Cells {
        switch words.first {
        case "valid": return Cells()
        case "let": return Cells(counts: words.count > 2 ? [2] : [])
        case "from" where words.dropFirst().first?.hasPrefix("\"") ?? false:
            return Cells(counts: [1], listStart: words.firstIndex(of: "columns") ?? 0)
        default: break
        }
        let hasAlias = words.count > 2 && !isContent(words[1])
        let start = hasAlias ? 2 : 1
        let content = words.dropFirst(start)
        var cells = Cells(counts: [1, hasAlias ? 1 : 0])
        if content.first == "enum" { cells.listStart = 1 }
        if content.first == "->", let inverse = content.firstIndex(of: "inverse") {
            cells.counts.append(inverse - start)
        }
        return cells
    }

    private static func isContent(_ word: String) -> Bool {
        word == "->" || word == "key" || SchemaReader.typeWords.contains(word)
    }

    private static func width(_ words: some Collection<String>) -> Int {
        words.reduce(0) { $0 + DisplayWidth.of($1) } + max(0, words.count - 1)
    }
}
