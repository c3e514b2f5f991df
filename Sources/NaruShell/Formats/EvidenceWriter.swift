import Naru
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
        var cells: ArraySlice<NaruEngine.Value>
        var evidence: [RowEvidence] = []
    }

    init(_ query: EvidenceQuery, options: FormatOptions) {
        names = query.rowColumns.map(\.name)
        visible = query.visible
        self.options = options
    }

    func begin(_ out: inout String) {}

    /// How many rows have evidence is said at the end.
    mutating func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) {
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
        out += end.rows == 0 ? footer.text(end) : footer.text(end, count: count(end), notes: end.losses)
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
    fileprivate init(_ cells: [NaruEngine.Value], note: NaruEngine.Value) {
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

/// What a row rests on, for reading: the claims about each record, under each
/// the words of its sources.
struct EvidenceLayout {
    let language: Language
    let paint: Paint
    /// nil for lines as long as they need.
    let width: Int?
    var absent = "–"

    private var human: HumanText { HumanText(language: language, absent: absent) }

    /// The row itself, then what it rests on.
    func lines(row: Int, _ cells: [(name: String, value: NaruEngine.Value)], _ evidence: [RowEvidence]) -> [String] {
        let title = Message("Row \(row)", ko: "\(row)행")[language]
        let texts = cells.filter { $0.value != .absent }.map {
            "\(SafeText.escaped($0.name)): \(human.text($0.value))"
        }
        let head = texts.isEmpty ? [] : wrapped(texts.joined(separator: " · "), by: DisplayWidth.of(title) + 2)
        let first = [paint.strong(title), head.first].compactMap { $0 }.joined(separator: "  ")
        let indent = String(repeating: " ", count: DisplayWidth.of(title) + 2)
        return [first] + head.dropFirst().map { indent + $0 } + lines(evidence)
    }

    func lines(_ evidence: [RowEvidence]) -> [String] {
        let claims = evidence.filter { $0.basis != .absence }
        let absences = evidence.filter { $0.basis == .absence }
        var lines: [String] = []
        for group in EvidenceLayout.grouped(claims, by: \.subject) {
            let head = indented(wrapped(subject(group[0].subject), by: 2), by: 0, then: 2)
            lines += [""] + head.map(paint.strong)
            for claim in EvidenceLayout.grouped(group, by: \.claimed) { lines += self.claim(claim) }
        }
        if !absences.isEmpty {
            lines += ["", paint.strong(Message("Nothing found that was asked for in", ko: "찾는 것이 없는 곳")[language])]
            lines += absences.flatMap(absence)
        }
        if evidence.isEmpty {
            lines += ["", Message("It rests on nothing recorded.", ko: "기록된 근거가 없습니다.")[language]]
        }
        return lines
    }

    /// Neighbours that agree, together.
    private static func grouped<Key: Equatable>(
        _ evidence: [RowEvidence], by key: (RowEvidence) -> Key
    ) -> [[RowEvidence]] {
        var groups: [[RowEvidence]] = []
        for entry in evidence {
            if let last = groups.last?.last, key(last) == key(entry) {
                groups[groups.count - 1].append(entry)
            } else {
                groups.append([entry])
            }
        }
        return groups
    }

    private func subject(_ entity: EntityValue?) -> String {
        guard let entity else { return absent }
        let label = entity.label == .absent ? entity.id : human.text(entity.label)
        return SafeText.escaped("\(entity.type) \(label)")
    }

    /// A claim is one, however many sources say it.
    private func claim(_ citations: [RowEvidence]) -> [String] {
        let claim = citations[0]
        let said = assertion(claim)
        let note = claim.note.map { "  " + SafeText.escaped($0) } ?? ""
        let remark = "[\(claim.basis.wording[language])]" + note
        let head =
            fits("\(said)  \(remark)", behind: 2)
            ? ["  \(said)  \(paint.dim(remark))"]
            : indented(wrapped(said, by: 4), by: 2, then: 4)
                + wrapped(remark, by: 4).map { "    " + paint.dim($0) }
        return head + citations.flatMap(source)
    }

    private func assertion(_ claim: RowEvidence) -> String {
        guard let field = claim.field, field != "id" else {
            return Message("is recorded", ko: "기록되어 있음")[language]
        }
        return SafeText.escaped("\(field) = \(claim.value ?? absent)")
    }

    private func source(_ entry: RowEvidence) -> [String] {
        if let location = entry.location { return ["    " + paint.dim(SafeText.escaped(location))] }
        guard let source = entry.source else { return [] }
        let title = source.label == .absent ? source.id : human.text(source.label)
        let date = entry.published.map { ", \($0.description)" } ?? ""
        let by = indented(wrapped(SafeText.escaped("— \(title)\(date)"), by: 6), by: 4, then: 6)
        guard let quote = entry.quote else { return by }
        let quoted = wrapped(SafeText.escaped("“\(quote)”"), by: 4)
        return indented(quoted, by: 4, then: 4) + by.map(paint.dim)
    }

    private func fits(_ text: String, behind indent: Int) -> Bool {
        width.map { DisplayWidth.of(text) + indent <= $0 } ?? true
    }

    /// To stand behind blanks; on a very narrow terminal lines may be too long.
    private func wrapped(_ text: String, by indent: Int) -> [String] {
        guard let width, !fits(text, behind: indent) else { return [text] }
        return TextFlow.wrapped(text, to: max(width - indent, TextFlow.narrowest))
    }

    private func indented(_ lines: [String], by first: Int, then rest: Int) -> [String] {
        lines.enumerated().map { String(repeating: " ", count: $0 == 0 ? first : rest) + $1 }
    }

    private func absence(_ entry: RowEvidence) -> [String] {
        let field = SafeText.escaped(entry.field ?? absent)
        let text = (entry.subject.map { subject($0) + ": " } ?? "") + field
        let searched = entry.searched.map {
            $0 == 1
                ? Message("1 record searched", ko: "기록 1건을 찾아봄")
                : Message("\($0) records searched", ko: "기록 \($0)건을 찾아봄")
        }
        let remark = searched.map { "[\($0[language])]" } ?? ""
        if fits("\(text)  \(remark)", behind: 2) {
            return [remark.isEmpty ? "  \(text)" : "  \(text)  \(paint.dim(remark))"]
        }
        let lines = indented(wrapped(text, by: 4), by: 2, then: 4)
        return remark.isEmpty ? lines : lines + ["    " + paint.dim(remark)]
    }
}

extension RowEvidence {
    /// What makes two entries one claim.
    fileprivate var claimed: [String?] { [field, value, basis.rawValue, note] }
}
