import NaruSyntax

/// A SELECT statement, as far as its like can be said in Naru.
struct SQLStatement {
    struct Item: Hashable {
        var value: SQLExpression
        var name: String?
    }

    struct Join {
        var table: String
        var name: String
        var condition: SQLExpression
        var isOptional: Bool
    }

    var isDistinct = false
    var items: [Item] = []
    /// nil where only values are asked for: `SELECT 1 + 1`.
    var table: String?
    /// What the table is called in the statement.
    var name: String?
    var joins: [Join] = []
    var condition: SQLExpression?
    var keys: [SQLExpression] = []
    var having: SQLExpression?
    var order: [(key: SQLExpression, isDescending: Bool)] = []
    var limit: String?
    var offset: String?

    /// The values and conditions that it is made of.
    var expressions: [SQLExpression] {
        items.map(\.value) + joins.map(\.condition) + [condition, having].compactMap(\.self) + keys + order.map(\.key)
    }
}

indirect enum SQLExpression: Hashable {
    /// The parts of a name between its dots.
    case name([String])
    case text(String)
    case number(String)
    case truth(Bool)
    case star
    case prefix(String, SQLExpression)
    case infix(String, SQLExpression, SQLExpression)
    case isAbsent(SQLExpression, negated: Bool)
    case isIn(SQLExpression, [SQLExpression], negated: Bool)
    case isBetween(SQLExpression, SQLExpression, SQLExpression, negated: Bool)
    case isLike(SQLExpression, String, negated: Bool)
    case call(String, [SQLExpression], distinct: Bool)
    case choice([[SQLExpression]], otherwise: SQLExpression?)

    private static let aggregates: Set<String> = [
        "count", "sum", "avg", "min", "max", "median", "stddev", "stddev_samp", "group_concat", "string_agg",
    ]

    var isAggregate: Bool {
        if case .call(let name, _, _) = self { Self.aggregates.contains(name) } else { false }
    }

    /// Whether it holds a pattern that says more than what a text contains,
    /// begins or ends with.
    var hasInnerWildcards: Bool {
        if case .isLike(_, let pattern, _) = self {
            var words = pattern[...]
            if words.hasPrefix("%") { words = words.dropFirst() }
            if words.hasSuffix("%") { words = words.dropLast() }
            if words.contains("%") || words.contains("_") { return true }
        }
        return parts.contains { $0.hasInnerWildcards }
    }

    /// The aggregates in it, none inside another.
    var aggregates: [SQLExpression] { isAggregate ? [self] : parts.flatMap(\.aggregates) }

    var parts: [SQLExpression] {
        switch self {
        case .name, .text, .number, .truth, .star: []
        case .prefix(_, let value), .isAbsent(let value, _), .isLike(let value, _, _): [value]
        case .infix(_, let left, let right): [left, right]
        case .isIn(let value, let items, _): [value] + items
        case .isBetween(let value, let low, let high, _): [value, low, high]
        case .call(_, let arguments, _): arguments
        case .choice(let branches, let otherwise): branches.flatMap { $0 } + [otherwise].compactMap { $0 }
        }
    }
}

/// Why a statement has no like in Naru, and what comes nearest.
struct Untranslatable: Error {
    var way: Message

    init(_ english: String, ko korean: String) { way = Message(english, ko: korean) }

    static let unreadable = Untranslatable(
        "the source comes first, then stages: `SET | where … | select …`",
        ko: "대상을 먼저 쓰고 단계를 잇습니다: `집합 | where … | select …`")
}

/// Words, names and signs of SQL.
enum SQLToken: Hashable {
    case word(String)
    case quoted(String)
    case text(String)
    case number(String)
    case sign(String)
    case end

