import NaruData
import NaruEngine
import NaruSemantics
package import NaruSyntax

/// Runs the rules over a dataset.
package struct DatasetCheck {
    /// Of one rule so many are shown, the rest counted.
    static let mostFindings = 20

    package private(set) var findings: [Diagnostic] = []
    /// The rules whose query fits the dataset's types, and those whose doesn't.
    package private(set) var applied: [CheckRule] = []
    package private(set) var inapplicable: [CheckRule] = []

    private let session: Session
    private let issues: RecordedIssues

    package init(_ session: Session) throws(RunFailure) {
        self.session = session
        issues = try RecordedIssues(session)
        for rule in CheckRule.all { try run(rule) }
    }

    private mutating func run(_ rule: CheckRule) throws(RunFailure) {
        guard let result = try QueryRows(rule.source, in: session) else {
            inapplicable.append(rule)
            return
        }
        applied.append(rule)
        for row in result.rows.prefix(Self.mostFindings) {
            findings.append(finding(of: rule, Array(zip(result.columns, row))))
        }
        let more = result.rows.count - Self.mostFindings
        guard more > 0 else { return }
        findings.append(
            Diagnostic(
                rule.code, rule.severity,
                Message("\(more) more like these are not shown", ko: "이런 것이 \(more)개 더 있습니다"), at: nil,
                help: [
                    Message(
                        "all of them: Examples/checks/\(rule.source.name)",
                        ko: "모두 보려면 Examples/checks/\(rule.source.name)")
                ]))
    }

    private func finding(of rule: CheckRule, _ row: [(name: String, value: NaruEngine.Value)]) -> Diagnostic {
        var cells: [String: NaruEngine.Value] = [:]
        var entities: [EntityValue] = []
        var place: ClaimPlace?
        for (name, value) in row {
            cells[name] = value
            guard case .entity(let entity) = value else { continue }
            if name == CheckRule.placeColumn {
                place = ClaimPlace(entity, in: session.dataset.loaded.store)
            } else {
                entities.append(entity)
            }
        }
        if let subject = place?.subject { entities.append(subject) }
        var finding = Diagnostic(
            rule.code, rule.severity, rule.message.filled(cells), at: place?.span,
            help: (place?.remarks ?? []) + [rule.help.filled(cells)], source: place?.source)
        if let issue = issues.known(by: rule.issueKinds, about: entities) {
            finding.severity = .note
            finding.help.removeLast()
            finding.help.append(Message("recorded in issue '\(issue)'", ko: "쟁점 '\(issue)'에 기록되어 있습니다"))
        }
        return finding
    }
}

/// All rows of the first query of a program.
struct QueryRows {
    private(set) var columns: [String]
    private(set) var rows: [[NaruEngine.Value]] = []

    /// nil for a program that doesn't fit the dataset.
    init?(_ source: SourceText, in session: Session) throws(RunFailure) {
        let compilation = session.compile(source)
        guard let query = compilation.program?.queries.first else { return nil }
        columns = query.resultColumns.map(\.name)
        let collected = Collected()
        _ = try session.run(query, of: compilation, parameters: [:], counting: false) { batch in
            collected.rows += batch
            return true
        }
        rows = collected.rows
    }

    private final class Collected {
        var rows: [[NaruEngine.Value]] = []
    }
}

/// What the dataset itself says is doubtful: its `issue` records, by the
/// records they are about.
struct RecordedIssues {
    private struct Key: Hashable {
        var type: String
        var id: String
    }

    private var issues: [Key: [(kind: String, id: String)]] = [:]

    /// Of a dataset without such records there are none.
    init(_ session: Session) throws(RunFailure) {
        let source = SourceText(name: "issues", text: "issues | expand a: about | select about: a, kind, issue: it")
        for row in try QueryRows(source, in: session)?.rows ?? [] {
            guard case .entity(let about) = row[0], case .enumeration(let kind, _, _) = row[1],
                case .entity(let issue) = row[2]
            else { continue }
            issues[Key(type: about.type, id: about.id), default: []].append((kind, issue.id))
        }
    }

    /// The id of one that tells of a finding about any of these records.
    func known(by kinds: Set<String>, about entities: [EntityValue]) -> String? {
        for entity in entities {
            let found = issues[Key(type: entity.type, id: entity.id)]?.first { kinds.contains($0.kind) }
            if let found { return found.id }
        }
        return nil
    }
}

/// Where a claim stands, and what its file remarks about it.
struct ClaimPlace {
    private(set) var span: Span?
    private(set) var source: SourceText?
    let subject: EntityValue
    private(set) var remarks: [Message] = []

    init?(_ claim: EntityValue, in store: Store) {
        guard let type = store.schema.claims?.claim, let number = store.entity(id: claim.id, in: type) else {
            return nil
        }
        let entity = store.subject(ofClaim: number)
        subject = EntityValue(
            type: store.schema[store.type(of: entity)].name, id: store.id(of: entity), label: .absent)
        if let place = store.place(ofClaim: number) {
            read(store.claims.claims[place], in: store)
        } else if let row = store.claims.location(of: entity) {
            remarks = [Message("it stands in \(row.file):\(row.line)", ko: "\(row.file):\(row.line)에 있습니다")]
        }
    }

    private mutating func read(_ claim: Claim, in store: Store) {
        span = claim.span
        if store.claims.files.indices.contains(Int(claim.file)) { source = store.claims.files[Int(claim.file)] }
        for flag in store.claims.flags(of: claim) {
            guard let note = flag.note.map({ store.texts[$0] }) else { continue }
            let name = store.texts[flag.name]
            remarks.append(Message("flag \(name): \(note)", ko: "표시 \(name): \(note)"))
        }
        if let note = claim.note.map({ store.texts[$0] }) {
            remarks.append(Message("note: \(note)", ko: "비고: \(note)"))
        }
    }
}

/// A sentence in both languages with the names of columns in braces.
struct MessageTemplate: Sendable {
    private let english: String
    private let korean: String

    init(_ english: String, ko korean: String) {
        self.english = english
        self.korean = korean
    }

    func filled(_ cells: [String: NaruEngine.Value]) -> Message {
        Message(filled(english, cells, .english), ko: filled(korean, cells, .korean))
    }

    private func filled(_ text: String, _ cells: [String: NaruEngine.Value], _ language: Language) -> String {
        var result = ""
        for piece in text.split(separator: "{", omittingEmptySubsequences: false) {
            guard let close = piece.firstIndex(of: "}") else {
                result += piece
                continue
            }
            result += cells[String(piece[..<close])]?.plainText(in: language) ?? ""
            result += piece[piece.index(after: close)...]
        }
        return result
    }
}

extension NaruEngine.Value {
    /// The plain text with names in a language, where they have one in it.
    func plainText(in language: Language) -> String {
        switch self {
        case .localized(let texts):
            (texts.first { $0.language == language.rawValue } ?? texts.first)?.text ?? ""
        case .entity(let entity): entity.label == .absent ? entity.id : entity.label.plainText(in: language)
        case .list(let items): items.map { $0.plainText(in: language) }.joined(separator: ", ")
        default: plainText
        }
    }
}
