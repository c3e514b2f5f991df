import NaruEngine
package import NaruSyntax

/// One day, known to lie within `earliest ... latest`; the precision says how
/// it was recorded. `2023-10` is "some day of October 2023".
///
///     let signed = PartialDate("2023-10")
///     signed?.year                  // 2023
///     signed?.day                   // nil
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
    ///     PartialDate("2023-Q4")?.precision == .quarter    // true
    public struct Precision: RawRepresentable, Hashable, Sendable {
        /// Its name.
        public let rawValue: String
        /// By its name, also of one that does not exist yet.
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
    ///
    ///     PartialDate("2023-10")?.precision    // .month
    public var precision: Precision { Precision(rawValue: "\(stored.precision)") }
    /// As recorded, in EDTF.
    public var description: String { stored.description }

    /// The first day that it can be.
    ///
    ///     PartialDate("2023-Q4")?.earliest    // 2023-10-01
    public var earliest: PartialDate { PartialDate(stored: .init(day: stored.first)) }

    /// The last day that it can be.
    ///
    ///     PartialDate("2024-02")?.latest    // 2024-02-29
    public var latest: PartialDate { PartialDate(stored: .init(day: stored.last)) }

    /// Days from 1970-01-01 to the first and the last day that it can be; an
    /// open end of a period is `Int(Int32.min)` or `Int(Int32.max)`.
    ///
    ///     PartialDate("1970-01")?.days    // 0...30
    public var days: ClosedRange<Int> { Int(stored.first)...Int(max(stored.first, stored.last)) }

    /// Whether it was recorded with `?`.
    ///
    ///     PartialDate("2023?")?.isUncertain    // true
    public var isUncertain: Bool { stored.qualifier.contains(.uncertain) }

    /// Whether it was recorded with `~`.
    ///
    ///     PartialDate("2023~")?.isApproximate    // true
    public var isApproximate: Bool { stored.qualifier.contains(.approximate) }

    /// Nil where the date leaves it open.
    ///
    ///     PartialDate("2023-10")?.year    // 2023
    public var year: Int? { common(\.year) }

    /// 1 to 12; nil where the date leaves it open.
    ///
    ///     PartialDate("2023-Q4")?.month    // nil
    public var month: Int? { year == nil ? nil : common(\.month) }

    /// 1 to 31; nil where the date leaves it open.
    ///
    ///     PartialDate("2023-10-31")?.day    // 31
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
///     row["term"].period?.start.year    // 2024
public struct Period: Hashable, Sendable, CustomStringConvertible {
    /// When it begins.
    ///
    ///     row["term"].period?.start    // 2024-05-13
    public let start: PartialDate

    /// When it ends.
    ///
    ///     row["term"].period?.end    // 2024-05-19
    public let end: PartialDate

    /// From one date to another.
    ///
    ///     if let start = PartialDate("2023"), let end = PartialDate("2024-06") {
    ///         Period(start: start, end: end).description    // "2023/2024-06"
    ///     }
    public init(start: PartialDate, end: PartialDate) {
        self.start = start
        self.end = end
    }

    /// `2024-05-13/2024-05-19`; an open end is `..`.
    public var description: String { NaruEngine.Value.period(start.stored, end.stored).plainText }
}