    static func tokens(of text: String) -> [SQLToken] {
        var tokens: [SQLToken] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if rest.hasPrefix("--") {
                rest = rest.drop { !$0.isNewline }
            } else if first == "'" {
                tokens.append(.text(quoted(&rest, until: "'")))
            } else if let closer = ["\"": "\"", "`": "`", "[": "]"][String(first)] {
                tokens.append(.quoted(quoted(&rest, until: Character(closer))))
            } else if first.isNumber {
                let number = rest.prefix { $0.isNumber || $0 == "." }
                rest = rest.dropFirst(number.count)
                tokens.append(.number(String(number)))
            } else if first.isLetter || first == "_" {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                rest = rest.dropFirst(word.count)
                tokens.append(.word(String(word)))
            } else {
                let sign = ["<=", ">=", "<>", "!=", "||", "=="].first { rest.hasPrefix($0) } ?? String(first)
                rest = rest.dropFirst(sign.count)
                tokens.append(.sign(sign))
            }
        }
        return tokens + [.end]
    }

    /// A quotation mark within stands twice.
    private static func quoted(_ rest: inout Substring, until closer: Character) -> String {
        rest.removeFirst()
        var text = ""
        while let next = rest.popFirst() {
            if next == closer {
                guard rest.first == closer else { break }
                rest.removeFirst()
            }
            text.append(next)
        }
        return text
    }
}

/// Reads a SELECT statement of one table, with joins on conditions.
struct SQLReader {
    private var tokens: ArraySlice<SQLToken>

    init(_ text: String) { tokens = SQLToken.tokens(of: text)[...] }

    private var current: SQLToken { tokens.first ?? .end }

    private func at(_ words: String...) -> Bool {
        if case .word(let word) = current { words.contains(word.lowercased()) } else { false }
    }

    private mutating func take(_ word: String) -> Bool {
        guard at(word) else { return false }
        tokens.removeFirst()
        return true
    }

    private mutating func takeSign(_ sign: String) -> Bool {
        guard current == .sign(sign) else { return false }
        tokens.removeFirst()
        return true
    }

    private mutating func expect(_ word: String) throws(Untranslatable) {
        guard take(word) else { throw .unreadable }
    }

    private mutating func close() throws(Untranslatable) {
        guard takeSign(")") else { throw .unreadable }
    }

    // MARK: Clauses

    mutating func statement() throws(Untranslatable) -> SQLStatement {
        var statement = SQLStatement()
        try expect("select")
        statement.isDistinct = take("distinct")
        if take("top") {
            let isBracketed = takeSign("(")
            statement.limit = try count()
            if isBracketed { try close() }
        }
        statement.items = try list { reader throws(Untranslatable) in try reader.item() }
        if take("from") { try source(&statement) }
        if take("where") { statement.condition = try expression() }
        if take("group") {
            try expect("by")
            statement.keys = try list { reader throws(Untranslatable) in try reader.expression() }
        }
        if take("having") { statement.having = try expression() }
        if take("order") {
            try expect("by")
            statement.order = try list { reader throws(Untranslatable) in try reader.orderKey() }
        }
        try bounds(&statement)
        if at("union", "intersect", "except") {
            throw Untranslatable(
                "two queries are put together with `| union (…)`, `| intersect (…)` or `| except (…)`",
                ko: "두 질의는 `| union (…)`, `| intersect (…)`, `| except (…)`(으)로 합칩니다")
        }
        _ = takeSign(";")
        guard current == .end else { throw .unreadable }
        return statement
    }

    private mutating func source(_ statement: inout SQLStatement) throws(Untranslatable) {
        if current == .sign("(") {
            throw Untranslatable(
                "a query within a query stands in parentheses as its source: `(SET | …) | …`",
                ko: "질의 안의 질의는 괄호로 묶어 대상으로 씁니다: `(집합 | …) | …`")
        }
        (statement.table, statement.name) = try table()
        while true {
            let isOptional = take("left")
            if isOptional { _ = take("outer") } else if take("inner") {}
            guard take("join") else { break }
            let (table, name) = try self.table()
            try expect("on")
            statement.joins.append(
                SQLStatement.Join(
                    table: table, name: name ?? table, condition: try expression(), isOptional: isOptional))
        }
        if current == .sign(",") || at("right", "full", "cross", "natural") {
            throw Untranslatable(
                "rows of another set come with `| join x: SET on …`, and links are followed with `| expand x: LINK`",
                ko: "다른 집합의 행은 `| join x: 집합 on …`, 링크는 `| expand x: 링크`(으)로 잇습니다")
        }
    }

