import NaruSyntax

/// A tree written so that its grouping shows: `(a + (b * c))`.
func outline(_ expression: Expression) -> String {
    switch expression.kind {
    case .number(let literal): literal.text
    case .measured(let literal, let unit): "<\(literal.text) \(unit.text)>"
    case .text(let text): "\"\(text)\""
    case .date(let date): "@\(date.first)...\(date.last)"
    case .bool(let value): "\(value)"
    case .parameter(let name): "$\(name.text)"
    case .it: "it"
    case .today: "today"
    case .enumCase(let name): ".\(name.text)"
    case .name(let name): name.isQuoted ? "`\(name.text)`" : name.text
    case .entity(let type, let text, _): "<\(type.text) \"\(text)\">"
    case .list(let items): "[\(joined(items))]"
    case .nested(let query): "(\(outline(query)))"
    case .call(let name, let arguments): "\(name.text)(\(arguments.map(outline).joined(separator: ", ")))"
    case .window(let call, let window):
        "{\(outline(call)) over \(window.keys.isEmpty ? "all" : joined(window.keys))\(window.isRunning ? " so far" : "")}"
    case .member(let base, let name): "\(outline(base)).\(name.text)"
    case .filter(let base, let condition): "\(outline(base))[\(outline(condition))]"
    case .shape(let base, let columns): "\(outline(base)){\(outline(columns))}"
    case .negate(let operand): "{- \(outline(operand))}"
    case .no(let operand): "{no \(outline(operand))}"
    case .any(let operand): "{any \(outline(operand))}"
    case .arithmetic(let operation, let left, let right): "{\(outline(left)) \(operation.rawValue) \(outline(right))}"
    case .range(let lower, let upper): "{\(lower.map(outline) ?? "") .. \(upper.map(outline) ?? "")}"
    case .set(let operation, let operands): "{\(operands.map(outline).joined(separator: " \(operation.rawValue) "))}"
    case .coalesce(let operands): "{\(operands.map(outline).joined(separator: " ?? "))}"
    case .compare(let operation, let left, let right): "{\(outline(left)) \(operation.rawValue) \(outline(right))}"
    case .contains(let element, let set, let isNegated):
        "{\(outline(element))\(isNegated ? " not" : "") in \(outline(set))}"
    case .typeTest(let subject, let type, let isNegated):
        "{\(subject.map(outline) ?? "")\(isNegated ? " is not" : " is") \(type.text)}"
    case .not(let operand): "{not \(outline(operand))}"
    case .and(let operands): "{\(operands.map(outline).joined(separator: " and "))}"
    case .or(let operands): "{\(operands.map(outline).joined(separator: " or "))}"
    case .conditional(let condition, let then, let otherwise):
        "{if \(outline(condition)) then \(outline(then))\(otherwise.map { " else \(outline($0))" } ?? "")}"
    case .missing: "?"
    }
}

private func joined(_ items: [Expression]) -> String { items.map(outline).joined(separator: ", ") }

private func outline(_ argument: Argument) -> String {
    (argument.label.map { "\($0.text): " } ?? "") + outline(argument.value)
        + (argument.direction.map { " \($0.rawValue)" } ?? "")
}

func outline(_ columns: [Column]) -> String {
    columns.map { column in (column.name.map { "\($0.text): " } ?? "") + outline(column.value) }.joined(separator: ", ")
}

func outline(_ query: Query) -> String {
    ([outline(query.source)] + query.views.map(outline) + query.stages.map(outline)).joined(separator: " | ")
}

private func outline(_ source: Source) -> String {
    switch source.kind {
    case .expression(let expression): outline(expression)
    case .paths(let from, let to, let via, let limit, let mode):
        "paths \(outline(from)) \(outline(to)) \(outline(via)) \(limit.map(outline) ?? "-") \(mode)"
    case .reach(let from, let via, let limit): "reach \(outline(from)) \(outline(via)) \(limit.map(outline) ?? "-")"
    case .network(let set, let via): "network \(outline(set)) \(outline(via))"
    }
}

private func outline(_ count: Count) -> String {
    switch count.kind {
    case .literal(let value): "\(value)"
    case .parameter(let name): "$\(name.text)"
    }
}

private func outline(_ view: View) -> String {
    switch view.kind {
    case .asOf(let date): "as of \(outline(date))"
    case .knownBy(let date): "known by \(outline(date))"
    case .statedOnly: "stated only"
    case .allClaims: "all claims"
    }
}

private func outline(_ key: SortKey) -> String {
    outline(key.value) + (key.direction.map { " \($0.rawValue)" } ?? "")
}

private func outline(_ across: Across) -> String {
    " across \(outline(across.value))" + (across.cases.map { " in \(outline($0))" } ?? "")
}

private func outline(_ stage: Stage) -> String {
    switch stage.kind {
    case .filter(let condition, let possibly): "where \(possibly ? "possibly " : "")\(outline(condition))"
    case .select(let columns): "select \(outline(columns))"
    case .add(let columns): "add \(outline(columns))"
    case .drop(let names): "drop \(names.map(\.text).joined(separator: ", "))"
    case .expand(let name, let set, let optional): "expand \(optional ? "optional " : "")\(name.text): \(outline(set))"
    case .join(let name, let set, let condition, let optional):
        "join \(optional ? "optional " : "")\(name.text): \(outline(set)) on \(outline(condition))"
    case .group(let keys, let across, let columns):
        "group by \(outline(keys))\(across.map(outline) ?? "") into \(columns.map(outline) ?? "-")"
    case .sort(let keys): "sort \(keys.map(outline).joined(separator: ", "))"
    case .take(let count): "take \(outline(count))"
    case .skip(let count): "skip \(outline(count))"
    case .top(let count, let key): "top \(outline(count)) by \(outline(key))"
    case .distinct(let keys): "distinct \(joined(keys))"
    case .set(let operation, let query): "\(operation.rawValue) (\(outline(query)))"
    case .withSources: "with sources"
    case .why: "why"
    }
}
