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

/// Findings about what a dataset says.
enum CheckCode {
    static let contradiction = DiagnosticCode("W3101")
    static let yearsAndDates = DiagnosticCode("W3102")
    static let plannedEvent = DiagnosticCode("W3103")
    static let overdueCommitment = DiagnosticCode("W3104")
    static let implausibleRatio = DiagnosticCode("W3105")
    static let doubtedValue = DiagnosticCode("W3106")
    static let sharedName = DiagnosticCode("W3107")
    static let uncitedRecord = DiagnosticCode("W3108")
    static let copiedQuote = DiagnosticCode("W3109")
    static let inferredDate = DiagnosticCode("W3110")
    static let manyNames = DiagnosticCode("W3111")
    static let memberWithoutPilot = DiagnosticCode("W3112")
    static let thinQuote = DiagnosticCode("W3113")
}

extension CheckRule {
    /// Warnings first, then what is only worth knowing.
    package static let all: [CheckRule] = (mistakes + remarks).compactMap { $0 }

    private static let mistakes: [CheckRule?] = [
        CheckRule(
            CheckCode.contradiction, "contradictions", .warning,
            knownBy: ["within_article", "cross_article", "list_variant", "ambiguous_role"],
            MessageTemplate(
                "sources give values of '{field}' of {subject} that exclude each other: {values}",
                ko: "{subject}의 '{field}' 값이 서로 어긋납니다: {values}"),
            help: MessageTemplate(
                "an 'issue' record says why one was preferred", ko: "어느 값을 왜 택했는지 'issue' 레코드에 적으세요")),
        CheckRule(
            CheckCode.yearsAndDates, "years-and-dates", .warning, knownBy: ["against_outside", "within_article"],
            MessageTemplate(
                "{value} as of {as_of} does not fit '{field}' of {about}, whose {rank} value is {start}",
                ko: "{as_of} 기준 {value}은(는) {about}의 '{field}' {rank} 값({start})과 맞지 않습니다"),
            help: MessageTemplate(
                "mend one of them, or keep both and record an 'issue' about {about}",
                ko: "둘 가운데 하나를 고치거나, 둘 다 두고 {about}에 관한 'issue'를 기록하세요")),
        CheckRule(
            CheckCode.plannedEvent, "planned-events", .warning, knownBy: ["gap"],
            MessageTemplate(
                "{event} was planned for {when}, which is past, and nothing is recorded of it",
                ko: "{event}은(는) {when}로 예정되었는데, 지난 뒤의 기록이 없습니다"),
            help: MessageTemplate(
                "change its status, or record the event that 'follows' it", ko: "상태를 고치거나, 이를 잇는('follows') 행사를 기록하세요")),
        CheckRule(
            CheckCode.overdueCommitment, "overdue-commitments", .warning, knownBy: ["gap"],
            MessageTemplate(
                "{commitment}: due {due}, which is past, without an outcome",
                ko: "{commitment}: 기한({due})이 지났는데 결과가 없습니다"),
            help: MessageTemplate(
                "give it what 'fulfilled_by' leads to, or the status done or dropped",
                ko: "'fulfilled_by'로 결과를 잇거나, 상태를 done이나 dropped로 바꾸세요")),
        CheckRule(
            CheckCode.implausibleRatio, "implausible-ratios", .warning, knownBy: ["implausible"],
            MessageTemplate(
                "{people} in {companies} of {about} are {ratio} a company (independent witnesses: {witnesses})",
                ko: "{about}의 {people}, {companies}이면 기업당 {ratio}명입니다(독립된 증인: {witnesses})"),
            help: MessageTemplate(
                "compare the quotes with the articles; keep what they say and flag it 'implausible'",
                ko: "인용을 기사와 견주고, 기사대로 두되 'implausible'로 표시하세요")),
        CheckRule(
            CheckCode.sharedName, "shared-names", .warning, knownBy: ["name_variant"],
            MessageTemplate(
                "several records are called '{name}': {subjects}", ko: "'{name}'이라는 레코드가 여럿입니다: {subjects}"),
            help: MessageTemplate(
                "take the name from all but one, or ask for one by \"id:…\"",
                ko: "하나만 남기고 이름을 빼거나, \"id:…\"로 물으세요")),
        CheckRule(
            CheckCode.copiedQuote, "copied-quotes", .warning, knownBy: ["same_origin"],
            MessageTemplate(
                "'{field}' of {subject} counts two witnesses for one text: {quote}",
                ko: "{subject}의 '{field}'에서 같은 글이 증인 둘로 셉니다: {quote}"),
            help: MessageTemplate(
                "name the release that both copy: origin NAME", ko: "두 기사가 옮긴 자료를 적으세요: origin 이름")),
        CheckRule(
            CheckCode.thinQuote, "thin-quotes", .warning,
            MessageTemplate(
                "what is quoted from {article} is far shorter than '{field}' of {subject}: {quotes}",
                ko: "{article}에서 인용한 말이 {subject}의 '{field}'에 견주어 너무 짧습니다: {quotes}"),
            help: MessageTemplate(
                "quote the clause that supports the text, or several in turn",
                ko: "그 글을 뒷받침하는 구절을 인용하세요. 여럿을 차례로 인용해도 됩니다")),
    ]

    private static let remarks: [CheckRule?] = [
        CheckRule(
            CheckCode.doubtedValue, "doubted-values", .note,
            knownBy: ["implausible", "against_outside", "ambiguous_type"],
            MessageTemplate(
                "'{field}' of {subject} is {flags}: {value} (articles: {articles}, independent witnesses: {witnesses})",
                ko: "{subject}의 '{field}'에 {flags} 표시가 있습니다: {value}(기사 {articles}, 독립된 증인 {witnesses})"),
            help: MessageTemplate("queries see it with its flag: claims.flags", ko: "질의에서는 claims.flags로 보입니다")),
        CheckRule(
            CheckCode.uncitedRecord, "uncited-records", .note,
            MessageTemplate("nothing cites {type} '{subject}'", ko: "{type} '{subject}'을(를) 인용한 곳이 없습니다"),
            help: MessageTemplate(
                "fine for common knowledge; else give it a source: < SOURCE \"quote\"",
                ko: "상식이면 괜찮고, 아니면 출처를 다세요: < 출처 \"인용\"")),
        CheckRule(
            CheckCode.inferredDate, "inferred-dates", .note, knownBy: ["missing"],
            MessageTemplate(
                "'{field}' of {subject} is inferred: {value}", ko: "{subject}의 '{field}'은(는) 추론한 값입니다: {value}"),
            help: MessageTemplate("the view 'stated only' leaves it out", ko: "'stated only'를 쓰면 빠집니다")),
        CheckRule(
            CheckCode.manyNames, "many-names", .note, knownBy: ["name_variant"],
            MessageTemplate(
                "one article has several names for {subject}: {names}", ko: "한 기사가 {subject}을(를) 여러 이름으로 부릅니다: {names}"),
            help: MessageTemplate("make sure that they mean one thing", ko: "모두 같은 것인지 확인하세요")),
        CheckRule(
            CheckCode.memberWithoutPilot, "members-without-pilot", .note, knownBy: ["gap"],
            MessageTemplate(
                "{member} has no pilot project, and other members of {of} have",
                ko: "{of}의 다른 회원과 달리 {member}에는 시범사업이 없습니다"),
            help: MessageTemplate("an absence worth asking about", ko: "물어볼 만한 공백입니다")),
    ]
}