    private mutating func table() throws(Untranslatable) -> (String, String?) {
        var parts = [try name()]
        while takeSign(".") { parts.append(try name()) }
        if take("as") { return (parts[parts.count - 1], try name()) }
        let clauses = [
            "where", "group", "order", "limit", "offset", "fetch", "having", "join", "inner", "left", "right", "full",
            "cross", "natural", "on", "union", "intersect", "except",
        ]
        if case .word(let word) = current, !clauses.contains(word.lowercased()) {
            return (parts[parts.count - 1], try name())
        }
        return (parts[parts.count - 1], nil)
    }

    private mutating func bounds(_ statement: inout SQLStatement) throws(Untranslatable) {
        while true {
            if take("limit") {
                let first = try count()
                if takeSign(",") {
                    (statement.offset, statement.limit) = (first, try count())
                } else {
                    statement.limit = first
                }
            } else if take("offset") {
                statement.offset = try count()
                if at("row", "rows") { tokens.removeFirst() }
            } else if take("fetch") {
                guard take("first") || take("next") else { throw .unreadable }
                statement.limit = try count()
                guard take("rows") || take("row"), take("only") else { throw .unreadable }
            } else {
                return
            }
        }
    }

    private mutating func count() throws(Untranslatable) -> String {
        guard case .number(let number) = current, !number.contains(".") else { throw .unreadable }
        tokens.removeFirst()
        return number
    }

    private mutating func item() throws(Untranslatable) -> SQLStatement.Item {
        let value = try expression()
        if take("as") { return SQLStatement.Item(value: value, name: try name()) }
        if at("over") {
            throw Untranslatable(
                "a window stands behind its function: `sum(n) over country`, `row()`, `rank(n desc)`",
                ko: "창은 함수 뒤에 씁니다: `sum(n) over country`, `row()`, `rank(n desc)`")
        }
        if case .quoted = current { return SQLStatement.Item(value: value, name: try name()) }
        let clauses = [
            "from", "where", "group", "having", "order", "limit", "offset", "fetch", "union", "intersect", "except",
        ]
        if case .word(let word) = current, !clauses.contains(word.lowercased()) {
            return SQLStatement.Item(value: value, name: try name())
        }
        return SQLStatement.Item(value: value)
    }

    private mutating func orderKey() throws(Untranslatable) -> (key: SQLExpression, isDescending: Bool) {
        let key = try expression()
        let isDescending = take("desc")
        if !isDescending { _ = take("asc") }
        if take("nulls") { guard take("last") || take("first") else { throw .unreadable } }
        return (key, isDescending)
    }

    private mutating func name() throws(Untranslatable) -> String {
        switch current {
        case .word(let name), .quoted(let name):
            tokens.removeFirst()
            return name
        default: throw .unreadable
        }
    }

    private mutating func list<Element>(
        _ element: (inout SQLReader) throws(Untranslatable) -> Element
    ) throws(Untranslatable) -> [Element] {
        var elements = [try element(&self)]
        while takeSign(",") { elements.append(try element(&self)) }
        return elements
    }

    // MARK: Expressions

    private mutating func expression() throws(Untranslatable) -> SQLExpression {
        var left = try conjunction()
        while take("or") { left = .infix("or", left, try conjunction()) }
        return left
    }

    private mutating func conjunction() throws(Untranslatable) -> SQLExpression {
        var left = try negation()
        while take("and") { left = .infix("and", left, try negation()) }
        return left
    }

    private mutating func negation() throws(Untranslatable) -> SQLExpression {
        take("not") ? .prefix("not", try negation()) : try comparison()
    }

    private mutating func comparison() throws(Untranslatable) -> SQLExpression {
        let left = try sum()
        if take("is") {
            let negated = take("not")
            if take("null") { return .isAbsent(left, negated: negated) }
            guard take("true") else { throw .unreadable }
            return negated ? .prefix("not", left) : left
        }
        let negated = take("not")
        if take("in") {
            guard takeSign("(") else { throw .unreadable }
            if at("select") {
                throw Untranslatable(
                    "membership in another query is `x in (SET | …).field`",
                    ko: "다른 질의에 들어 있는지는 `x in (집합 | …).필드`(으)로 묻습니다")
            }
            let items = try list { reader throws(Untranslatable) in try reader.expression() }
            try close()
            return .isIn(left, items, negated: negated)
        }
        if take("between") {
            let low = try sum()
            try expect("and")
            return .isBetween(left, low, try sum(), negated: negated)
        }
        if take("like") || take("ilike") {
            let pattern: String
            switch current {
            // Some engines take double quotes for texts as well.
            case .text(let text), .quoted(let text): pattern = text
            default: throw .unreadable
            }
            tokens.removeFirst()
            return .isLike(left, pattern, negated: negated)
        }
        guard !negated else { throw .unreadable }
        let operators = ["=": "=", "==": "=", "<>": "!=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="]
        guard case .sign(let sign) = current, let meant = operators[sign] else { return left }
        tokens.removeFirst()
        return .infix(meant, left, try sum())
    }

