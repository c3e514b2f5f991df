import NaruSemantics
import NaruSyntax

/// How many elements a set or list has for each row.
extension ValueEstimation {
    func fanOut(of expression: TypedExpression) -> RowEstimate {
        switch expression.kind {
        case .entities(let type): return statistics.map { .exact($0.count(of: type)) } ?? .unknown
        case .field(let base, let field):
            guard let known = statistics?.statistics(of: field) else { return .unknown }
            let own = fanOut(of: base)
            // Of a set of several, links that meet are one.
            let degree = RowEstimate.about(known.degree)
            return base.type.cardinality == .many ? own.times(degree).known(as: .atMost) : own.times(degree)
        case .filter(let base, let predicate):
            let elements = ValueEstimation(statistics: statistics, slots: [figures(of: base)])
            return fanOut(of: base).times(elements.share(of: predicate))
        case .map(let base, let body):
            let elements = ValueEstimation(statistics: statistics, slots: [figures(of: base)])
            return fanOut(of: base).times(elements.fanOut(of: body))
        case .property(let base, _), .recordField(let base, _): return fanOut(of: base).known(as: .atMost)
        case .narrow(let base, let types):
            return fanOut(of: base).limited(to: count(of: types).map { .atMost($0) } ?? .unknown).known(as: .atMost)
        case .widen(let base, _), .shared(let base, _): return fanOut(of: base)
        case .list(let items): return .exact(items.count)
        case .set(let operation, let operands): return fanOut(of: operation, operands.map(fanOut))
        case .subplan: return expression.plan?.root.estimate ?? .unknown
        case .reached: return byType(expression.type.type).distinct.map { .atMost($0) } ?? .unknown
        default:
            switch expression.type.cardinality {
            case .one: return .exact(1)
            case .optional: return .atMost(1)
            case .many: return .unknown
            }
        }
    }

    private func fanOut(of operation: SetOperator, _ operands: [RowEstimate]) -> RowEstimate {
        guard let first = operands.first else { return .exact(0) }
        let others = operands.dropFirst()
        return switch operation {
        case .union: others.reduce(first) { $0.plus($1) }.known(as: .atMost)
        case .intersect: others.reduce(first) { $0.limited(to: $1) }.known(as: .atMost)
        case .except: first.known(as: .atMost)
        }
    }
}
