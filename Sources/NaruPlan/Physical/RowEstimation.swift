import NaruSemantics
import NaruSyntax

/// How many rows an operator gives, as far as figures of the dataset say: a
/// number, and how well it is known. Nothing is guessed without a number.
package struct RowEstimate: Hashable, Sendable {
    /// How well a number is known; with neither mark it is exact.
    package struct Quality: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let exact: Quality = []
        /// As many as there are if values are spread evenly.
        package static let about = Quality(rawValue: 1)
        /// Not more.
        package static let atMost = Quality(rawValue: 2)
        package static let unknown = Quality(rawValue: 4)
    }

    package let quality: Quality
    private let number: Double

    private init(_ quality: Quality, _ number: Double) {
        self.quality = quality
        self.number = number
    }

    package static let unknown = RowEstimate(.unknown, 0)

    static func exact(_ rows: Int) -> RowEstimate { RowEstimate(.exact, Double(rows)) }
    static func about(_ rows: Double) -> RowEstimate { RowEstimate(.about, rows) }
    static func atMost(_ rows: Double) -> RowEstimate { RowEstimate(.atMost, rows) }

    /// nil where nothing is known.
    package var rows: Double? { quality.contains(.unknown) ? nil : number }

    /// The same number, known no better than that.
    func known(as other: Quality) -> RowEstimate { RowEstimate(quality.union(other), number) }

    /// So many for each row of another estimate.
    func times(_ other: RowEstimate) -> RowEstimate {
        RowEstimate(quality.union(other.quality), number * other.number)
    }

    /// The share of the rows that a condition leaves.
    func times(_ share: Share) -> RowEstimate {
        RowEstimate(quality.union(share.quality), number * share.number)
    }

    func plus(_ other: RowEstimate) -> RowEstimate {
        RowEstimate(quality.union(other.quality), number + other.number)
    }

    /// Not more than another number.
    func limited(to other: RowEstimate) -> RowEstimate {
        guard let rows else { return other.rows.map { .atMost($0) } ?? .unknown }
        guard let most = other.rows else { return known(as: .atMost) }
        return RowEstimate(quality.union(other.quality), min(rows, most))
    }

    /// `1200`, `~40`, `≤3`, `≲3` (at most about so many), `?`
    package var text: String {
        guard !quality.contains(.unknown) else { return "?" }
        // A part of a row is shown as one: that there is none nobody knows.
        let whole = number > 0 && quality != .exact ? max(number + 0.5, 1) : number
        let rows = whole < 1e15 ? String(Int(whole)) : "10^15"
        return switch (quality.contains(.atMost), quality.contains(.about)) {
        case (false, false): rows
        case (false, true): "~" + rows
        case (true, false): "≤" + rows
        case (true, true): "≲" + rows
        }
    }
}

/// Which share of rows passes a condition.
struct Share {
    var number: Double
    var quality: RowEstimate.Quality

    /// All of them, for all that is known.
    static let all = Share(number: 1, quality: .atMost)

    static func about(_ number: Double) -> Share { Share(number: min(max(number, 0), 1), quality: .about) }

    func and(_ other: Share) -> Share {
        Share(number: number * other.number, quality: quality.union(other.quality))
    }
}

/// How many threads may work on the rows that an operator takes.
package enum PlanWidth: Hashable, Sendable { case oneCore, allCores }

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
