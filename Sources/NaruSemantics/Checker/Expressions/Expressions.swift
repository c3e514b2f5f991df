import NaruSyntax

extension ProgramChecker {
    /// Types an expression in the innermost frame. `expecting` gives enum
    /// cases their type; it is no demand.
    func check(_ expression: Expression, expecting: Type? = nil) -> TypedExpression {
        depth += 1
        deepest = max(deepest, depth)
        weight += 1
        defer { depth -= 1 }
        guard depth <= Self.deepestExpression else {
            return invalid(.tooDeep(at: expression.span), at: expression.span)
        }
        return checkKind(expression, expecting: expecting)
    }

    /// Far more than anyone writes, and far less than the stack holds.
    static let deepestExpression = 300

    private func checkKind(_ expression: Expression, expecting: Type?) -> TypedExpression {
        let span = expression.span
        switch expression.kind {
        case .number(let literal): return number(literal, at: span)
        case .measured(let literal, let unit): return measured(literal, unit: unit, at: span)
        case .text(let text): return TypedExpression(.literal(.text(text)), ValueType(.text), at: span)
        case .date(let date): return dateLiteral(date, at: span)
        case .bool(let value): return TypedExpression(.literal(.bool(value)), ValueType(.bool), at: span)
        case .parameter(let name): return parameter(name)
        case .it: return subject(at: span)
        case .today: return TypedExpression(.today, ValueType(.date), at: span)
        case .enumCase(let name): return enumCase(name, expecting: expecting, at: span)
        case .name(let name): return resolve(name, expecting: expecting)
        case .entity(let type, let text, let textSpan):
            return entity(type: type, text: text, textSpan: textSpan, at: span)
        case .list(let items): return list(items, expecting: expecting, at: span)
        case .nested(let query): return nested(query, expecting: expecting, at: span)
        case .call(let name, let arguments): return call(name, arguments, at: span)
        case .window(let call, let partition): return window(call, over: partition, at: span)
        case .member(let base, let name): return member(base, name, at: span)
        case .filter(let base, let predicate): return filter(base, predicate, at: span)
        case .shape(let base, let columns): return shape(base, columns, at: span)
        case .negate(let operand): return negate(operand, at: span)
        case .no(let operand): return quantified(.no, operand, at: span)
        case .any(let operand): return quantified(.any, operand, at: span)
        case .arithmetic(let operation, let left, let right): return arithmetic(operation, left, right, at: span)
        case .range(let lower, let upper): return range(lower, upper, at: span)
        case .set(let operation, let operands): return set(operation, operands, at: span)
        case .coalesce(let operands): return coalesce(operands, expecting: expecting, at: span)
        case .compare(let comparison, let left, let right): return compare(comparison, left, right, at: span)
        case .contains(let element, let set, let isNegated):
            return contains(element, in: set, isNegated: isNegated, at: span)
        case .typeTest(let operand, let type, let isNegated):
            return typeTest(operand, type: type, isNegated: isNegated, at: span)
        case .not(let operand): return not(operand, at: span)
        case .and(let operands): return and(operands, at: span)
        case .or(let operands): return or(operands, at: span)
        case .conditional(let condition, let then, let otherwise):
            return conditional(condition, then, otherwise, expecting: expecting, at: span)
        case .missing: return invalid(at: span)
        }
    }
}
