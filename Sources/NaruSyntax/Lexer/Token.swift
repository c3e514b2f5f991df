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

    /// Those that an operand follows.
    static let prefixes: Set<ReservedWord> = [.no, .any, .not, .is, .if]

    private static let byText = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
    private static let longest = allCases.map(\.rawValue.utf8.count).max() ?? 0

    /// Asked of every name: most are longer than any of these.
    package init?(_ text: String) {
        guard text.utf8.count <= Self.longest, let word = Self.byText[text] else { return nil }
        self = word
    }
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

    private static let single: [Symbol?] = (0..<128).map { Symbol(rawValue: String(Unicode.Scalar(UInt8($0)))) }
    private static let double: [(UInt8, UInt8, Symbol)] = allCases.compactMap { symbol in
        let bytes = Array(symbol.rawValue.utf8)
        return bytes.count == 2 ? (bytes[0], bytes[1], symbol) : nil
    }

    /// The longest one that these two bytes begin with.
    init?(_ first: UInt8, _ second: UInt8?) {
        if let two = Self.double.first(where: { $0.0 == first && $0.1 == second }) {
            self = two.2
        } else if first < 0x80, let one = Self.single[Int(first)] {
            self = one
        } else {
            return nil
        }
    }

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

    package var comparison: ComparisonOperator? {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .matches: .matches
        case .notMatches: .notMatches
        case .plus, .minus, .star, .slash, .percent, .range, .coalesce, .question, .bar, .comma, .semicolon, .colon,
            .dot, .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket, .leftBrace, .rightBrace:
            nil
        }
    }

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
    package func `is`(_ symbol: Symbol) -> Bool { if case .symbol(symbol) = kind { true } else { false } }
    package func `is`(_ word: ReservedWord) -> Bool { if case .reserved(word) = kind { true } else { false } }
    package var isName: Bool { if case .name = kind { true } else { false } }
    package var isText: Bool { if case .text = kind { true } else { false } }
    package var isEnd: Bool { if case .end = kind { true } else { false } }
    package var isUnreadable: Bool { if case .unreadable = kind { true } else { false } }

    /// The contextual keyword that this token can be.
    package func isWord(_ word: String) -> Bool { isName && !isQuoted && text == word }

    package var isJoiningWord: Bool { isName && !isQuoted && JoiningWord.all.contains(text) }

    package var symbol: Symbol? {
        if case .symbol(let symbol) = kind { symbol } else { nil }
    }
}