    private mutating func sum() throws(Untranslatable) -> SQLExpression {
        var left = try product()
        while case .sign(let sign) = current, let meant = ["+": "+", "-": "-", "||": "+"][sign] {
            tokens.removeFirst()
            left = .infix(meant, left, try product())
        }
        return left
    }

    private mutating func product() throws(Untranslatable) -> SQLExpression {
        if takeSign("-") { return .prefix("-", try product()) }
        // A star alone is all columns.
        if takeSign("*") { return .star }
        var left = try operand()
        while case .sign(let sign) = current, ["*", "/", "%"].contains(sign) {
            tokens.removeFirst()
            left = .infix(sign, left, try operand())
        }
        return left
    }

    private mutating func operand() throws(Untranslatable) -> SQLExpression {
        let token = current
        switch token {
        case .number(let number):
            tokens.removeFirst()
            return .number(number)
        case .text(let text):
            tokens.removeFirst()
            return .text(text)
        case .sign("("):
            tokens.removeFirst()
            if at("select") {
                throw Untranslatable(
                    "a query within an expression stands in parentheses: `count((SET | where …))`",
                    ko: "식 안의 질의는 괄호로 묶습니다: `count((집합 | where …))`")
            }
            let inner = try expression()
            try close()
            return inner
        case .word(let word): return try word == "*" ? .star : named(word)
        case .quoted: return try path()
        default: throw .unreadable
        }
    }

    private mutating func named(_ word: String) throws(Untranslatable) -> SQLExpression {
        if take("true") { return .truth(true) }
        if take("false") { return .truth(false) }
        if take("case") { return try choice() }
        if take("date") {
            guard case .text(let text) = current else { throw .unreadable }
            tokens.removeFirst()
            return .text(text)
        }
        let path = try path()
        guard takeSign("(") else { return path }
        let function = word.lowercased()
        if function == "cast" || function == "extract" { return try special(function) }
        if takeSign(")") { return .call(function, [], distinct: false) }
        let isDistinct = take("distinct")
        let arguments = try list { reader throws(Untranslatable) in try reader.expression() }
        try close()
        return .call(function, arguments, distinct: isDistinct)
    }

    /// `CAST(x AS INTEGER)`, `EXTRACT(YEAR FROM d)`
    private mutating func special(_ function: String) throws(Untranslatable) -> SQLExpression {
        if function == "extract" {
            let part = try name()
            try expect("from")
            let value = try expression()
            try close()
            return .call(part.lowercased(), [value], distinct: false)
        }
        let value = try expression()
        try expect("as")
        let type = try name().lowercased()
        if takeSign("(") { while !takeSign(")") && current != .end { tokens.removeFirst() } }
        if current == .sign(")") { try close() }
        return .call("cast:" + type, [value], distinct: false)
    }

    private mutating func choice() throws(Untranslatable) -> SQLExpression {
        let subject = at("when") ? nil : try expression()
        var branches: [[SQLExpression]] = []
        while take("when") {
            let test = try expression()
            try expect("then")
            branches.append([subject.map { .infix("=", $0, test) } ?? test, try expression()])
        }
        let otherwise = take("else") ? try expression() : nil
        try expect("end")
        guard !branches.isEmpty else { throw .unreadable }
        return .choice(branches, otherwise: otherwise)
    }

    private mutating func path() throws(Untranslatable) -> SQLExpression {
        var parts = [try name()]
        while takeSign(".") {
            if takeSign("*") { return .star }
            parts.append(try name())
        }
        return .name(parts)
    }
}
