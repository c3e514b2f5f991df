import CNaruChecks
package import NaruSyntax

/// One rule that datasets are checked by: a query of `Examples/checks`, and
/// what is said of each of its rows. Its column `claim` is the place; the other
/// columns are the words of the message.
package struct CheckRule: Sendable {
    package let code: DiagnosticCode
    package let source: SourceText
    let severity: Diagnostic.Severity
    /// The kinds of `issue` records that tell of such a finding.
    let issueKinds: Set<String>
    let message: MessageTemplate
    let help: MessageTemplate

    static let placeColumn = "claim"

    init?(
        _ code: DiagnosticCode, _ name: String, _ severity: Diagnostic.Severity, knownBy issueKinds: Set<String> = [],
        _ message: MessageTemplate, help: MessageTemplate
    ) {
        guard let source = Self.sources[name] else { return nil }
        self.code = code
        self.source = source
        self.severity = severity
        self.issueKinds = issueKinds
        self.message = message
        self.help = help
    }

    /// The queries inside the program, by their names without `.naru`.
    private static let sources: [String: SourceText] = {
        var sources: [String: SourceText] = [:]
        var index = 0
        while let name = naru_check_at(index).name {
            let rule = naru_check_at(index)
            let bytes = UnsafeBufferPointer(start: rule.bytes, count: rule.length)
            let file = String(cString: name)
            sources[String(file.dropLast(".naru".count))] = SourceText(name: file, utf8: Array(bytes))
            index += 1
        }
        return sources
    }()

    /// How many queries there are, whether or not a rule uses them.
    package static var queryCount: Int { sources.count }
}
