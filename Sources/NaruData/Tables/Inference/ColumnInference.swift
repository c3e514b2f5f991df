import NaruEngine
import NaruSemantics
import NaruSyntax

/// Finds the type of a column from all its cells.
///
/// Empty cells say nothing. Of the others: all `true` or `false` make a bool;
/// all whole numbers that fit 64 bits an int; all plain numbers of at most 38
/// digits a decimal; all numbers a float; all dates, one of them finer than a
/// year, a date; all numbers in one notation, with one unit, an int, a decimal or
/// a quantity; anything else, and a column without values, a text. Numbers with a
/// leading zero or a plus sign are codes such as postcodes: a text. Texts that
/// are known to stand for no value do so where all others are of another type.
struct ColumnInference {
    private(set) var tally = CellTally()
    /// Texts that stand for no value in any column.
    private let absents: AbsentTexts

    init(absents: AbsentTexts) { self.absents = absents }

    @inline(__always)
    mutating func add(_ cell: Cell, in bytes: Bytes, _ file: TableFile) {
        guard cell.count > 0 else { return tally.addEmpty() }
        guard file.form.isJSON else { return add(cell, in: bytes) }
        if cell.isList(in: bytes) {
            tally.isMany = true
            for element in cell.elements(in: bytes) where element.count > 0 { addJSON(element, in: bytes, file) }
        } else {
            addJSON(cell, in: bytes, file)
        }
    }

    /// What stands in quotation marks is meant as a text, or as a date.
    private mutating func addJSON(_ cell: Cell, in bytes: Bytes, _ file: TableFile) {
        if cell.isNested(in: bytes) {
            return tally.addNested(JSONValueObject.kind(of: cell, in: bytes))
        }
        guard !file.hasUntypedTexts else { return add(cell, in: bytes) }
        guard cell.isText(in: bytes) else {
            tally.isTyped = true
            return add(cell, in: bytes)
        }
        tally.isOfSheet = file.source.isSheet
        file.withText(of: cell, bytes) { addText($0, isJSON: file.form != .values) }
    }

    private mutating func addText(_ text: Bytes, isJSON: Bool) {
        let trimmed = text.withoutBlanks
        guard !trimmed.isEmpty, absents.isEmpty || !absents.contains(trimmed) else { return tally.addEmpty() }
        tally.addQuoted(trimmed, isJSON: isJSON)
    }

    @inline(__always)
    private mutating func add(_ cell: Cell, in bytes: Bytes) {
        let text = Bytes(rebasing: bytes[cell.span.start..<cell.span.end]).withoutBlanks
        guard !text.isEmpty else { return tally.addEmpty() }
        if !absents.isEmpty, absents.contains(text) { return tally.addEmpty() }
        tally.add(text)
    }

    /// What all cells of a column say that has these and those.
    private func joined(_ other: ColumnInference) -> ColumnInference {
        var all = self
        all.tally.add(other.tally)
        return all
    }

    /// The columns of a file; what is wrong with its rows is reported when they
    /// are read.
    static func columns(of file: TableFile, _ options: LoadOptions) -> [CellTally] {
        let reading = InferenceReading(file: file, absents: AbsentTexts(options.tables.absents))
        let (cuts, size) = (file.cuts(options), file.end)
        let ends = cuts.dropFirst().map(\.position) + [size]
        let parts = Parallel.map(cuts.count, threads: options.threads) { reading.part(cuts[$0], ends[$0]) }
        var columns = parts[0].columns
        for place in parts.indices.dropFirst() {
            if parts[place - 1].hasFailed { break }
            // As in `TablePieces`, a cut within a quotation was a wrong guess.
            guard parts[place - 1].end == cuts[place].position else {
                return reading.part(file.body, size).columns.map(\.tally)
            }
            columns = zip(columns, parts[place].columns).map { $0.joined($1) }
        }
        return columns.map(\.tally)
    }
}

/// A file of which threads read parts.
private struct InferenceReading: @unchecked Sendable {
    // Nobody changes it.
    let file: TableFile
    let absents: AbsentTexts

    struct Part {
        var columns: [ColumnInference]
        var end = 0
        /// What follows is not read then.
        var hasFailed = false
    }

    func part(_ start: TableScanner.Start, _ end: Int) -> Part {
        let width = file.width
        var columns = [ColumnInference](repeating: ColumnInference(absents: absents), count: file.columns.count)
        let outcome = TableBlocks.forEach(of: file, from: start, before: end) { cells, rows, _, bytes in
            for place in columns.indices {
                var column = columns[place]
                for row in 0..<rows { column.add(cells[row * width + place], in: bytes, file) }
                columns[place] = column
            }
        }
        return Part(columns: columns, end: outcome.end.position, hasFailed: outcome.failure != nil)
    }
}

extension Bytes {
    /// Without blanks at its ends.
    @inline(__always)
    fileprivate var withoutBlanks: Bytes {
        var (start, end) = (0, count)
        while start < end, self[start] == .blank { start += 1 }
        while start < end, self[end - 1] == .blank { end -= 1 }
        return Bytes(rebasing: self[start..<end])
    }
}
