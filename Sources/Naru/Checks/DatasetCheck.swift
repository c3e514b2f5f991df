import NaruData
import NaruEngine
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
