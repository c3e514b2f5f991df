package import NaruSemantics

/// Which parts of a query may leave something out because it is unknown.
extension TypedExpression {
    package var mayLeaveOut: Bool {
        switch kind {
        case .filter(_, let predicate) where predicate.type.cardinality != .one: return true
        case .nested(let query) where query.mayLeaveOut: return true
        default: return children.contains { $0.mayLeaveOut }
        }
    }

    /// Its operands, whatever frame they stand in.
    package var children: [TypedExpression] {
        var found: [TypedExpression] = []
        _ = mappingChildren { child, _ in
            found.append(child)
            return child
        }
        return found
    }

    /// The largest parts that read no row and may leave something out.
    package var constants: [TypedExpression] {
        guard mayLeaveOut else { return [] }
        return reads(outside: 0) ? children.flatMap(\.constants) : [self] + deeperConstants
    }

    /// Those in the frames that it opens.
    private var deeperConstants: [TypedExpression] {
        var found: [TypedExpression] = []
        _ = mappingChildren { child, deeper in
            found += deeper == 0 ? child.deeperConstants : child.constants
            return child
        }
        return found
    }
}

extension TypedQuery {
    package var mayLeaveOut: Bool {
        if !views.isEmpty { return true }
        let doubts = stages.contains { stage in
            switch stage.kind {
            case .filter(let condition, _), .join(_, let condition, _): condition.type.cardinality != .one
            case .expand(_, let optional): !optional
            default: false
            }
        }
        return doubts || TypedExpression(.nested(self), ValueType(.bool), at: span).children.contains { $0.mayLeaveOut }
            || rightQueries.contains { $0.mayLeaveOut }
    }

    /// The queries beside this one, of `join` and set stages.
    private var rightQueries: [TypedQuery] {
        stages.compactMap { stage in
            switch stage.kind {
            case .join(let right, _, _), .set(_, let right, _): right
            default: nil
            }
        }
    }
}

extension PlanStep {
    /// What it evaluates for each incoming row. The condition of a join stands
    /// over pairs of rows.
    package var rowExpressions: [TypedExpression] {
        switch kind {
        case .filter(let condition, _): [condition]
        case .project(let values), .extend(let values): values
        case .window(let windows): windows.flatMap { $0.arguments + $0.partition }
        case .expand(let elements, _): [elements]
        case .group(let group): group.keys + group.pools.map(\.operand)
        case .sort(let keys), .top(_, let keys): keys.map(\.value)
        case .distinct(let keys, _): keys
        case .join, .limit, .offset, .set, .withSources, .why: []
        }
    }
}

extension PlanSource {
    /// What it evaluates in the row around the query.
    package var rowExpressions: [TypedExpression] {
        switch self {
        case .scan, .lookup: []
        case .elements(let expression), .records(let expression, _): [expression]
        case .paths(let from, let to, _, _, _): [from, to]
        case .reach, .network: []
        }
    }

    /// Where a graph's nodes come from, and the path between them.
    package var graph: (start: TypedExpression, via: TypedExpression)? {
        switch self {
        case .paths(let from, _, let via, _, _), .reach(let from, let via, _): (from, via)
        case .network(let nodes, let via): (nodes, via)
        default: nil
        }
    }
}
