import NaruEngine

/// One claim that a row rests on, with one of its citations; or, with basis
/// `absence`, something that was looked for and not found.
///
///     let quotes = try result.evidence(forRow: 0).compactMap(\.quote)
public struct Evidence: Hashable, Sendable {
    let stored: RowEvidence

    init(stored: RowEvidence) { self.stored = stored }

    /// What a claim is based on.
    ///
    ///     evidence.basis == .stated    // true
    public struct Basis: RawRepresentable, Hashable, Sendable {
        /// Its name, as `why` shows it.
        public let rawValue: String
        /// By its name, also of one that does not exist yet.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// A source says so.
        public static let stated = Basis(rawValue: "stated")
        /// Concluded from what sources say.
        public static let inferred = Basis(rawValue: "inferred")
        /// Common knowledge, or from elsewhere.
        public static let outside = Basis(rawValue: "outside")
        /// A row of a table.
        public static let imported = Basis(rawValue: "imported")
        /// Nothing was found.
        public static let absence = Basis(rawValue: "absence")
    }

    /// What the claim is about.
    ///
    ///     evidence.subject?.type    // "agreement"
    public var subject: Entity? { stored.subject.map(Entity.init(stored:)) }

    /// The field that it gives; `id` where it says that the record exists.
    ///
    ///     evidence.field    // "signed"
    public var field: String? { stored.field }

    /// As in a data file; of a link the id of what it leads to.
    ///
    ///     evidence.value    // "2023-10-31"
    public var value: String? { stored.value }

    /// What it is based on.
    ///
    ///     evidence.basis    // .stated
    public var basis: Basis { Basis(rawValue: stored.basis.rawValue) }

    /// What the data file remarks on it.
    ///
    ///     evidence.note?.hasPrefix("the last 31 October")    // true
    public var note: String? { stored.note }

    /// The source that is cited.
    ///
    ///     evidence.source?.type    // "source"
    public var source: Entity? { stored.source.map(Entity.init(stored:)) }

    /// When the source came out.
    ///
    ///     evidence.published    // 2023-11-01
    public var published: PartialDate? { stored.published.map(PartialDate.init(stored:)) }

    /// The words of the source.
    ///
    ///     evidence.quote    // "지난 10월 31일 서울대학교 시흥캠퍼스에서"
    public var quote: String? { stored.quote }

    /// Where the quote begins in the source, in Unicode scalars from 0.
    ///
    ///     evidence.offset    // 257
    public var offset: Int? { stored.offset }

    /// Of a value of a table its cell, `file, Sheet!C7`, or `file:line, column`;
    /// of its row `file:line`.
    ///
    ///     evidence.location    // nil
    public var location: String? { stored.location }

    /// Of an absence, how many records were looked over.
    ///
    ///     evidence.searched    // nil
    public var searched: Int? { stored.searched }
}
