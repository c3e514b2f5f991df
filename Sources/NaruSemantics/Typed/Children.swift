extension TypedExpression {
    /// Its operands, each with how many frames deeper than this expression it
    /// stands.
    package func forEachChild(_ body: (TypedExpression, _ deeper: Int) -> Void) {
        func here(_ operands: TypedExpression...) { for operand in operands { body(operand, 0) } }
        func all(_ operands: [TypedExpression]) { for operand in operands { body(operand, 0) } }
        switch kind {
        case .literal, .parameter, .today, .slot, .entities, .groupRows, .invalid: break
        case .field(let base, _), .property(let base, _), .recordField(let base, _), .narrow(let base, _),
            .widen(let base, _), .typeTest(let base, _, _), .negate(let base), .not(let base), .shared(let base, _):
            here(base)
        case .record(let fields): all(fields.map(\.value))
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
            here(left, right)
        case .conditional(let condition, let then, let otherwise):
            here(condition, then)
            if let otherwise { here(otherwise) }
        case .range(let lower, let upper): all([lower, upper].compactMap { $0 })
        case .nested(let query):
            _ = query.mappingExpressions { child, deeper in
                body(child, deeper); return child
            }
        case .subplan(let plan): plan.query.forEachExpression(body)
        case .window(_, let arguments, _, let partition, _): all(arguments + partition)
        }
    }

    /// Whether some operand, in whatever frame, passes.
    package func hasChild(where passes: (TypedExpression, _ deeper: Int) -> Bool) -> Bool {
        var found = false
        forEachChild { child, deeper in found = found || passes(child, deeper) }
        return found
    }

    /// Whether the expression reads a slot of the innermost frame.
    func readsSlot(depth: Int = 0) -> Bool {
        if case .slot(let frame, _) = kind { return frame == depth }
        return hasChild { child, deeper in child.readsSlot(depth: depth + deeper) }
    }

    /// The slots of the innermost frame that the expression reads.
    func slotsRead(depth: Int = 0) -> Set<Int> {
        if case .slot(let frame, let slot) = kind { return frame == depth ? [slot] : [] }
        var found: Set<Int> = []
        forEachChild { child, deeper in found.formUnion(child.slotsRead(depth: depth + deeper)) }
        return found
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

extension TypedQuery {
    /// The same query over rewritten expressions. The source stands in the
    /// frame around the query, stages one frame deeper.
    package func mappingExpressions(
        _ transform: (TypedExpression, _ deeper: Int) -> TypedExpression
    ) -> TypedQuery {
        var copy = self
        copy.source.kind = source.kind.mapping(transform)
        copy.stages = stages.map { stage in
            var stage = stage
            stage.kind = stage.kind.mapping(transform)
            return stage
        }
        return copy
    }
}

extension TypedSource.Kind {
    fileprivate func mapping(_ transform: (TypedExpression, Int) -> TypedExpression) -> TypedSource.Kind {
        switch self {
        case .elements(let expression): .elements(transform(expression, 0))
        case .paths(let from, let to, let via, let limit, let mode):
            .paths(from: transform(from, 0), to: transform(to, 0), via: transform(via, 1), limit: limit, mode: mode)
        case .reach(let from, let via, let limit):
            .reach(from: transform(from, 0), via: transform(via, 1), limit: limit)
        case .network(let nodes, let via): .network(transform(nodes, 0), via: transform(via, 1))
        }
    }
}

extension TypedStage.Kind {
    fileprivate func mapping(_ transform: (TypedExpression, Int) -> TypedExpression) -> TypedStage.Kind {
        func inside(_ expression: TypedExpression) -> TypedExpression { transform(expression, 1) }
        func named(_ columns: [NamedExpression]) -> [NamedExpression] {
            columns.map { NamedExpression(name: $0.name, value: inside($0.value)) }
        }
        func key(_ key: TypedSortKey) -> TypedSortKey {
            TypedSortKey(value: inside(key.value), isDescending: key.isDescending)
        }
        switch self {
        case .filter(let condition, let possibly): return .filter(inside(condition), possibly: possibly)
        case .select(let columns): return .select(named(columns))
        case .add(let columns): return .add(named(columns))
        case .drop, .take, .skip: return self
        case .withSources(let shown): return .withSources(shown: shown.map(inside))
        case .why(let shown): return .why(shown: named(shown))
        case .expand(let elements, let optional): return .expand(inside(elements), optional: optional)
        case .join(let right, let condition, let optional):
            return .join(right.mappingExpressions(transform), on: inside(condition), optional: optional)
        case .group(let keys, let aggregates, let across):
            return .group(
                keys: named(keys), aggregates: named(aggregates),
                across: across.map {
                    TypedAcross(value: inside($0.value), conditions: $0.conditions.map(inside))
                })
        case .sort(let keys): return .sort(keys.map(key))
        case .top(let count, let by): return .top(count, by: key(by))
        case .distinct(let keys): return .distinct(named(keys))
        case .set(let operation, let right, let slots):
            return .set(operation, right.mappingExpressions(transform), rightSlots: slots)
        }
    }
}

/// A nested query that has been planned. What a plan is, is known further down;
/// expressions hold it and can be walked and rewritten through it.
package protocol PlannedQuery: AnyObject, Sendable {
    /// Its expressions. Those of the source stand in the frame around the query,
    /// those of the stages one frame deeper.
    func forEachExpression(_ body: (TypedExpression, _ deeper: Int) -> Void)
    func mappingExpressions(_ transform: (TypedExpression, _ deeper: Int) -> TypedExpression) -> any PlannedQuery
    func isSame(as other: any PlannedQuery) -> Bool
    func hash(into hasher: inout Hasher)
    var mayHavePossible: Bool { get }
    var mayLeaveOut: Bool { get }
    var asksEvidence: Bool { get }
}

package struct Subplan: Hashable, Sendable {
    package let query: any PlannedQuery

    package init(_ query: any PlannedQuery) { self.query = query }

    package static func == (left: Subplan, right: Subplan) -> Bool {
        left.query === right.query || left.query.isSame(as: right.query)
    }

    package func hash(into hasher: inout Hasher) { query.hash(into: &hasher) }
}
