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
