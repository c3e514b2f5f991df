package import NaruSemantics

/// How the matches of a join are found.
package enum JoinMethod: Hashable, Sendable {
    /// Every row of the left is tried with every row of the right.
    case nestedLoop
    /// By an index over the keys of the right rows.
    case hashRight
    /// By an index over the keys of each batch of left rows: there are so few
    /// that one over the many right rows would cost more.
    case hashLeft

    init(of join: PlanJoin, over left: RowEstimate, batchSize: Int) {
        guard !join.keys.isEmpty else {
            self = .nestedLoop
            return
        }
        guard let lefts = left.rows, let rights = join.right.root.estimate.rows else {
            self = .hashRight
            return
        }
        self = lefts <= Double(batchSize) && lefts * 4 <= rights ? .hashLeft : .hashRight
    }
}

/// How rows find their groups.
package enum GroupMethod: Hashable, Sendable {
    /// Without keys all rows are one.
    case single
    /// The key is a code of a small range, which has a place in an array.
    case dense
    case hash

    init(of figures: [ValueFigures], _ keys: [TypedExpression]) {
        switch figures.count {
        case 0: self = .single
        case 1:
            let isCode = figures[0].greatestCode.map { $0 < GroupMethod.greatestCode } ?? false
            self = isCode && keys[0].type.cardinality != .many ? .dense : .hash
        default: self = .hash
        }
    }

    /// Codes over this one are hashed.
    package static let greatestCode = 1 << 16
}

/// How the first rows of an order are found.
package enum TopMethod: Hashable, Sendable {
    /// They are known of the dataset: the source gives them alone, in order.
    case kept
    /// Only rows that may be among them are kept.
    case bounded
    /// All are sorted.
    case sorted

    init(of count: TypedCount, over taken: RowEstimate, for purpose: Planner.Purpose) {
        // Evidence has to know the place of every row.
        guard purpose != .evidence else {
            self = .sorted
            return
        }
        guard case .literal(let wanted) = count, let rows = taken.rows, taken.quality == .exact else {
            self = .bounded
            return
        }
        self = Double(wanted) >= rows ? .sorted : .bounded
    }

    /// More than so many rows are not kept.
    package static let mostKept = 1 << 16
}

extension Plan {
    /// The first entities of a type by a field, where these are all that its
    /// source gives.
    package var keptOrder: (count: Int, key: TypedSortKey)? {
        guard let top = nodes.dropFirst().first, case .top(.literal(let count), let keys, .kept) = top.operation,
            let key = keys.first
        else { return nil }
        return (count, key)
    }
}
