package import NaruSemantics

extension PlanOperation {
    /// Plans beside the input.
    package var sides: [Plan] {
        switch self {
        case .lookup(let lookup): [lookup.rows]
        case .join(let join): [join.right]
        case .set(_, let right, _, _): [right]
        case .scan, .elements, .records, .paths, .reach, .network, .filter, .project, .extend, .window, .expand,
            .group, .sort, .limit, .offset, .top, .distinct, .semiJoin, .withSources, .why:
            []
        }
    }

    /// Its expressions without those of the plans beside it.
    package var ownExpressions: [TypedExpression] {
        var found: [TypedExpression] = []
        forEachExpression { expression, _ in found.append(expression) }
        return found
    }

    /// The same, each with how many frames deeper than the query it stands, in
    /// the order of `mapping`.
    package func forEachExpression(_ body: (TypedExpression, _ deeper: Int) -> Void) {
        func outside(_ expression: TypedExpression) { body(expression, 0) }
        func inside(_ expression: TypedExpression) { body(expression, 1) }
        func all(_ expressions: [TypedExpression]) { for expression in expressions { body(expression, 1) } }
        func all(_ keys: [TypedSortKey]) { for key in keys { body(key.value, 1) } }
        switch self {
        case .scan, .limit, .offset, .semiJoin, .set: break
        case .elements(let expression), .records(let expression, _): outside(expression)
        case .lookup(let lookup):
            for key in lookup.keys {
                inside(key.key)
                outside(key.probe)
            }
        case .paths(let from, let to, let via, _, _, _):
            outside(from)
            outside(to)
            inside(via)
        case .reach(let from, let via, _), .network(let from, let via, _):
            outside(from)
            inside(via)
        case .filter(let condition, _): inside(condition)
        case .project(let values), .extend(let values), .distinct(let values, _), .withSources(let values),
            .why(let values):
            all(values)
        case .window(let windows):
            for window in windows {
                all(window.arguments)
                all(window.partition)
            }
        case .expand(let elements, _): inside(elements)
        case .join(let join):
            inside(join.condition)
            inside(join.rightRow)
            for key in join.keys {
                inside(key.left)
                inside(key.right)
            }
        case .group(let group):
            all(group.keys)
            all(group.outputs)
            all(group.cases)
            for pool in group.pools {
                inside(pool.operand)
                all(pool.arguments)
            }
        case .sort(let keys), .top(_, let keys, _): all(keys)
        }
    }

    /// The same operation over rewritten plans and expressions; nil where `plan`
    /// and `transform` give nil for all of them.
    func rewriting(
        plans plan: (Plan) -> Plan? = { _ in nil },
        _ transform: (TypedExpression, _ deeper: Int) -> TypedExpression?
    ) -> PlanOperation? {
        var rewritten = Rewritten()
        forEachExpression { expression, deeper in rewritten.add(transform(expression, deeper)) }
        let side = sides.first.flatMap(plan)
        guard side != nil || !rewritten.isEmpty else { return nil }
        return mapping(plans: { side ?? $0 }) { expression, _ in rewritten.take(expression) }
    }

    /// The same operation over rewritten expressions, each of which stands so
    /// many frames deeper than the query.
    func mapping(
        plans: (Plan) -> Plan, _ transform: (TypedExpression, _ deeper: Int) -> TypedExpression
    ) -> PlanOperation {
        func outside(_ expression: TypedExpression) -> TypedExpression { transform(expression, 0) }
        func inside(_ expression: TypedExpression) -> TypedExpression { transform(expression, 1) }
        func all(_ expressions: [TypedExpression]) -> [TypedExpression] { expressions.map(inside) }
        func all(_ keys: [TypedSortKey]) -> [TypedSortKey] {
            keys.map { TypedSortKey(value: inside($0.value), isDescending: $0.isDescending) }
        }
        switch self {
        case .scan, .limit, .offset, .semiJoin: return self
        case .elements(let expression): return .elements(outside(expression))
        case .records(let expression, let fields): return .records(outside(expression), fields: fields)
        case .lookup(var lookup):
            lookup.rows = plans(lookup.rows)
            lookup.keys = lookup.keys.map { PlanLookup.Key(key: inside($0.key), probe: outside($0.probe)) }
            return .lookup(lookup)
        case .paths(let from, let to, let via, let limit, let mode, let columns):
            return .paths(
                from: outside(from), to: outside(to), via: inside(via), limit: limit, mode: mode, columns: columns)
        case .reach(let from, let via, let limit): return .reach(from: outside(from), via: inside(via), limit: limit)
        case .network(let nodes, let via, let columns):
            return .network(outside(nodes), via: inside(via), columns: columns)
        case .filter(let condition, let possibly): return .filter(inside(condition), possibly: possibly)
        case .project(let values): return .project(all(values))
        case .extend(let values): return .extend(all(values))
        case .window(let windows): return .window(windows.map { $0.mapping(inside) })
        case .expand(let elements, let optional): return .expand(inside(elements), optional: optional)
        case .join(let join): return .join(join.mapping(plans: plans, inside))
        case .group(let group): return .group(group.mapping(inside))
        case .sort(let keys): return .sort(all(keys))
        case .top(let count, let keys, let method): return .top(count, by: all(keys), method)
        case .distinct(let keys, let project): return .distinct(all(keys), project: project)
        case .set(let operation, let right, let leftSlots, let rightSlots):
            return .set(operation, plans(right), leftSlots: leftSlots, rightSlots: rightSlots)
        case .withSources(let shown): return .withSources(shown: all(shown))
        case .why(let shown): return .why(shown: all(shown))
        }
    }
}

extension PlanWindow {
    fileprivate func mapping(_ transform: (TypedExpression) -> TypedExpression) -> PlanWindow {
        var copy = self
        copy.arguments = arguments.map(transform)
        copy.partition = partition.map(transform)
        return copy
    }
}

extension PlanJoin {
    fileprivate func mapping(plans: (Plan) -> Plan, _ transform: (TypedExpression) -> TypedExpression) -> PlanJoin {
        var copy = self
        copy.right = plans(right)
        copy.condition = transform(condition)
        copy.rightRow = transform(rightRow)
        copy.keys = keys.map { JoinKey(left: transform($0.left), right: transform($0.right)) }
        return copy
    }
}

extension PlanGroup {
    fileprivate func mapping(_ transform: (TypedExpression) -> TypedExpression) -> PlanGroup {
        var copy = self
        copy.keys = keys.map(transform)
        copy.outputs = outputs.map(transform)
        copy.cases = cases.map(transform)
        copy.pools = pools.map { pool in
            var pool = pool
            pool.operand = transform(pool.operand)
            pool.arguments = pool.arguments.map(transform)
            return pool
        }
        return copy
    }
}
