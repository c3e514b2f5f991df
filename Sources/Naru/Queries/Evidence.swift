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
    ///     evidence.basis == .stated
    public struct Basis: RawRepresentable, Hashable, Sendable {
        public let rawValue: String
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
    public var subject: Entity? { stored.subject.map(Entity.init(stored:)) }
    /// The field that it gives; `id` where it says that the record exists.
    public var field: String? { stored.field }
    /// As in a data file; of a link the id of what it leads to.
    public var value: String? { stored.value }
    /// What it is based on.
    public var basis: Basis { Basis(rawValue: stored.basis.rawValue) }
    /// What the data file remarks on it.
    public var note: String? { stored.note }
    /// The source that is cited.
    public var source: Entity? { stored.source.map(Entity.init(stored:)) }
    /// When the source came out.
    public var published: PartialDate? { stored.published.map(PartialDate.init(stored:)) }
    /// The words of the source.
    public var quote: String? { stored.quote }
    /// Where the quote begins in the source, in Unicode scalars from 0.
    public var offset: Int? { stored.offset }
    /// Of a row of a table, `file:line`.
    public var location: String? { stored.location }
    /// Of an absence, how many records were looked over.
    public var searched: Int? { stored.searched }
}
