package import NaruSyntax

/// An exact amount with a unit; money is one.
///
///     let budget = row["budget"].quantity
///     budget?.amount       // 100000000000
///     budget?.unit         // "KRW"
///     budget?.qualifier    // .about
public struct Quantity: Hashable, Sendable, CustomStringConvertible {
    package let stored: NaruSyntax.Quantity

    package init(stored: NaruSyntax.Quantity) { self.stored = stored }

    /// How exact the amount is.
    ///
    ///     quantity.qualifier == .atLeast    // false
    public struct Qualifier: RawRepresentable, Hashable, Sendable {
        /// Its name.
        public let rawValue: String
        /// By its name, also of one that does not exist yet.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The amount itself.
        public static let exact = Qualifier(rawValue: "exact")
        /// About the amount.
        public static let about = Qualifier(rawValue: "about")
        /// More than the amount.
        public static let over = Qualifier(rawValue: "over")
        /// Less than the amount.
        public static let under = Qualifier(rawValue: "under")
        /// The amount or more.
        public static let atLeast = Qualifier(rawValue: "atLeast")
        /// The amount or less.
        public static let atMost = Qualifier(rawValue: "atMost")
        /// From `amount` to `upper`.
        public static let range = Qualifier(rawValue: "range")
    }

    /// An ISO 4217 code such as `KRW`, or a unit of the dataset such as `person`.
    ///
    ///     row["budget"].quantity?.unit    // "KRW"
    public var unit: String { stored.unit }

    /// How exact the amount is.
    ///
    ///     row["budget"].quantity?.qualifier    // .about
    public var qualifier: Qualifier { Qualifier(rawValue: "\(stored.qualifier)") }
    /// `about 1000 KRW`, `3..4 city`
    public var description: String { stored.description }
}

/// A span of calendar time. Days and months do not convert into each other.
///
///     row["length"].calendarDuration?.months    // 24
public struct CalendarDuration: Hashable, Sendable, CustomStringConvertible {
    /// Whole months, twelve a year.
    ///
    ///     row["length"].calendarDuration?.months    // 24
    public let months: Int

    /// Days beside the months.
    ///
    ///     row["length"].calendarDuration?.days    // 0
    public let days: Int

    package init(_ stored: NaruSyntax.Duration) {
        months = Int(stored.months)
        days = Int(stored.days)
    }

    /// `1 year 2 months 3 days`
    public var description: String {
        NaruSyntax.Duration(months: Int32(clamping: months), days: Int32(clamping: days)).description
    }
}

/// A place on the earth, in degrees.
///
///     row["location"].coordinate?.latitude    // 37.3801
public struct Coordinate: Hashable, Sendable {
    /// Degrees north, -90 to 90.
    ///
    ///     row["location"].coordinate?.latitude    // 37.3801
    public let latitude: Double

    /// Degrees east, -180 to 180.
    ///
    ///     row["location"].coordinate?.longitude    // 126.8031
    public let longitude: Double

    /// Both in degrees.
    ///
    ///     Coordinate(latitude: 37.5, longitude: -12.25).longitude    // -12.25
    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }
}
