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
