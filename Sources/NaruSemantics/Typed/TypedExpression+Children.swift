extension TypedExpression {
    /// Its operands, each with how many frames deeper than this expression it
    /// stands.
    package func forEachChild(_ body: (TypedExpression, _ deeper: Int) -> Void) {
        func here(_ operand: TypedExpression) { body(operand, 0) }
        func all(_ operands: [TypedExpression]) { for operand in operands { body(operand, 0) } }
        switch kind {
        case .literal, .parameter, .today, .slot, .entities, .groupRows, .invalid: break
        case .field(let base, _), .property(let base, _), .recordField(let base, _), .narrow(let base, _),
            .widen(let base, _), .typeTest(let base, _, _), .negate(let base), .not(let base), .shared(let base, _):
            here(base)
        case .record(let fields): for field in fields { here(field.value) }
        case .list(let operands), .call(_, let operands), .and(let operands), .or(let operands),
            .coalesce(let operands), .set(_, let operands):
            all(operands)
        case .filter(let base, let inner), .map(let base, let inner), .reached(let base, let inner),
            .nodeMeasure(_, let base, let inner):
            here(base)
            body(inner, 1)
        case .apply(let arguments, let inner):
            all(arguments)
            body(inner, 1)
        case .aggregate(_, let operand, let arguments, _):
            here(operand)
            all(arguments)
        case .quantified(_, let base, let predicate):
            here(base)
            if let predicate { body(predicate, 1) }
        case .contains(let left, let right, _), .compare(_, let left, let right), .arithmetic(_, let left, let right):
            here(left)
            here(right)
        case .conditional(let condition, let then, let otherwise):
            here(condition)
            here(then)
            if let otherwise { here(otherwise) }
        case .range(let lower, let upper):
            if let lower { here(lower) }
            if let upper { here(upper) }
        case .nested(let query): query.forEachExpression(body)
        case .subplan(let plan): plan.query.forEachExpression(body)
        case .window(_, let arguments, _, let partition, _):
            all(arguments)
            all(partition)
        }
    }

    /// Whether some operand, in whatever frame, passes.
    package func hasChild(where passes: (TypedExpression, _ deeper: Int) -> Bool) -> Bool {
        var found = false
        forEachChild { child, deeper in found = found || passes(child, deeper) }
        return found
    }

    /// The same expression over rewritten operands; nil where `transform` gives
    /// nil for each of them, so that what stays as it is is not copied.
    package func rewritingChildren(
        _ transform: (TypedExpression, _ deeper: Int) -> TypedExpression?
    ) -> TypedExpression? {
        var rewritten = Rewritten()
        forEachChild { child, deeper in rewritten.add(transform(child, deeper)) }
        guard !rewritten.isEmpty else { return nil }
        return mappingChildren { child, _ in rewritten.take(child) }
    }

    /// The same expression over rewritten operands. `transform` gets each
    /// operand and how many frames deeper than this expression it stands.
    package func mappingChildren(_ transform: (TypedExpression, _ deeper: Int) -> TypedExpression) -> TypedExpression {
        var copy = self
        copy.kind = kind.mappingChildren(transform)
        return copy
    }
}

extension TypedExpression.Kind {
    fileprivate func mappingChildren(
        _ transform: (TypedExpression, _ deeper: Int) -> TypedExpression
    ) -> TypedExpression.Kind {
        func here(_ operand: TypedExpression) -> TypedExpression { transform(operand, 0) }
        func inside(_ operand: TypedExpression) -> TypedExpression { transform(operand, 1) }
        func all(_ operands: [TypedExpression]) -> [TypedExpression] { operands.map(here) }
        switch self {
        case .literal, .parameter, .today, .slot, .entities, .groupRows, .invalid: return self
        case .field(let base, let field): return .field(here(base), field)
        case .property(let base, let property): return .property(here(base), property)
        case .recordField(let base, let index): return .recordField(here(base), index)
        case .record(let fields): return .record(fields.map { NamedExpression(name: $0.name, value: here($0.value)) })
        case .list(let items): return .list(all(items))
        case .filter(let base, let predicate): return .filter(here(base), predicate: inside(predicate))
        case .map(let base, let body): return .map(here(base), body: inside(body))
        case .apply(let arguments, let body): return .apply(all(arguments), body: inside(body))
        case .call(let function, let arguments): return .call(function, all(arguments))
        case .aggregate(let aggregate, let operand, let arguments, let poolsGroup):
            return .aggregate(aggregate, here(operand), arguments: all(arguments), poolsGroup: poolsGroup)
        case .quantified(let quantifier, let base, let predicate):
            return .quantified(quantifier, here(base), predicate: predicate.map(inside))
        case .contains(let element, let set, let isNegated):
            return .contains(element: here(element), set: here(set), isNegated: isNegated)
        case .compare(let comparison, let left, let right): return .compare(comparison, here(left), here(right))
        case .arithmetic(let operation, let left, let right): return .arithmetic(operation, here(left), here(right))
        case .negate(let operand): return .negate(here(operand))
        case .not(let operand): return .not(here(operand))
        case .and(let operands): return .and(all(operands))
        case .or(let operands): return .or(all(operands))
        case .conditional(let condition, let then, let otherwise):
            return .conditional(condition: here(condition), then: here(then), otherwise: otherwise.map(here))
        case .coalesce(let operands): return .coalesce(all(operands))
        case .set(let operation, let operands): return .set(operation, all(operands))
        case .range(let lower, let upper): return .range(lower: lower.map(here), upper: upper.map(here))
        case .typeTest(let operand, let types, let isNegated):
            return .typeTest(here(operand), types, isNegated: isNegated)
        case .narrow(let operand, let types): return .narrow(here(operand), types)
        case .widen(let operand, let type): return .widen(here(operand), to: type)
        case .nested(let query): return .nested(query.mappingExpressions(transform))
        case .subplan(let plan): return .subplan(Subplan(plan.query.mappingExpressions(transform)))
        case .shared(let value, let place): return .shared(here(value), place: place)
        case .reached(let start, let via): return .reached(here(start), via: inside(via))
        case .nodeMeasure(let measure, let operand, let via):
            return .nodeMeasure(measure, here(operand), via: inside(via))
        case .window(let function, let arguments, let direction, let partition, let isRunning):
            return .window(
                function, all(arguments), direction: direction, partition: all(partition), isRunning: isRunning)
        }
    }
}

/// What became of some expressions, in the order in which every walk meets them.
package struct Rewritten {
    /// nil for one that stays as it is.
    private var expressions: [TypedExpression?] = []
    private var same = 0
    private var next = 0

    package init() {}

    package var isEmpty: Bool { expressions.isEmpty }

    package mutating func add(_ expression: TypedExpression?) {
        guard expression != nil || !isEmpty else { return same += 1 }
        if isEmpty { expressions = [TypedExpression?](repeating: nil, count: same) }
        expressions.append(expression)
    }

    /// What became of the next one.
    package mutating func take(_ expression: TypedExpression) -> TypedExpression {
        guard !isEmpty else { return expression }
        defer { next += 1 }
        return expressions[next] ?? expression
    }
}
