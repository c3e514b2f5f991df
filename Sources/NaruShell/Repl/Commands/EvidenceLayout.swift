import NaruEngine
import NaruSyntax

/// What a row rests on, for reading: the claims about each record, under each
/// the words of its sources.
struct EvidenceLayout {
    /// The language of the data, and of what is said about it.
    let language: String?
    let messages: Language
    let paint: Paint
    let width: Int

    private var human: HumanText { HumanText(language: language, absent: "–") }

    /// The row itself, then what it rests on.
    func lines(_ last: FinishedQuery, row: Int, _ evidence: [RowEvidence]) -> [String] {
        let values = last.result.values(row - 1..<row).first ?? []
        let cells = zip(last.columns, values).filter { $0.1 != .absent }.map { "\($0.0.name): \(human.text($0.1))" }
        let title = Message("Row \(row)", ko: "\(row)행")[messages]
        return [SafeText.shortened("\(paint.strong(title))  \(cells.joined(separator: " · "))", to: width)]
            + lines(evidence)
    }

    func lines(_ evidence: [RowEvidence]) -> [String] {
        let claims = evidence.filter { $0.basis != .absence }
        let absences = evidence.filter { $0.basis == .absence }
        var lines: [String] = []
        for group in EvidenceLayout.grouped(claims, by: \.subject) {
            lines += ["", paint.strong(subject(group[0].subject))]
            for claim in EvidenceLayout.grouped(group, by: \.claimed) { lines += self.claim(claim) }
        }
        if !absences.isEmpty {
            lines += ["", paint.strong(Message("Not found", ko: "찾지 못함")[messages])]
            lines += absences.map(absence)
        }
        if evidence.isEmpty {
            lines += ["", Message("It rests on nothing recorded.", ko: "기록된 근거가 없습니다.")[messages]]
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
        guard let entity else { return "–" }
        let label = entity.label == .absent ? entity.id : human.text(entity.label)
        return SafeText.escaped("\(entity.type) \(label)")
    }

    /// A claim is one, however many sources say it.
    private func claim(_ citations: [RowEvidence]) -> [String] {
        let claim = citations[0]
        var text = "  " + assertion(claim)
        text += "  " + paint.dim("[\(basis(claim.basis)[messages])]")
        if let note = claim.note { text += "  " + paint.dim(SafeText.escaped(note)) }
        return [text] + citations.flatMap(source)
    }

    private func assertion(_ claim: RowEvidence) -> String {
        guard let field = claim.field, field != "id" else {
            return Message("is recorded", ko: "기록되어 있음")[messages]
        }
        return SafeText.escaped("\(field) = \(claim.value ?? "–")")
    }

    private func source(_ entry: RowEvidence) -> [String] {
        if let location = entry.location { return ["    " + paint.dim(SafeText.escaped(location))] }
        guard let source = entry.source else { return [] }
        let title = source.label == .absent ? source.id : human.text(source.label)
        let date = entry.published.map { ", \($0.description)" } ?? ""
        let by = "    — \(title)\(date)"
        guard let quote = entry.quote else { return [SafeText.escaped(by)] }
        let lines = SafeText.wrapped(SafeText.escaped("“\(quote)”"), to: max(width - 4, 20))
        return lines.map { "    " + $0 } + [paint.dim(SafeText.escaped(by))]
    }

    private func absence(_ entry: RowEvidence) -> String {
        let field = entry.field ?? "–"
        let about = entry.subject.map { subject($0) + " " } ?? ""
        let searched = entry.searched.map {
            $0 == 1
                ? Message("1 record searched", ko: "기록 1건을 찾아봄")
                : Message("\($0) records searched", ko: "기록 \($0)건을 찾아봄")
        }
        let note = searched.map { "  " + paint.dim("[\($0[messages])]") } ?? ""
        return "  " + SafeText.escaped(about + field) + note
    }

    private func basis(_ basis: EvidenceEntry.Basis) -> Message {
        switch basis {
        case .stated: Message("stated", ko: "명시")
        case .inferred: Message("inferred", ko: "추론")
        case .outside: Message("outside", ko: "외부")
        case .imported: Message("imported", ko: "수입")
        case .absence: Message("absence", ko: "없음")
        }
    }
}

extension RowEvidence {
    /// What makes two entries one claim.
    fileprivate var claimed: [String?] { [field, value, basis.rawValue, note] }
}
