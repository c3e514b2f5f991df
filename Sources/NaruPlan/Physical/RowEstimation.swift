import NaruSemantics
import NaruSyntax

/// How many rows an operator gives, by those that it takes and what is known of
/// their values.
struct RowEstimation {
    let values: ValueEstimation
    /// The rows that it takes; of a source one, that around the query.
    let taken: RowEstimate
    /// Keys by which the rows were looked up.
    var met: [PlanLookup.Key] = []

    func rows(of operation: PlanOperation) -> RowEstimate {
        switch operation {
        case .scan(let type): return values.statistics.map { .exact($0.count(of: type)) } ?? .unknown
        case .elements(let expression), .records(let expression, _): return values.fanOut(of: expression)
        case .lookup(let lookup): return rows(of: lookup)
        case .paths(let from, let to, _, _, let mode, _):
            guard mode == .shortest || mode == .unspecified else { return .unknown }
            return values.fanOut(of: from).times(values.fanOut(of: to)).known(as: .atMost)
        case .reach(let from, _, _): return values.byType(from.type.type).distinct.map { .atMost($0) } ?? .unknown
        case .network: return .exact(1)
        case .filter(let condition, let possibly):
            return possibly ? taken.known(as: .atMost) : taken.times(share(of: condition))
        case .project, .extend, .window, .sort, .withSources: return taken
        case .expand(let elements, let optional):
            let elements = values.fanOut(of: elements)
            return optional && elements.rows ?? 0 < 1 ? .unknown : taken.times(elements)
        case .join(let join): return rows(of: join)
        case .group(let group): return group.keys.isEmpty ? .exact(1) : combinations(of: group.keys)
        case .limit(let count), .top(let count, _, _):
            guard case .literal(let most) = count else { return taken.known(as: .atMost) }
            return taken.limited(to: .exact(most))
        case .offset(let count):
            guard case .literal(let passed) = count, let rows = taken.rows else { return taken.known(as: .atMost) }
            return RowEstimate.about(max(rows - Double(passed), 0)).known(as: taken.quality)
        case .distinct(let keys, _): return combinations(of: keys)
        case .semiJoin: return taken.limited(to: .exact(1)).known(as: .atMost)
        case .set(let operation, let right, _, _): return rows(of: operation, right.root.estimate)
        case .why: return .unknown
        }
    }

    private func share(of condition: TypedExpression) -> Share {
        let open = condition.conjuncts.filter { conjunct in
            guard let (left, right) = conjunct.identity else { return true }
            return !met.contains { $0.key == left || $0.key == right }
        }
        return open.reduce(Share(number: 1, quality: .exact)) { $0.and(values.share(of: $1)) }
    }

    /// Of several keys not all combinations have to occur.
    private func combinations(of keys: [TypedExpression]) -> RowEstimate {
        var most = RowEstimate.exact(1)
        for key in keys {
            let figures = values.figures(of: key)
            guard let distinct = figures.distinct else { return taken.known(as: .atMost) }
            // An absent key is one more.
            let isAbsent = key.type.cardinality != .one && figures.presence != 1
            most = most.times(.atMost(distinct + (isAbsent ? 1 : 0)))
        }
        return taken.limited(to: most).known(as: .atMost)
    }

    private func rows(of lookup: PlanLookup) -> RowEstimate {
        let rows = lookup.rows.root.estimate
        return lookup.keys.reduce(rows) { rows, key in
            guard let distinct = values.figures(of: key.key).distinct, distinct >= 1 else {
                return rows.known(as: .atMost)
            }
            return rows.times(Share.about(1 / distinct))
        }
    }

    private func rows(of join: PlanJoin) -> RowEstimate {
        let pairs = taken.times(join.right.root.estimate)
        let matched = join.condition.conjuncts.count == join.keys.count && !join.keys.isEmpty
        let found = join.keys.reduce(pairs) { rows, key in
            guard let distinct = values.figures(of: key.left).distinct, distinct >= 1 else {
                return rows.known(as: .atMost)
            }
            return rows.times(Share.about(1 / distinct))
        }
        let rows = matched ? found : found.known(as: .atMost)
        guard join.isOptional, let least = taken.rows, let most = rows.rows, most < least else { return rows }
        return taken.known(as: .about)
    }

    private func rows(of operation: SetOperator, _ right: RowEstimate) -> RowEstimate {
        switch operation {
        case .union: taken.plus(right).known(as: .atMost)
        case .intersect: taken.limited(to: right).known(as: .atMost)
        case .except: taken.known(as: .atMost)
        }
    }
}
