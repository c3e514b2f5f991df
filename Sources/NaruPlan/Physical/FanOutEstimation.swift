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
            let degree = RowEstimate.about(degree(of: field, from: base) ?? known.degree)
            return base.type.cardinality == .many ? own.times(degree).known(as: .atMost) : own.times(degree)
        case .filter(let base, let predicate):
            return fanOut(of: base).times(elements(of: base).share(of: predicate))
        case .map(let base, let body): return fanOut(of: base).times(elements(of: base).fanOut(of: body))
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

    /// Estimation over the elements of a set, which are all there, whatever share
    /// of rows has any.
    private func elements(of base: TypedExpression) -> ValueEstimation {
        var figures = figures(of: base)
        figures.presence = 1
        return ValueEstimation(statistics: statistics, slots: [SlotFigures { figures }])
    }

    /// How many values entities of some types have on average.
    private func degree(of field: FieldID, from base: TypedExpression) -> Double? {
        guard let statistics, let types = figures(of: base).types else { return nil }
        var (owners, values) = (0.0, 0.0)
        for type in types {
            guard let degree = statistics.degree(of: field, from: type) else { return nil }
            let count = Double(statistics.count(of: type))
            owners += count
            values += count * degree
        }
        return owners == 0 ? nil : values / owners
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
