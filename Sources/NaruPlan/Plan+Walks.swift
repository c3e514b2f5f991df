package import NaruSemantics
import NaruSyntax

/// Every walk over a plan goes through these: over the operators of a query,
/// the expressions of an operator, and the plans inside of it.
extension PlanNode {
    /// The same operators, from the source on, each rewritten over its
    /// rewritten input.
    package func mapping(_ transform: (PlanNode) -> PlanNode) -> PlanNode {
        var copy = self
        copy.input = input?.mapping(transform)
        return transform(copy)
    }

    /// Its operators and those of all plans inside, sources first.
    package func forEach(_ body: (PlanNode) -> Void) {
        input?.forEach(body)
        for plan in plans { plan.root.forEach(body) }
        body(self)
    }

    /// The plans that it takes in: right sides, what a lookup indexes, nested
    /// queries of its expressions.
    package var plans: [Plan] {
        var plans = operation.sides
        func visit(_ expression: TypedExpression) {
            if let plan = expression.plan {
                plans.append(plan)
            } else {
                expression.forEachChild { child, _ in visit(child) }
            }
        }
        for expression in operation.ownExpressions { visit(expression) }
        return plans
    }
}

extension TypedExpression {
    /// The plan of a nested query.
    package var plan: Plan? {
        if case .subplan(let plan) = kind { plan.query as? Plan } else { nil }
    }
}

extension PlanOperation {
    /// Plans beside the input.
    package var sides: [Plan] {
        switch self {
        case .lookup(let lookup): [lookup.rows]
        case .join(let join): [join.right]
        case .set(_, let right, _, _): [right]
        default: []
        }
    }

    /// Its expressions without those of the plans beside it.
    package var ownExpressions: [TypedExpression] {
        var found: [TypedExpression] = []
        _ = mapping(plans: { $0 }) { expression, _ in
            found.append(expression)
            return expression
        }
        return found
    }

    /// The same operation over rewritten expressions, each of which stands so
    /// many frames deeper than the query; the plans beside it included.
    func mappingExpressions(_ transform: (TypedExpression, _ deeper: Int) -> TypedExpression) -> PlanOperation {
        mapping(plans: { $0.mapping(transform) }, transform)
    }

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
        case .scan, .limit, .offset: return self
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
        case .top(let count, let keys): return .top(count, by: all(keys))
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

extension TypedView {
    func mapping(_ transform: (TypedExpression) -> TypedExpression) -> TypedView {
        switch self {
        case .asOf(let day): .asOf(transform(day))
        case .knownBy(let day): .knownBy(transform(day))
        case .statedOnly, .allClaims: self
        }
    }
}

extension Plan: PlannedQuery, Hashable {
    /// The same plan over rewritten expressions. Views read no row.
    func mapping(_ transform: (TypedExpression, _ deeper: Int) -> TypedExpression) -> Plan {
        with(
            root: root.mapping { node in
                var node = node
                node.operation = node.operation.mappingExpressions(transform)
                return node
            })
    }

    package func mappingExpressions(
        _ transform: (TypedExpression, _ deeper: Int) -> TypedExpression
    ) -> any PlannedQuery { mapping(transform) }

    package func forEachExpression(_ body: (TypedExpression, _ deeper: Int) -> Void) {
        for node in nodes {
            _ = node.operation.mapping(
                plans: { plan in
                    plan.forEachExpression(body)
                    return plan
                },
                { expression, deeper in
                    body(expression, deeper)
                    return expression
                })
        }
    }

    package func isSame(as other: any PlannedQuery) -> Bool { (other as? Plan).map { $0 == self } ?? false }

    package static func == (left: Plan, right: Plan) -> Bool {
        left === right || left.spans == right.spans && left.views == right.views && left.root == right.root
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(spans) }
}
