package import NaruSemantics
import NaruSyntax

/// Which parts of a query may leave something out because it is unknown.
extension TypedExpression {
    package var mayLeaveOut: Bool {
        switch kind {
        case .filter(_, let predicate) where predicate.type.cardinality != .one: return true
        case .nested(let query) where query.mayLeaveOut: return true
        case .subplan(let plan) where plan.query.mayLeaveOut: return true
        default: return hasChild { child, _ in child.mayLeaveOut }
        }
    }

    /// Its operands, whatever frame they stand in.
    package var children: [TypedExpression] {
        var found: [TypedExpression] = []
        forEachChild { child, _ in found.append(child) }
        return found
    }

    /// A part of an expression; with `isShown` the answer shows that elements
    /// of it are unknown, as in `x in ys[C]`, so that they are not left out.
    package typealias Part = (expression: TypedExpression, isShown: Bool)

    /// The largest parts that read no row and may leave something out.
    package func constants(isShown: Bool = false) -> [Part] {
        guard mayLeaveOut else { return [] }
        if !reads(outside: 0) { return [(self, isShown)] + deeperConstants(isShown: isShown) }
        return parts(isShown: isShown).flatMap { $0.expression.constants(isShown: $0.isShown) }
    }

    /// Those in the frames that it opens.
    private func deeperConstants(isShown: Bool) -> [Part] {
        parts(isShown: isShown).flatMap { part in
            part.deeper == 0
                ? part.expression.deeperConstants(isShown: part.isShown)
                : part.expression.constants(isShown: part.isShown)
        }
    }

    private func parts(isShown: Bool) -> [(expression: TypedExpression, deeper: Int, isShown: Bool)] {
        switch kind {
        case .filter(let base, let predicate): return [(base, 0, isShown), (predicate, 1, false)]
        case .map(let base, let body): return [(base, 0, isShown), (body, 1, isShown)]
        case .quantified(_, let base, let predicate):
            return [(base, 0, true)] + (predicate.map { [($0, 1, false)] } ?? [])
        case .contains(let element, let set, _): return [(element, 0, false), (set, 0, true)]
        case .set(.except, let operands): return operands.enumerated().map { ($1, 0, $0 > 0 || isShown) }
        case .set(_, let operands): return operands.map { ($0, 0, isShown) }
        case .conditional(let condition, let then, let otherwise):
            return [(condition, 0, false)] + [then, otherwise].compactMap { $0 }.map { ($0, 0, isShown) }
        case .field(let base, _), .property(let base, _), .recordField(let base, _), .narrow(let base, _),
            .widen(let base, _):
            return [(base, 0, isShown)]
        case .aggregate(let aggregate, let operand, let arguments, _):
            return [(operand, 0, isShown && aggregate.givesElements)] + arguments.map { ($0, 0, false) }
        case .shared(let value, _): return [(value, 0, isShown)]
        default:
            var found: [(TypedExpression, Int, Bool)] = []
            forEachChild { child, deeper in found.append((child, deeper, false)) }
            return found
        }
    }
}

extension TypedQuery {
    package var mayLeaveOut: Bool {
        if !views.isEmpty { return true }
        let doubts = stages.contains { stage in
            switch stage.kind {
            case .filter(let condition, _), .join(_, let condition, _): condition.type.cardinality != .one
            case .expand(_, let optional): !optional
            case .group(_, _, let across): across != nil
            default: false
            }
        }
        if doubts || rightQueries.contains(where: \.mayLeaveOut) { return true }
        var found = false
        forEachExpression { expression, _ in found = found || expression.mayLeaveOut }
        return found
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

extension PlanOperation {
    /// What it evaluates for each incoming row, or, of a source, in the row
    /// around the query besides the start of a graph. The condition of a join
    /// stands over pairs of rows.
    package var rowExpressions: [TypedExpression] {
        switch self {
        case .elements(let expression), .records(let expression, _): [expression]
        case .paths(_, let to, _, _, _, _): [to]
        case .filter(let condition, _): [condition]
        case .project(let values), .extend(let values): values
        case .window(let windows): windows.flatMap { $0.arguments + $0.partition }
        case .expand(let elements, _): [elements]
        case .group(let group): group.keys + group.pools.map(\.operand)
        case .sort(let keys), .top(_, let keys, _): keys.map(\.value)
        case .distinct(let keys, _): keys
        case .scan, .lookup, .reach, .network, .join, .limit, .offset, .semiJoin, .set, .withSources, .why: []
        }
    }

    /// Where a graph's nodes come from, and the path between them.
    package var graph: (start: TypedExpression, via: TypedExpression)? {
        switch self {
        case .paths(let from, _, let via, _, _, _), .reach(let from, let via, _): (from, via)
        case .network(let nodes, let via, _): (nodes, via)
        default: nil
        }
    }
}
