import NaruSyntax

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
