/// A word of the language with where and how it stood.
package struct Token: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case name
        case reserved(ReservedWord)
        /// `$name`; the token's text is the name.
        case parameter
        case number(NumberLiteral)
        case text
        case date(PartialDate)
        case symbol(Symbol)
        /// What could not be read; the lexer has reported it.
        case unreadable
        case end
    }

    package var kind: Kind
    package var span: Span
    /// Names and texts without their quotes, NFC; symbols as written.
    package var text: String
    package var isQuoted = false
    package var isFirstOnLine = false
    package var hasSpaceBefore = false

    package init(_ kind: Kind, at span: Span, text: String, isQuoted: Bool = false) {
        self.kind = kind
        self.span = span
        self.text = text
        self.isQuoted = isQuoted
    }
}

/// The words that are no names anywhere without backquotes, except after a dot.
package enum ReservedWord: String, Hashable, Sendable, CaseIterable {
    case and, or, not, `in`, `is`, `if`, then, `else`, `true`, `false`, no, `any`, it, today
}

package enum Symbol: String, Hashable, Sendable, CaseIterable {
    case equal = "=", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    case matches = "~", notMatches = "!~"
    case plus = "+", minus = "-", star = "*", slash = "/", percent = "%"
    case range = "..", coalesce = "??", question = "?"
    case bar = "|", comma = ",", semicolon = ";", colon = ":", dot = "."
    case leftParenthesis = "(", rightParenthesis = ")"
    case leftBracket = "[", rightBracket = "]"
    case leftBrace = "{", rightBrace = "}"

    /// The bracket that closes this one.
    package var closer: Symbol? {
        switch self {
        case .leftParenthesis: .rightParenthesis
        case .leftBracket: .rightBracket
        case .leftBrace: .rightBrace
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .matches, .notMatches, .plus, .minus,
            .star, .slash, .percent, .range, .coalesce, .question, .bar, .comma, .semicolon, .colon, .dot,
            .rightParenthesis, .rightBracket, .rightBrace:
            nil
        }
    }

    package var comparison: ComparisonOperator? { ComparisonOperator(rawValue: rawValue) }

    package var isCloser: Bool {
        self == .rightParenthesis || self == .rightBracket || self == .rightBrace
    }

    /// It has an operand on its left, so it can begin a continued line.
    package var isInfix: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .matches, .notMatches,
            .plus, .minus, .star, .slash, .percent, .range, .coalesce:
            true
        case .question, .bar, .comma, .semicolon, .colon, .dot, .leftParenthesis, .rightParenthesis, .leftBracket,
            .rightBracket, .leftBrace, .rightBrace:
            false
        }
    }
}

extension Token {
    package func `is`(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }
    package func `is`(_ word: ReservedWord) -> Bool { kind == .reserved(word) }

    /// The contextual keyword that this token can be.
    package func isWord(_ word: String) -> Bool { kind == .name && !isQuoted && text == word }

    package var isJoiningWord: Bool { kind == .name && !isQuoted && JoiningWord.all.contains(text) }

    package var symbol: Symbol? {
        if case .symbol(let symbol) = kind { symbol } else { nil }
    }
}
