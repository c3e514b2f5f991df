package import NaruEngine

/// A record of the dataset: what a link leads to, or a row's subject.
///
///     let city = row["city"].entity
///     city?.type     // "city"
///     city?.id       // "siheung"
///     city?.label    // "시흥시"
public struct Entity: Hashable, Sendable, CustomStringConvertible {
    package let stored: EntityValue

    package init(stored: EntityValue) { self.stored = stored }

    /// The name of its type in the schema.
    ///
    ///     city.type    // "city"
    public var type: String { stored.type }

    /// Unique within the type; of a row of a table without a key, its number.
    ///
    ///     city.id    // "siheung"
    public var id: String { stored.id }

    /// Its label in the session's language, else the dataset's first that has one; nil for a type
    /// without labels.
    ///
    ///     city.label    // "시흥시"
    public var label: String? { Value(stored: stored.label).text }

    /// Its label in a language such as `en`; nil where it has none.
    ///
    ///     city.label(in: "en")    // "Siheung"
    public func label(in language: String) -> String? { Value(stored: stored.label).text(in: language) }

    /// The label, or the id where there is none.
    public var description: String { label ?? id }
}
