import NaruSyntax

/// Types expressions: each kind by the part that knows it.
struct ExpressionChecker: CheckerPart {
    let context: CheckContext

    /// Types an expression in the innermost frame. `expecting` gives enum
    /// cases their type; it is no demand.
    func check(_ expression: Expression, expecting: Type? = nil) -> TypedExpression {
        guard !context.sink.isFull, run.mayGoOn() else { return invalid(at: expression.span) }
        let isWithinBounds = context.size.enter()
        defer { context.size.leave() }
        guard isWithinBounds else { return invalid(.tooDeep(at: expression.span), at: expression.span) }
        return checkKind(expression, expecting: expecting)
    }

    private func checkKind(_ expression: Expression, expecting: Type?) -> TypedExpression {
        let span = expression.span
        switch expression.kind {
        case .number(let literal): return literals.number(literal, at: span)
        case .measured(let literal, let unit): return literals.measured(literal, unit: unit, at: span)
        case .text(let text): return TypedExpression(.literal(.text(text)), ValueType(.text), at: span)
        case .date(let date): return literals.date(date, at: span)
        case .bool(let value): return TypedExpression(.literal(.bool(value)), ValueType(.bool), at: span)
        case .parameter(let name): return literals.parameter(name)
        case .it: return names.subject(at: span)
        case .today: return TypedExpression(.today, ValueType(.date), at: span)
        case .enumCase(let name): return literals.enumCase(name, expecting: expecting, at: span)
        case .name(let name): return names.resolve(name, expecting: expecting)
        case .entity(let type, let text, let textSpan):
            return entities.entity(type: type, text: text, textSpan: textSpan, at: span)
        case .list(let items): return literals.list(items, expecting: expecting, at: span)
        case .nested(let query): return queries.nested(query, expecting: expecting, at: span)
        case .call(let name, let arguments): return calls.call(name, arguments, at: span)
        case .window(let call, let partition): return windows.window(call, over: partition, at: span)
        case .member(let base, let name): return members.member(base, name, at: span)
        case .filter(let base, let predicate): return elements.filter(base, predicate, at: span)
        case .shape(let base, let columns): return elements.shape(base, columns, at: span)
        case .negate(let operand): return arithmetic.negate(operand, at: span)
        case .no(let operand): return sets.quantified(.no, operand, at: span)
        case .any(let operand): return sets.quantified(.any, operand, at: span)
        case .arithmetic(let operation, let left, let right):
            return arithmetic.arithmetic(operation, left, right, at: span)
        case .range(let lower, let upper): return ranges.range(lower, upper, at: span)
        case .set(let operation, let operands): return sets.set(operation, operands, at: span)
        case .coalesce(let operands): return logic.coalesce(operands, expecting: expecting, at: span)
        case .compare(let comparison, let left, let right):
            return comparisons.compare(comparison, left, right, at: span)
        case .contains(let element, let set, let isNegated):
            return memberships.contains(element, in: set, isNegated: isNegated, at: span)
        case .typeTest(let operand, let type, let isNegated):
            return narrowing.typeTest(operand, type: type, isNegated: isNegated, at: span)
        case .not(let operand): return logic.not(operand, at: span)
        case .and(let operands): return logic.and(operands, at: span)
        case .or(let operands): return logic.or(operands, at: span)
        case .conditional(let condition, let then, let otherwise):
            return logic.conditional(condition, then, otherwise, expecting: expecting, at: span)
        case .missing: return invalid(at: span)
        }
    }

    /// Checks operands that must agree; enum cases take their type from the
    /// first operand that has one of its own.
    func checkAll(_ operands: [Expression], expecting: Type?) -> [TypedExpression] {
        var typed: [TypedExpression?] = operands.map { needsContext($0) ? nil : check($0, expecting: expecting) }
        let context = expecting ?? typed.compactMap { $0?.type.type }.first
        for (position, operand) in operands.enumerated() where typed[position] == nil {
            typed[position] = check(operand, expecting: context)
        }
        return typed.compactMap(\.self)
    }

    /// An expression that gives elements. A list of nothing is one of whatever
    /// is wanted, as nothing else says what it is of.
    func checkElements(_ expression: Expression, wanted: Type = .text) -> TypedExpression {
        guard case .list(let items) = expression.unwrapped.kind, items.isEmpty else { return check(expression) }
        return literals.list(items, expecting: wanted, at: expression.span)
    }

    /// Whether the expression cannot be typed alone.
    func needsContext(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .enumCase: true
        case .name(let name): names.caseLet(name) != nil
        case .list(let items): items.allSatisfy(needsContext)
        case .coalesce(let operands): operands.allSatisfy(needsContext)
        case .conditional(_, let then, let otherwise):
            needsContext(then) && (otherwise.map(needsContext) ?? true)
        case .nested(let query): query.bareExpression.map(needsContext) ?? false
        case .number, .measured, .text, .date, .bool, .parameter, .it, .today, .entity, .call, .window, .member,
            .filter, .shape, .negate, .no, .any, .arithmetic, .range, .set, .compare, .contains, .typeTest, .not, .and,
            .or, .missing:
            false
        }
    }
}

extension Query {
    /// The expression of a query that is nothing else: mere parentheses.
    var bareExpression: Expression? {
        guard views.isEmpty, stages.isEmpty, case .expression(let expression) = source.kind else { return nil }
        return expression
    }
}
