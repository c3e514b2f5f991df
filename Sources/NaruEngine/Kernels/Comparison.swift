import NaruSyntax

/// The order relations, as what they say of intervals: a value known only to
/// lie in `[first, last]` gives yes, no or unknown.
enum Comparison {
    /// Compares exact values; `operation` is none of `~ !~`.
    @inline(__always)
    static func exact<T: Comparable>(
        _ operation: ComparisonOperator, _ left: [T], _ right: [T]
    ) -> Truth {
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                let count = left.count
                let yes =
                    switch operation {
                    case .equal: Bitmap(count: count) { (row: Int) -> Bool in left[row] == right[row] }
                    case .notEqual: Bitmap(count: count) { (row: Int) -> Bool in left[row] != right[row] }
                    case .less: Bitmap(count: count) { (row: Int) -> Bool in left[row] < right[row] }
                    case .lessOrEqual: Bitmap(count: count) { (row: Int) -> Bool in left[row] <= right[row] }
                    case .greater: Bitmap(count: count) { (row: Int) -> Bool in left[row] > right[row] }
                    case .greaterOrEqual: Bitmap(count: count) { (row: Int) -> Bool in left[row] >= right[row] }
                    case .matches, .notMatches: Bitmap(repeating: false, count: count)
                    }
                return Truth(yes: yes)
            }
        }
    }

    /// Compares values of which only intervals are known; each operand gives
    /// for a row its least and greatest possible value.
    @inline(__always)
    static func intervals<T: Comparable>(
        _ operation: ComparisonOperator, count: Int, _ left: (Int) -> (T, T), _ right: (Int) -> (T, T)
    ) -> Truth {
        var yes = Bitmap(repeating: false, count: count)
        var unknown = Bitmap(repeating: false, count: count)
        for row in 0..<count {
            let (leftFirst, leftLast) = left(row)
            let (rightFirst, rightLast) = right(row)
            let (isYes, isNo) =
                switch operation {
                case .less: (leftLast < rightFirst, leftFirst >= rightLast)
                case .lessOrEqual: (leftLast <= rightFirst, leftFirst > rightLast)
                case .greater: (leftFirst > rightLast, leftLast <= rightFirst)
                case .greaterOrEqual: (leftFirst >= rightLast, leftLast < rightFirst)
                default: equality(operation, leftFirst, leftLast, rightFirst, rightLast)
                }
            if isYes { yes[row] = true } else if !isNo { unknown[row] = true }
        }
        return Truth(yes: yes, unknown: unknown)
    }

    @inline(__always)
    private static func equality<T: Comparable>(
        _ operation: ComparisonOperator, _ leftFirst: T, _ leftLast: T, _ rightFirst: T, _ rightLast: T
    ) -> (Bool, Bool) {
        let same = leftFirst == leftLast && rightFirst == rightLast && leftFirst == rightFirst
        let apart = leftLast < rightFirst || rightLast < leftFirst
        return operation == .notEqual ? (apart, same) : (same, apart)
    }

    /// Compares dates with sets of days: `=` and `in` ask whether the day is
    /// one of the set, `<` and `>=` look at its first day, `>` and `<=` at its last.
    static func days(_ operation: ComparisonOperator, _ dates: DateColumn, first: [Int32], last: [Int32]) -> Truth {
        let count = first.count
        switch operation {
        case .equal, .notEqual:
            let yes = Bitmap(count: count) { (row: Int) -> Bool in
                first[row] <= dates.first[row] && dates.last[row] <= last[row]
            }
            let no = Bitmap(count: count) { (row: Int) -> Bool in
                dates.last[row] < first[row] || dates.first[row] > last[row]
            }
            let truth = Truth(yes: yes, unknown: ~(yes | no))
            return operation == .equal ? truth : !truth
        case .less, .greaterOrEqual:
            return intervals(
                operation, count: count, { (dates.first[$0], dates.last[$0]) }, { (first[$0], first[$0]) })
        case .greater, .lessOrEqual:
            return intervals(operation, count: count, { (dates.first[$0], dates.last[$0]) }, { (last[$0], last[$0]) })
        case .matches, .notMatches: return .all(false, count: count)
        }
    }
}

extension ComparisonOperator {
    /// The operator with its operands exchanged.
    var mirrored: ComparisonOperator {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        default: self
        }
    }
}
