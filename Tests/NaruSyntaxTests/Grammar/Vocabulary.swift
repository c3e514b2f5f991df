import TestSupport

/// Tokens for the sentence generator.
enum Vocabulary {
    static func text(of terminal: String, _ random: inout RandomSource) -> String {
        switch terminal {
        case "NAME": random.pick(names)
        case "PLAIN": random.pick(plainNames)
        case "TEXT": random.pick(texts)
        case "NUMBER": random.pick(numbers)
        case "DATE": random.pick(dates)
        case "PARAM": random.pick(["$city", "$n", "$도시"])
        case "INT": random.pick(["0", "1", "3", "1_000", "25"])
        default: terminal
        }
    }

    private static let plainNames = [
        "city", "cities", "agreements", "signed", "협약", "체결일", "`origin city`", "`select`", "`and`", "x1", "_", "`by`",
        "partners",
    ]
    /// Words that are keywords elsewhere but can only be names where an operand stands.
    private static let names = plainNames + ["title", "sectors", "rows", "from", "where", "known", "optional", "of"]
    private static let texts = [#""US""#, #""샌디에이고""#, #""a \"b\" \\ \n \u{1F600}""#, #""""#, #""id:siheung""#]
    private static let numbers = ["0", "1", "1_000", "3.14", "2.7e10", "1000억", "5k", "1.5M", "0.001", "1e-3", "2만"]
    private static let dates = [
        "@2023", "@2023-Q4", "@2023-10", "@2024-02-29", "@2024-XX-13", "@0001-01-01", "@9999-12",
    ]

    static let reserved = ["and", "or", "not", "in", "is", "if", "then", "else", "true", "no", "any", "it", "today"]
    static let joining = LineRules.joining.sorted()

    /// Behind these an operand begins.
    static let operandFollows: Set = [
        "(", "[", "{", ",", "=", "<", "~", "+", "*", "and", "or", "no", "select", "add", "sort",
    ]
}

/// The line rules of §2, told again for the tests.
enum LineRules {
    static let joining: Set = [
        "asc", "desc", "by", "across", "into", "on", "over", "to", "via", "up", "all", "shortest", "simple", "union",
        "intersect", "except",
    ]

    private static let operators: Set = [
        "=", "!=", "<", "<=", ">", ">=", "~", "!~", "??", "+", "-", "*", "/", "%", "|", ".", "..", ",", ":", ")", "]",
        "}",
    ]

    private static let words: Set = ["and", "or", "in", "is", "then", "else"]

    /// Whether a line that begins so goes on with the statement above.
    static func continues(_ text: String) -> Bool {
        operators.contains(text) || words.contains(text) || joining.contains(text)
    }

    /// Whether a line may begin so wherever a token may stand.
    static func mayStartLine(_ text: String) -> Bool { continues(text) && text != ".." }
}
