/// One day, known to lie within `[first, last]` (days since 1970-01-01), with
/// the precision it was recorded in (EDTF, ISO 8601-2).
package struct PartialDate: Hashable, Sendable {
    package enum Precision: UInt8, Hashable, Sendable {
        case day, month, quarter, year
        /// `2024-XX-13`: a known day of an unknown month.
        case dayOfYear
        /// An interval that is no calendar unit, such as `2023-05..2024-02`.
        case interval
    }

    package struct Qualifier: OptionSet, Hashable, Sendable {
        package var rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// `?`
        package static let uncertain = Qualifier(rawValue: 1)
        /// `~`
        package static let approximate = Qualifier(rawValue: 2)
    }

    package var first: Int32
    package var last: Int32
    package var precision: Precision
    package var qualifier: Qualifier

    package init(first: Int32, last: Int32, precision: Precision, qualifier: Qualifier = []) {
        self.first = first
        self.last = last
        self.precision = precision
        self.qualifier = qualifier
    }

    /// An end that is open on the left or right of a range.
    package static let distantPast = Int32.min
    package static let distantFuture = Int32.max
}
