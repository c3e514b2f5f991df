import NaruSyntax

/// How two values lie to each other.
enum Relation {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

    /// The relation with its sides exchanged.
    var mirrored: Relation {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        case .equal, .notEqual: self
        }
    }
}

/// The order relations, as what they say of intervals: a value known only to
/// lie in `[first, last]` gives yes, no or unknown.
enum Comparison {
    /// Compares exact values.
    @inline(__always)
    static func exact<T: Comparable>(_ relation: Relation, _ left: [T], _ right: [T]) -> Truth {
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                let count = left.count
                let yes =
                    switch relation {
                    case .equal: Bitmap(count: count) { (row: Int) -> Bool in left[row] == right[row] }
                    case .notEqual: Bitmap(count: count) { (row: Int) -> Bool in left[row] != right[row] }
                    case .less: Bitmap(count: count) { (row: Int) -> Bool in left[row] < right[row] }
                    case .lessOrEqual: Bitmap(count: count) { (row: Int) -> Bool in left[row] <= right[row] }
                    case .greater: Bitmap(count: count) { (row: Int) -> Bool in left[row] > right[row] }
                    case .greaterOrEqual: Bitmap(count: count) { (row: Int) -> Bool in left[row] >= right[row] }
                    }
                return Truth(yes: yes)
            }
        }
    }

    /// Compares values of which only intervals are known; each operand gives
    /// for a row its least and greatest possible value.
    @inline(__always)
    static func intervals<T: Comparable>(
        _ relation: Relation, count: Int, _ left: (Int) -> (T, T), _ right: (Int) -> (T, T)
    ) -> Truth {
        var yes = Bitmap(repeating: false, count: count)
        var unknown = Bitmap(repeating: false, count: count)
        for row in 0..<count {
            let (leftFirst, leftLast) = left(row)
            let (rightFirst, rightLast) = right(row)
            let (isYes, isNo) =
                switch relation {
                case .less: (leftLast < rightFirst, leftFirst >= rightLast)
                case .lessOrEqual: (leftLast <= rightFirst, leftFirst > rightLast)
                case .greater: (leftFirst > rightLast, leftLast <= rightFirst)
                case .greaterOrEqual: (leftFirst >= rightLast, leftLast < rightFirst)
                case .equal: equality(leftFirst, leftLast, rightFirst, rightLast)
                case .notEqual: equality(leftFirst, leftLast, rightFirst, rightLast, isNegated: true)
                }
            if isYes { yes[row] = true } else if !isNo { unknown[row] = true }
        }
        return Truth(yes: yes, unknown: unknown)
    }

    @inline(__always)
    private static func equality<T: Comparable>(
        _ leftFirst: T, _ leftLast: T, _ rightFirst: T, _ rightLast: T, isNegated: Bool = false
    ) -> (Bool, Bool) {
        let same = leftFirst == leftLast && rightFirst == rightLast && leftFirst == rightFirst
        let apart = leftLast < rightFirst || rightLast < leftFirst
        return isNegated ? (apart, same) : (same, apart)
    }

    /// Compares dates with sets of days: `=` and `in` ask whether the day is
    /// one of the set, `<` and `>=` look at its first day, `>` and `<=` at its last.
    static func days(_ relation: Relation, _ dates: DateColumn, first: [Int32], last: [Int32]) -> Truth {
        let count = first.count
        switch relation {
        case .equal, .notEqual:
            let yes = Bitmap(count: count) { (row: Int) -> Bool in
                first[row] <= dates.first[row] && dates.last[row] <= last[row]
            }
            let no = Bitmap(count: count) { (row: Int) -> Bool in
                dates.last[row] < first[row] || dates.first[row] > last[row]
            }
            let truth = Truth(yes: yes, unknown: ~(yes | no))
            return relation == .equal ? truth : !truth
        case .less, .greaterOrEqual:
            return intervals(
                relation, count: count, { (dates.first[$0], dates.last[$0]) }, { (first[$0], first[$0]) })
        case .greater, .lessOrEqual:
            return intervals(relation, count: count, { (dates.first[$0], dates.last[$0]) }, { (last[$0], last[$0]) })
        }
    }
}

extension ComparisonOperator {
    /// nil for `~` and `!~`, which look for one text in another.
    var relation: Relation? {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .matches, .notMatches: nil
        }
    }
}

/// Comparisons of a column with one value, which is never repeated for them.
extension Comparison {
    @inline(__always)
    static func exact<T: Comparable>(_ relation: Relation, _ left: [T], constant right: T) -> Truth {
        left.withUnsafeBufferPointer { left in
            let count = left.count
            let yes =
                switch relation {
                case .equal: Bitmap(count: count) { (row: Int) -> Bool in left[row] == right }
                case .notEqual: Bitmap(count: count) { (row: Int) -> Bool in left[row] != right }
                case .less: Bitmap(count: count) { (row: Int) -> Bool in left[row] < right }
                case .lessOrEqual: Bitmap(count: count) { (row: Int) -> Bool in left[row] <= right }
                case .greater: Bitmap(count: count) { (row: Int) -> Bool in left[row] > right }
                case .greaterOrEqual: Bitmap(count: count) { (row: Int) -> Bool in left[row] >= right }
                }
            return Truth(yes: yes)
        }
    }

    /// Uncertain days and one set of days; see `days(_:_:first:last:)`.
    static func days(_ relation: Relation, _ dates: DateColumn, constant first: Int32, _ last: Int32)
        -> Truth
    {
        switch relation {
        case .equal, .notEqual:
            let truth = bounds(
                dates, yes: { first <= $0 && $1 <= last }, no: { $1 < first || $0 > last })
            return relation == .equal ? truth : !truth
        case .less: return bounds(dates, yes: { $1 < first }, no: { day, _ in day >= first })
        case .greaterOrEqual: return bounds(dates, yes: { day, _ in day >= first }, no: { $1 < first })
        case .greater: return bounds(dates, yes: { day, _ in day > last }, no: { $1 <= last })
        case .lessOrEqual: return bounds(dates, yes: { $1 <= last }, no: { day, _ in day > last })
        }
    }

    /// What the first and the last day that a date may be decide.
    @inline(__always)
    private static func bounds(
        _ dates: DateColumn, yes isYes: (Int32, Int32) -> Bool, no isNo: (Int32, Int32) -> Bool
    ) -> Truth {
        dates.first.withUnsafeBufferPointer { first in
            dates.last.withUnsafeBufferPointer { last in
                Truth(
                    count: first.count, yes: { isYes(first[$0], last[$0]) }, no: { isNo(first[$0], last[$0]) })
            }
        }
    }
}
