import NaruEngine
package import NaruSyntax

/// One day, known to lie within `earliest ... latest`; the precision says how
/// it was recorded. `2023-10` is "some day of October 2023".
///
///     let signed = PartialDate("2023-10")
///     signed?.year                  // 2023
///     signed?.day                   // nil: the day is not known
///     signed?.latest.description    // "2023-10-31"
public struct PartialDate: Hashable, Sendable, CustomStringConvertible, LosslessStringConvertible {
    package let stored: NaruSyntax.PartialDate

    package init(stored: NaruSyntax.PartialDate) { self.stored = stored }

    /// Reads EDTF (ISO 8601-2): `2023`, `2023-Q4`, `2023-10`, `2023-10-31`,
    /// `2023~`. Nil for what is no date, or a day that does not exist.
    ///
    ///     PartialDate("2023-02-29")    // nil
    public init?(_ description: String) {
        guard let date = NaruSyntax.PartialDate(description) else { return nil }
        stored = date
    }

    /// How a date was recorded.
    ///
    ///     PartialDate("2023-Q4")?.precision == .quarter
    public struct Precision: RawRepresentable, Hashable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        /// A whole day, `2023-10-31`.
        public static let day = Precision(rawValue: "day")
        /// A month, `2023-10`.
        public static let month = Precision(rawValue: "month")
        /// A quarter of a year, `2023-Q4`.
        public static let quarter = Precision(rawValue: "quarter")
        /// A year, `2023`.
        public static let year = Precision(rawValue: "year")
        /// A known day of an unknown month, `2024-XX-13`.
        public static let dayOfYear = Precision(rawValue: "dayOfYear")
        /// A day between two others, `2023-05..2024-02`.
        public static let interval = Precision(rawValue: "interval")
    }

    /// How it was recorded.
    public var precision: Precision { Precision(rawValue: "\(stored.precision)") }
    /// As recorded, in EDTF.
    public var description: String { stored.description }
    /// The first day that it can be.
    public var earliest: PartialDate { PartialDate(stored: .init(day: stored.first)) }
    /// The last day that it can be.
    public var latest: PartialDate { PartialDate(stored: .init(day: stored.last)) }
    /// Days from 1970-01-01 to the first and the last day that it can be; an
    /// open end of a period is `Int(Int32.min)` or `Int(Int32.max)`.
    public var days: ClosedRange<Int> { Int(stored.first)...Int(max(stored.first, stored.last)) }
    /// Whether it was recorded with `?`.
    public var isUncertain: Bool { stored.qualifier.contains(.uncertain) }
    /// Whether it was recorded with `~`.
    public var isApproximate: Bool { stored.qualifier.contains(.approximate) }

    /// Nil where the date leaves it open.
    public var year: Int? { common(\.year) }
    /// 1 to 12; nil where the date leaves it open.
    public var month: Int? { year == nil ? nil : common(\.month) }
    /// 1 to 31; nil where the date leaves it open.
    public var day: Int? { stored.first == stored.last ? civil(stored.first)?.day : nil }

    private func common(_ part: KeyPath<CivilDate, Int>) -> Int? {
        guard let first = civil(stored.first), let last = civil(stored.last) else { return nil }
        return first[keyPath: part] == last[keyPath: part] ? first[keyPath: part] : nil
    }

    private func civil(_ day: Int32) -> CivilDate? {
        let isOpen = day == NaruSyntax.PartialDate.distantPast || day == NaruSyntax.PartialDate.distantFuture
        return isOpen ? nil : CivilDate(day: day)
    }
}

/// A start and an end, each a date that may be known only in part.
///
///     row["term"].period?.start.year
public struct Period: Hashable, Sendable, CustomStringConvertible {
    public let start: PartialDate
    public let end: PartialDate

    /// From one date to another.
    public init(start: PartialDate, end: PartialDate) {
        self.start = start
        self.end = end
    }

    /// `2024-05-13/2024-05-19`; an open end is `..`.
    public var description: String { NaruEngine.Value.period(start.stored, end.stored).plainText }
}
