import NaruEngine
import NaruSemantics
import NaruSyntax

/// Rows of `why` for reading: under each row that was asked about the claims
/// that it rests on.
struct EvidenceWriter: ResultWriter {
    /// The names of what a row showed.
    private let names: [String]
    /// The place of the note; what the row showed stands behind it.
    private let visible: Int
    private let options: FormatOptions
    private var blocks: [Block] = []

    private struct Block {
        var row: Int64
        var cells: ArraySlice<Value>
        var evidence: [RowEvidence] = []
    }

    init(_ query: EvidenceQuery, options: FormatOptions) {
        names = query.rowColumns.map(\.name)
        visible = query.visible
        self.options = options
    }

    func begin(_ out: inout String) {}

    /// How many rows have evidence is said at the end.
    mutating func write(_ rows: ArraySlice<[Value]>, _ out: inout String) {
        for cells in rows {
            guard case .int(let row)? = cells.first else { continue }
            if blocks.last?.row != row { blocks.append(Block(row: row, cells: cells.dropFirst(visible + 1))) }
            blocks[blocks.count - 1].evidence.append(RowEvidence(Array(cells[1..<visible]), note: cells[visible]))
        }
    }

    func end(_ end: ResultEnd, _ out: inout String) {
        let layout = EvidenceLayout(
            language: options.language, paint: Paint(isOn: options.usesColor),
            width: options.width, absent: options.absent ?? "–")
        for block in blocks {
            let lines = layout.lines(row: Int(block.row), Array(zip(names, block.cells)), block.evidence)
            out += lines.map { $0 + "\n" }.joined() + "\n"
        }
        let footer = Footer(options: options)
        out += end.rows == 0 ? footer.text(end) : footer.text(end, count: count(end), notes: Footer.losses(end))
    }

    private func count(_ end: ResultEnd) -> Message {
        let rows = Message(blocks.count == 1 ? "1 row" : "\(blocks.count) rows", ko: "\(blocks.count)개 행")
        if end.shown < end.rows {
            return Message(
                "evidence of \(rows.english): \(end.shown) of \(end.rows) entries shown",
                ko: "\(rows.korean)의 근거 \(end.rows)건 중 \(end.shown)건 표시")
        }
        let entries = end.rows == 1 ? "1 entry" : "\(end.rows) entries"
        return Message("evidence of \(rows.english): \(entries)", ko: "\(rows.korean)의 근거 \(end.rows)건")
    }
}

extension RowEvidence {
    /// The columns of `why` from the subject on.
    fileprivate init(_ cells: [Value], note: Value) {
        self.init(subject: nil, field: nil, value: nil, basis: .absence)
        for (place, cell) in cells.enumerated() {
            switch (place, cell) {
            case (0, .entity(let subject)): self.subject = subject
            case (1, .text(let field)): self.field = field
            case (2, .text(let value)): self.value = value
            case (3, .text(let basis)): self.basis = EvidenceEntry.Basis(rawValue: basis) ?? .absence
            case (4, .entity(let source)): self.source = source
            // Without a type of sources, and for rows of tables beside one.
            case (4, .text(let location)): self.location = location
            case (5, .date(let date)): published = date
            case (6, .text(let words)) where source != nil: quote = words
            case (6, .text(let words)): location = words
            case (7, .int(let count)): searched = Int(count)
            default: break
            }
        }
        if case .text(let text) = note { self.note = text }
    }
}
