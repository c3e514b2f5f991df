import Naru
import NaruEngine
import NaruSemantics
import NaruSyntax

/// What the cases that end in rows use of the language.
struct Completeness {
    private(set) var functions: Set<String> = []
    private(set) var types: Set<String> = []
    private(set) var literals: Set<String> = []

    init(_ cases: [ConformanceCase]) {
        for test in cases where !test.expected.split(separator: "\n").contains(where: { $0.hasPrefix("! E") }) {
            add(Lexer.tokens(of: SourceText(name: "query", text: test.program)))
            for type in Self.columns(of: test) { add(type) }
        }
    }

    private mutating func add(_ lexed: Lexer.Output) {
        if !lexed.comments.isEmpty { literals.insert("comment") }
        for (token, next) in zip(lexed.tokens, lexed.tokens.dropFirst()) {
            let isCall = next.is(.leftParenthesis) && !next.hasSpaceBefore
            switch token.kind {
            case .name where isCall && !token.isQuoted: functions.insert(token.text)
            case .name where token.isQuoted: literals.insert("quoted name")
            case .name where token.text.utf8.contains { $0 >= 0x80 }: literals.insert("Hangul name")
            case .parameter: literals.insert("parameter")
            case .number(let number): add(number, next)
            case .date(let date): literals.insert("date of \(date.precision)")
            case .text: literals.insert("text")
            case .reserved(.true), .reserved(.false): literals.insert("bool")
            case .symbol(.semicolon): literals.insert("semicolon")
            case .symbol(.leftBracket) where token.hasSpaceBefore: literals.insert("list")
            case .symbol(.dot) where token.hasSpaceBefore && next.kind == .name: literals.insert("enum case")
            default: break
            }
            if token.kind == .name, next.kind == .text, !next.isFirstOnLine {
                literals.insert(next.text.hasPrefix("id:") ? "entity by id" : "entity by name")
            }
        }
    }

    private mutating func add(_ number: NumberLiteral, _ next: Token) {
        switch number.value {
        case .int: literals.insert("int")
        case .decimal: literals.insert("decimal")
        case .float: literals.insert("float")
        }
        if number.text.contains("_") { literals.insert("grouped number") }
        if let last = number.text.last, "kMB만억조".contains(last) { literals.insert("magnitude \(last)") }
        guard next.kind == .name, !next.isFirstOnLine else { return }
        literals.insert(next.hasSpaceBefore ? "unit" : "glued unit")
        if next.isQuoted { literals.insert("quoted unit") }
        if Self.timeUnits.contains(next.text) { literals.insert("duration in \(next.text)") }
        if Self.koreanUnits.contains(next.text) { literals.insert("unit \(next.text)") }
    }

    private static let timeUnits = [
        "day", "days", "week", "weeks", "month", "months", "year", "years", "일", "주", "개월", "년",
    ]
    private static let koreanUnits = ["원", "달러", "유로", "위안", "엔", "명"]

    /// All forms that §2 of the language's definition lists.
    static let allLiterals: Set<String> = Set(
        [
            "comment", "quoted name", "Hangul name", "parameter", "text", "bool", "semicolon", "list", "enum case",
            "entity by id", "entity by name", "int", "decimal", "float", "grouped number", "unit", "glued unit",
            "quoted unit",
        ] + "kMB만억조".map { "magnitude \($0)" } + timeUnits.map { "duration in \($0)" }
            + koreanUnits.map { "unit \($0)" }
            + ["year", "quarter", "month", "day", "dayOfYear"].map { "date of \($0)" })

    private static func columns(of test: ConformanceCase) -> [ValueType] {
        guard let dataset = try? Datasets.shared.dataset(test.data), dataset.diagnostics.isEmpty else { return [] }
        let session = Session(dataset, today: PartialDate(test.today)?.first ?? 0)
        let source = SourceText(name: "query", text: test.program)
        let program = session.compile(source, importing: CaseRunner.imported).program
        return (program?.queries ?? []).flatMap(\.columns).map(\.value.type)
    }

    private mutating func add(_ type: ValueType) {
        if type.cardinality == .many { types.insert("list") }
        types.insert(Self.word(type.type))
        if case .record(let fields) = type.type { fields.forEach { add($0.type) } }
    }

    private static func word(_ type: Type) -> String {
        switch type {
        case .enumeration: "enum"
        case .entity: "entity"
        case .record: "record"
        default: "\(type)"
        }
    }

    static let allTypes: Set<String> = [
        "bool", "int", "decimal", "float", "text", "localizedText", "date", "period", "duration", "geo", "quantity",
        "days", "numbers", "enum", "entity", "record", "list",
    ]
}
