package import NaruSyntax

/// A SELECT statement as the query that asks the same, with the names that the
/// dataset has for what it means.
package struct SelectTranslation {
    private let checker: Checker
    private var schema: Schema { checker.catalog.schema }
    private let statement: SQLStatement
    /// The types of what names can begin with; the table's own without a name.
    private var scopes: [String: TypeID] = [:]
    private var table: TypeID?
    /// What stands for an aggregate or a key behind `group`.
    private var columns: [SQLExpression: String] = [:]

    package enum Outcome {
        /// Asks the same.
        case same(String)
        /// Comes nearest; the message says what is lost.
        case nearest(String, Message)
        /// In what way such a thing is asked.
        case none(Message)
    }

    package static func of(_ text: String, in checker: Checker) -> Outcome {
        do throws(Untranslatable) {
            var reader = SQLReader(text)
            let statement = try reader.statement()
            var translation = SelectTranslation(statement, checker)
            let query = try translation.query()
            guard statement.expressions.contains(where: \.hasInnerWildcards) else { return .same(query) }
            return .nearest(
                query,
                Message(
                    "`~` finds what stands between the wildcards, in any place",
                    ko: "`~`는 와일드카드 사이의 글자를 자리와 상관없이 찾습니다"))
        } catch {
            return .none(error.way)
        }
    }

    init(_ statement: SQLStatement, _ checker: Checker) {
        self.statement = statement
        self.checker = checker
        let schema = checker.catalog.schema
        table = statement.table.flatMap { SelectTranslation.type(named: $0, in: schema) }
        for join in statement.joins { scopes[join.name.lowercased()] = Self.type(named: join.table, in: schema) }
    }

    // MARK: The query

    mutating func query() throws(Untranslatable) -> String {
        guard let name = statement.table else {
            guard statement.items.count == 1, statement.condition == nil else { throw .unreadable }
            return expression(statement.items[0].value)
        }
        var stages = [set(name)]
        for join in statement.joins {
            stages.append(
                "join \(join.isOptional ? "optional " : "")\(plain(join.name)): \(set(join.table)) on "
                    + expression(join.condition))
        }
        if let condition = statement.condition { stages.append("where " + expression(condition)) }
        let isGrouped =
            !statement.keys.isEmpty || statement.having != nil
            || statement.items.contains { !$0.value.aggregates.isEmpty }
        stages += isGrouped ? try grouped() : try plainRows()
        if let offset = statement.offset { stages.append("skip \(offset)") }
        if let limit = statement.limit { stages.append("take \(limit)") }
        return stages.joined(separator: " | ")
    }

    private mutating func plainRows() throws(Untranslatable) -> [String] {
        var stages: [String] = []
        let hasStar = statement.items.contains { $0.value == .star }
        let added = statement.items.filter { $0.value != .star }
        let names = self.names(of: added)
        var outputs: [SQLExpression: String] = [:]
        for (item, name) in zip(added, names) { outputs[item.value] = name }
        let keys = try statement.order.map { order throws(Untranslatable) in
            (try meant(order.key, added, names), order.isDescending)
        }
        // Behind `select` only its columns are left to sort by.
        let isOfOutput = keys.allSatisfy { outputs[$0.0] != nil || names.contains(simple($0.0) ?? "") }
        if !keys.isEmpty, !hasStar, !isOfOutput, !statement.isDistinct { stages.append(sort(keys)) }
        if !added.isEmpty {
            let list = zip(added, names).map { column($0.value, named: $1) }.joined(separator: ", ")
            stages.append((hasStar ? "add " : "select ") + list)
        }
        if statement.isDistinct { stages.append("distinct") }
        if !keys.isEmpty, hasStar || isOfOutput || statement.isDistinct {
            if !hasStar { columns = outputs }
            stages.append(sort(keys))
        }
        return stages
    }

    private mutating func grouped() throws(Untranslatable) -> [String] {
        guard !statement.items.contains(where: { $0.value == .star }) else {
            throw Untranslatable(
                "a group has its keys and aggregates, no `*`: `group by k into n: count()`",
                ko: "그룹에는 `*` 없이 키와 집계만 있습니다: `group by k into n: count()`")
        }
        let names = self.names(of: statement.items)
        var keys: [(value: SQLExpression, name: String)] = []
        for key in statement.keys {
            let value = try meant(key, statement.items, names)
            let place = statement.items.firstIndex { $0.value == value }
            keys.append((value, place.map { names[$0] } ?? defaultName(of: value)))
        }
        var outputs: [(value: SQLExpression, name: String)] = []
        for (item, name) in zip(statement.items, names) where !item.value.aggregates.isEmpty {
            outputs.append((item.value, name))
        }
        // What only a condition or the order asks for is a column too, for a while.
        let asked = ([statement.having].compactMap { $0 } + statement.order.map(\.key)).flatMap(\.aggregates)
        for aggregate in asked where !outputs.contains(where: { $0.value == aggregate }) {
            outputs.append((aggregate, unused(defaultName(of: aggregate), (keys + outputs).map(\.name))))
        }
        let isExtra = keys.count + outputs.count != statement.items.count
        let by = keys.map { column($0.value, named: $0.name) }.joined(separator: ", ")
        let into = outputs.map { column($0.value, named: $0.name) }.joined(separator: ", ")
        var stages = ["group" + (keys.isEmpty ? "" : " by " + by) + " into " + (into.isEmpty ? "n: count()" : into)]
        for (value, name) in keys + outputs { columns[value] = plain(name) }
        if let having = statement.having { stages.append("where " + expression(having)) }
        if !statement.order.isEmpty {
            let order = try statement.order.map { order throws(Untranslatable) in
                (try meant(order.key, statement.items, names), order.isDescending)
            }
            stages.append(sort(order))
        }
        let shown = statement.items.map { columns[$0.value] ?? expression($0.value) }
        if isExtra || into.isEmpty || shown != (keys + outputs).map({ plain($0.name) }) {
            stages.append("select " + shown.joined(separator: ", "))
        }
        if statement.isDistinct { stages.append("distinct") }
        return stages
    }

    private func sort(_ keys: [(SQLExpression, Bool)]) -> String {
        "sort " + keys.map { expression($0.0) + ($0.1 ? " desc" : "") }.joined(separator: ", ")
    }

    /// A key may be a column's number, or its name.
    private func meant(
        _ key: SQLExpression, _ items: [SQLStatement.Item], _ names: [String]
    ) throws(Untranslatable) -> SQLExpression {
        if case .number(let text) = key {
            guard let number = Int(text), items.indices.contains(number - 1) else { throw .unreadable }
            return items[number - 1].value
        }
        guard case .name(let parts) = key, parts.count == 1 else { return key }
        return items.first { $0.name?.lowercased() == parts[0].lowercased() }?.value ?? key
    }

    // MARK: Names

    private func set(_ name: String) -> String {
        let type = SelectTranslation.type(named: name, in: schema)
        return plain(type.map { schema[$0].plural } ?? name)
    }

    /// By its own name, its set's or another, whatever the capitals.
    package static func type(named name: String, in schema: Schema) -> TypeID? {
        let wanted = name.lowercased()
        func fits(_ other: String) -> Bool { other.lowercased() == wanted }
        return schema.types.first { fits($0.plural) || fits($0.name) || $0.aliases.contains(where: fits) }?.id
    }

    private func field(_ name: String, of type: TypeID?) -> TranslatedMember? {
        type.flatMap { TranslatedMember(named: name, of: $0, checker) }
    }

    private func isTable(_ name: String) -> Bool {
        [statement.name, statement.table].contains { $0?.lowercased() == name.lowercased() }
    }

    /// The path in Naru, and the field at its end.
    private func path(_ parts: [String]) -> (text: String, field: TranslatedMember?) {
        var rest = parts[...]
        var words: [String] = []
        var type = table
        if rest.count > 1, let first = rest.first {
            if let scope = scopes[first.lowercased()] {
                words.append(plain(first))
                type = scope
                rest.removeFirst()
            } else if isTable(first) {
                rest.removeFirst()
            }
        }
        var found: TranslatedMember?
        for name in rest {
            found = field(name, of: type)
            words.append(plain(found?.name ?? (name.lowercased() == "id" ? "id" : name)))
            type = if case .link(let targets)? = found?.content { targets.first } else { nil }
        }
        return (words.joined(separator: "."), found)
    }

    /// What a row is called by where one name says it.
    private func simple(_ value: SQLExpression) -> String? {
        guard case .name(let parts) = value else { return nil }
        let text = path(parts).text
        return text.contains(".") ? nil : text
    }

    private func names(of items: [SQLStatement.Item]) -> [String] {
        var names: [String] = []
        for item in items { names.append(unused(item.name ?? defaultName(of: item.value), names)) }
        return names
    }

    private func defaultName(of value: SQLExpression) -> String {
        switch value {
        case .name(let parts):
            let text = path(parts).text
            return String(text.split(separator: ".").last ?? "value").replacing("`", with: "")
        case .call(let name, _, _): return name.hasPrefix("cast:") ? "value" : name
        default: return "value"
        }
    }

    private func unused(_ name: String, _ taken: [String]) -> String {
        guard taken.contains(name) else { return name }
        var number = 2
        while taken.contains("\(name)\(number)") { number += 1 }
        return "\(name)\(number)"
    }

    private func plain(_ name: String) -> String {
        let scalars = name.unicodeScalars
        let isName =
            scalars.first.map { $0 == "_" || $0.properties.isXIDStart } == true
            && scalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue } && !Keyword.isTaken(name)
        return isName ? name : "`\(name.replacing("`", with: ""))`"
    }

    private func column(_ value: SQLExpression, named name: String) -> String {
        let text = expression(value)
        return text.split(separator: ".").last.map(String.init) == plain(name) && simpleOrPath(value)
            ? text : "\(plain(name)): \(text)"
    }

    private func simpleOrPath(_ value: SQLExpression) -> Bool { if case .name = value { true } else { false } }

    // MARK: Expressions

    private func expression(_ value: SQLExpression) -> String { text(value).text }

    /// With how tightly it binds, so that brackets stand where they must.
    private func text(_ value: SQLExpression) -> (text: String, strength: Int) {
        if let name = columns[value] { return (name, 9) }
        switch value {
        case .name(let parts): return (path(parts).text, 9)
        case .text(let text): return (Notation.text(text), 9)
        case .number(let number): return (number, 9)
        case .truth(let isTrue): return (isTrue ? "true" : "false", 9)
        case .star: return ("it", 9)
        case .prefix("not", let value): return ("not " + bracketed(value, 3), 3)
        case .prefix(let sign, let value): return (sign + bracketed(value, 8), 8)
        case .infix(let sign, let left, let right): return infix(sign, left, right)
        case .isAbsent(let value, let negated): return ((negated ? "any " : "no ") + bracketed(value, 9), 8)
        case .isIn(let value, let items, let negated):
            let list = items.map { literal($0, beside: value) ?? expression($0) }.joined(separator: ", ")
            return ("\(bracketed(value, 5)) \(negated ? "not in" : "in") [\(list)]", 4)
        case .isBetween(let value, let low, let high, let negated):
            let both = text(.infix("and", .infix(">=", value, low), .infix("<=", value, high)))
            return negated ? ("not (\(both.text))", 3) : both
        case .isLike(let value, let pattern, let negated): return like(value, pattern, negated)
        case .call(let name, let arguments, let isDistinct): return call(name, arguments, isDistinct)
        case .choice(let branches, let otherwise):
            let last = otherwise.map { " else " + expression($0) } ?? ""
            let choices = branches.map { "if \(expression($0[0])) then \(bracketed($0[1], 1))" }
            return ("(" + choices.joined(separator: " else ") + last + ")", 9)
        }
    }

    private func bracketed(_ value: SQLExpression, _ strength: Int) -> String {
        let inner = text(value)
        return inner.strength < strength ? "(\(inner.text))" : inner.text
    }

    private func infix(_ sign: String, _ left: SQLExpression, _ right: SQLExpression) -> (text: String, strength: Int) {
        switch sign {
        case "or": return ("\(bracketed(left, 1)) or \(bracketed(right, 2))", 1)
        case "and": return ("\(bracketed(left, 2)) and \(bracketed(right, 3))", 2)
        case "+", "-": return ("\(bracketed(left, 6)) \(sign) \(bracketed(right, 7))", 6)
        case "*", "/", "%": return ("\(bracketed(left, 7)) \(sign) \(bracketed(right, 8))", 7)
        default:
            let first = literal(left, beside: right) ?? part(left, beside: right) ?? bracketed(left, 5)
            let second = literal(right, beside: left) ?? part(right, beside: left) ?? bracketed(right, 5)
            return ("\(first) \(sign) \(second)", 4)
        }
    }

    /// A constant as the values of the other side are written.
    private func literal(_ value: SQLExpression, beside other: SQLExpression) -> String? {
        guard case .name(let parts) = other, let field = path(parts).field else { return nil }
        switch (field.content, value) {
        case (.enumeration(let id), .text(let text)): return enumCase(text, of: schema[id]).map { "." + plain($0) }
        case (.link(let targets), .text(let text)):
            return targets.first.map { "\(plain(schema[$0].name)) \(Notation.text(text))" }
        case (.date, .text(let text)), (.period, .text(let text)):
            return PartialDate(text) == nil ? nil : "@" + text
        case (.bool, .number(let number)): return ["0": "false", "1": "true"][number]
        case (.bool, .text(let text)):
            return ["true": "true", "t": "true", "yes": "true", "false": "false", "f": "false", "no": "false"][
                text.lowercased()]
        case (.int, .text(let text)), (.decimal, .text(let text)), (.float, .text(let text)):
            return Double(text) == nil ? nil : text
        default: return nil
        }
    }

    /// Beside a bare number a quantity is its amount, and beside a link a key is
    /// the record itself.
    private func part(_ value: SQLExpression, beside other: SQLExpression) -> String? {
        guard case .name(let parts) = value else { return nil }
        let (text, field) = path(parts)
        if case .number = other { return field?.content == .quantity ? text + ".amount" : nil }
        guard isLink(other), parts.last?.lowercased() == "id" else { return nil }
        return text.hasSuffix(".id") ? String(text.dropLast(3)) : "it"
    }

    private func enumCase(_ text: String, of enumeration: Enumeration) -> String? {
        let wanted = text.lowercased()
        return enumeration.cases.first { found in
            ([found.name, found.englishLabel] + found.aliases).contains { $0.lowercased() == wanted }
        }?.name
    }

    /// Wildcards at the ends are what a text contains, begins or ends with.
    private func like(_ value: SQLExpression, _ pattern: String, _ negated: Bool) -> (text: String, strength: Int) {
        let isOpenLeft = pattern.hasPrefix("%")
        let isOpenRight = pattern.hasSuffix("%") && pattern.count > 1
        let words = String(pattern.dropFirst(isOpenLeft ? 1 : 0).dropLast(isOpenRight ? 1 : 0))
        // What stands between wildcards has to be there; that comes nearest.
        let pieces = words.split { $0 == "%" || $0 == "_" }.map { Notation.text(String($0)) }
        let subject = bracketed(value, 5)
        if words.contains("%") || words.contains("_") || isOpenLeft && isOpenRight || pieces.isEmpty {
            let tests = (pieces.isEmpty ? ["\"\""] : pieces).map { "\(subject) ~ \($0)" }
            if tests.count == 1, negated { return ("\(subject) !~ \(pieces.first ?? "\"\"")", 4) }
            let all = tests.joined(separator: " and ")
            return negated ? ("not (\(all))", 3) : (all, tests.count == 1 ? 4 : 2)
        }
        let text = pieces[0]
        if !isOpenLeft, !isOpenRight { return ("\(subject) \(negated ? "!=" : "=") \(text)", 4) }
        let call = "\(isOpenRight ? "starts_with" : "ends_with")(\(expression(value)), \(text))"
        return negated ? ("not " + call, 3) : (call, 9)
    }

    private static let functions = [
        "upper": "upper", "ucase": "upper", "lower": "lower", "lcase": "lower", "length": "length",
        "char_length": "length", "len": "length", "trim": "trim", "replace": "replace", "substr": "substring",
        "substring": "substring", "abs": "abs", "round": "round", "floor": "floor", "ceil": "ceil",
        "ceiling": "ceil", "sqrt": "sqrt", "ln": "ln", "exp": "exp", "power": "power", "pow": "power", "sum": "sum",
        "avg": "avg", "min": "min", "max": "max", "median": "median", "stddev": "stddev", "stddev_samp": "stddev",
        "cast:integer": "int", "cast:int": "int", "cast:bigint": "int", "cast:text": "text", "cast:varchar": "text",
        "cast:char": "text", "cast:decimal": "decimal", "cast:numeric": "decimal", "cast:real": "float",
        "cast:float": "float", "cast:double": "float", "cast:date": "date",
    ]

    private func call(_ name: String, _ arguments: [SQLExpression], _ isDistinct: Bool) -> (text: String, strength: Int)
    {
        let texts = arguments.map { expression($0) }
        let all = texts.joined(separator: ", ")
        switch name {
        case "count" where arguments == [.star] || arguments.isEmpty: return ("count()", 9)
        case "count" where isDistinct: return ("count(distinct(\(all)))", 9)
        case "count" where arguments.first.map(isLink) == true: return ("sum(count(\(all)))", 9)
        case "coalesce", "ifnull": return (arguments.map { bracketed($0, 6) }.joined(separator: " ?? "), 5)
        case "year", "month", "day", "quarter": return (bracketed(arguments.first ?? .star, 9) + "." + name, 9)
        case "group_concat", "string_agg": return ("concat(\(all))", 9)
        case "now", "current_date": return ("today", 9)
        default:
            let function = Self.functions[name] ?? plain(name)
            return (isDistinct ? "\(function)(distinct(\(all)))" : "\(function)(\(all))", 9)
        }
    }

    private func isLink(_ value: SQLExpression) -> Bool {
        guard case .name(let parts) = value, case .link? = path(parts).field?.content else { return false }
        return true
    }
}
