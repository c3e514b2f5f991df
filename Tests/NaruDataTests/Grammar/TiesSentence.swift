import TestSupport

/// Random sentences of `Grammar/ties.ebnf`.
struct TiesSentence {
    private let grammar: Grammar
    private var random: RandomSource
    /// Rises with each number, so that the ends of ranges are in order.
    private var counter = 0
    private var text = ""
    private var depth = 0

    init(_ grammar: Grammar, seed: UInt64) {
        self.grammar = grammar
        random = RandomSource(seed: seed)
    }

    /// A sentence of one rule.
    mutating func sentence(of rule: String) -> String {
        (text, counter, depth) = ("", 0, 0)
        write(.rule(rule), glue: nil)
        return text
    }

    /// A sentence of one alternative of a rule.
    mutating func sentence(of element: Grammar.Element) -> String {
        (text, counter, depth) = ("", 0, 0)
        write(element, glue: nil)
        return text
    }

    mutating func pick<Item>(_ items: [Item]) -> Item { random.pick(items) }

    private mutating func write(_ element: Grammar.Element, glue: Grammar.Glue?) {
        switch element {
        case .literal(let literal): append(literal, glue)
        case .terminal("NEWLINE"): text += random.pick(["\n", "  # a comment\n", "\n\n", "\r\n", "\n# between\n"])
        case .terminal("INDENT(1)"): text += "  "
        case .terminal("INDENT(1+)"), .terminal("INDENT(2)"): text += "    "
        case .terminal(let name): append(terminal(name), glue)
        case .rule(let name):
            if let word = lexical(name) { return append(word, glue) }
            depth += 1
            write(grammar.rules[name] ?? .sequence([]), glue: glue)
            depth -= 1
        case .sequence(let parts):
            for (index, part) in parts.enumerated() { write(part, glue: index == 0 ? glue : nil) }
        case .choice(let options): write(random.pick(options), glue: glue)
        case .optional(let inner): if random.chance(45) { write(inner, glue: glue) }
        case .repetition(let inner): for _ in 0..<random.below(4) { write(inner, glue: nil) }
        case .glued(let inner, let part): write(part, glue: inner)
        }
    }

    private mutating func append(_ word: String, _ glue: Grammar.Glue?) {
        let isFirst = text.isEmpty || text.last == "\n" || text.last == "\r\n" || text.last == " "
        if !isFirst, glue != .touching, word != "," || random.chance(20) { text += random.pick([" ", "  ", " \t"]) }
        text += word
    }

    // MARK: Words

    /// Rules whose parts touch each other.
    private mutating func lexical(_ rule: String) -> String? {
        switch rule {
        case "text": return random.pick([#""text""#, #""글 # x""#, #""a\n\t\r\"\\\u{AC00}""#, #""""#, #""a, b""#])
        case "name": return random.pick(["alpha", "베타", "_c3", "`odd name`"])
        case "id": return random.pick(["it", #""an id""#])
        case "unit": return random.pick(["km", "%", "`odd unit`", "명"])
        case "simple": return date()
        default: return nil
        }
    }

    private mutating func date() -> String {
        counter += 1
        let year = 1900 + counter * 7
        let date = random.pick(["\(year)", "\(year)-Q4", "\(year)-10", "\(year)-10-31", "\(year)-XX-13"])
        return date + random.pick(["", "", "?", "~", "%"])
    }

    private mutating func terminal(_ name: String) -> String {
        switch name {
        case "TYPE": return "thing"
        case "CASE": return random.pick(["one", "하나", "two"])
        case "LANGUAGE": return random.pick(["ko", "en"])
        case "NAME": return random.pick(["alpha", "베타"])
        case "ID": return random.pick(["a1", "b-2.c"])
        case "COUNT":
            counter += 1
            return String(counter)
        case "INTEGER": return random.pick(["7", "-12", "+3", "1_000"])
        case "DECIMAL":
            counter += 1
            return "\(counter)" + random.pick(["000", "000.25", "_000"])
        case "FLOAT": return random.pick(["37.5", "-12", "2.5e1"])
        default: return "?"
        }
    }
}
