import NaruSemantics
import NaruSyntax

/// Which share of rows a condition leaves, by how many different values there
/// are and between which bounds, as if they were spread evenly.
extension ValueEstimation {
    func share(of condition: TypedExpression) -> Share {
        switch condition.kind {
        case .literal(.bool(let value)): return value ? Share(number: 1, quality: .exact) : .about(0)
        case .and(let operands): return operands.reduce(Share(number: 1, quality: .exact)) { $0.and(share(of: $1)) }
        case .or(let operands):
            let shares = operands.map(share)
            guard !shares.contains(where: { $0.quality.contains(.atMost) }) else { return .all }
            return .about(1 - shares.reduce(1) { $0 * (1 - $1.number) })
        case .not(let operand):
            let share = share(of: operand)
            return share.quality.contains(.atMost) ? .all : .about(1 - share.number)
        case .compare(let comparison, let left, let right):
            return share(of: comparison, left, right) ?? share(of: comparison.reversed, right, left) ?? .all
        case .contains(let element, let set, let isNegated):
            guard let share = share(in: set, element) else { return .all }
            return isNegated ? .about(1 - share.number) : share
        case .typeTest(let operand, let types, let isNegated):
            guard let all = figures(of: operand).distinct, all > 0, let wanted = count(of: types) else { return .all }
            let share = min(wanted / all, 1)
            return .about(isNegated ? 1 - share : share)
        default: return .all
        }
    }

    private func share(of comparison: ComparisonOperator, _ left: TypedExpression, _ right: TypedExpression) -> Share? {
        let figures = figures(of: left)
        let presence = figures.presence ?? 1
        switch comparison {
        case .equal, .notEqual:
            if let days = right.numbers, right.type.type == .days {
                return share(between: days, of: figures).map {
                    comparison == .equal ? $0 : .about(presence - $0.number)
                }
            }
            if let share = figures.share(of: right) {
                return .about(comparison == .equal ? share : presence - share)
            }
            guard let distinct = figures.distinct, distinct > 0 else { return nil }
            let other = self.figures(of: right).distinct ?? 1
            let equal = presence / max(distinct, other)
            return .about(comparison == .equal ? equal : presence - equal)
        case .less, .lessOrEqual:
            guard let bound = right.numbers else { return nil }
            return share(between: -Double.infinity...bound.upperBound, of: figures)
        case .greater, .greaterOrEqual:
            guard let bound = right.numbers else { return nil }
            return share(between: bound.lowerBound...Double.infinity, of: figures)
        case .matches, .notMatches: return .all
        }
    }

    private func share(in set: TypedExpression, _ element: TypedExpression) -> Share? {
        let figures = figures(of: element)
        if let numbers = set.numbers { return share(between: numbers, of: figures) }
        guard let items = set.listedItems else { return nil }
        let shares = items.compactMap(figures.share)
        if !items.isEmpty, shares.count == items.count { return .about(shares.reduce(0, +)) }
        guard let distinct = figures.distinct, distinct > 0 else { return nil }
        return .about((figures.presence ?? 1) * Double(items.count) / distinct)
    }

    private func share(between wanted: ClosedRange<Double>, of figures: ValueFigures) -> Share? {
        guard let bounds = figures.bounds else { return nil }
        let least = max(wanted.lowerBound, bounds.lowerBound)
        let greatest = min(wanted.upperBound, bounds.upperBound)
        guard least <= greatest else { return .about(0) }
        // As for days and whole numbers, both ends are in it.
        let width = bounds.upperBound - bounds.lowerBound + 1
        return .about((figures.presence ?? 1) * (greatest - least + 1) / width)
    }
}

extension ValueFigures {
    /// For which share of rows the value is an enum case that is written out.
    fileprivate func share(of item: TypedExpression) -> Double? {
        guard let caseShares, case .literal(.enumeration(_, let place)) = item.kind else { return nil }
        return place < caseShares.count ? caseShares[place] : 0
    }
}

extension TypedExpression {
    /// Between which numbers, or days, a value or range lies that is written out.
    fileprivate var numbers: ClosedRange<Double>? {
        switch kind {
        case .widen(let base, _): return base.numbers
        case .literal(.int(let value)): return Double(value)...Double(value)
        case .literal(.decimal(let value)): return value.double...value.double
        case .literal(.float(let value)): return value...value
        case .literal(.date(let date)): return Double(date.first)...Double(max(date.first, date.last))
        case .literal(.days(let first, let last)): return Double(first)...Double(max(first, last))
        case .range(let lower, let upper):
            let least = lower.map(\.numbers) ?? (-Double.infinity...(-Double.infinity))
            let greatest = upper.map(\.numbers) ?? (Double.infinity...Double.infinity)
            guard let least, let greatest, least.lowerBound <= greatest.upperBound else { return nil }
            return least.lowerBound...greatest.upperBound
        default: return nil
        }
    }
}

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
