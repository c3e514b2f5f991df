/// A grammar as read from a file in `Grammar`.
package struct Grammar: Sendable {
    package indirect enum Element: Sendable {
        /// `"where"`
        case literal(String)
        /// `NAME`
        case terminal(String)
        /// `expr`
        case rule(String)
        case sequence([Element])
        case choice([Element])
        case optional(Element)
        case repetition(Element)
        /// `~x` and `^x`
        case glued(Glue, Element)
    }

    package enum Glue: Sendable { case sameLine, touching }

    package var rules: [String: Element]

    package static let start = "program"
}

/// Reads EBNF (ISO 14977 without commas between the parts of a sequence).
package struct GrammarReader {
    struct Failure: Error, CustomStringConvertible { var description: String }

    private var rest: Substring
    private var rules: [String: Grammar.Element] = [:]

    package static func read(_ text: String) throws -> Grammar {
        var reader = GrammarReader(rest: text[...])
        while reader.peek() != nil { try reader.rule() }
        return Grammar(rules: reader.rules)
    }

    private init(rest: Substring) { self.rest = rest }

    // MARK: Productions

    private mutating func rule() throws {
        let name = word()
        guard !name.isEmpty, take("=") else { throw Failure(description: "no rule at: \(rest.prefix(40))") }
        rules[name] = try choice()
        guard take(";") else { throw Failure(description: "rule \(name) does not end at: \(rest.prefix(40))") }
    }

    private mutating func choice() throws -> Grammar.Element {
        var options = [try sequence()]
        while take("|") { options.append(try sequence()) }
        return options.count == 1 ? options[0] : .choice(options)
    }

    private mutating func sequence() throws -> Grammar.Element {
        var parts: [Grammar.Element] = []
        while let next = peek(), !"|)]};".contains(next) { parts.append(try element()) }
        guard !parts.isEmpty else { throw Failure(description: "nothing at: \(rest.prefix(40))") }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func element() throws -> Grammar.Element {
        if take("~") { return .glued(.sameLine, try element()) }
        if take("^") { return .glued(.touching, try element()) }
        if take("(") { return try enclosed(")") { $0 } }
        if take("[") { return try enclosed("]") { .optional($0) } }
        if take("{") { return try enclosed("}") { .repetition($0) } }
        if take("\"") { return .literal(upTo("\"")) }
        if take("'") { return .literal(upTo("'")) }
        // A terminal in words.
        if take("?") { return .terminal(upTo("?")) }
        let name = word()
        guard let first = name.first else { throw Failure(description: "no element at: \(rest.prefix(40))") }
        if name == "INDENT", take("(") { return .terminal("INDENT(\(upTo(")")))") }
        return first.isUppercase ? .terminal(name) : .rule(name)
    }

    private mutating func upTo(_ end: Character) -> String {
        let text = rest.prefix { $0 != end }
        rest = rest.dropFirst(text.count + 1)
        return String(text)
    }

    private mutating func enclosed(
        _ closer: Character, _ make: (Grammar.Element) -> Grammar.Element
    ) throws -> Grammar.Element {
        let inner = try choice()
        guard take(closer) else { throw Failure(description: "no '\(closer)' at: \(rest.prefix(40))") }
        return make(inner)
    }

    // MARK: Characters

    private mutating func peek() -> Character? {
        while true {
            rest = rest.drop(while: \.isWhitespace)
            guard rest.hasPrefix("(*"), let end = rest.firstRange(of: "*)") else { return rest.first }
            rest = rest[end.upperBound...]
        }
    }

    private mutating func take(_ character: Character) -> Bool {
        guard peek() == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    private mutating func word() -> String {
        _ = peek()
        let word = rest.prefix { $0.isLetter || $0 == "_" }
        rest = rest.dropFirst(word.count)
        return String(word)
    }
}
