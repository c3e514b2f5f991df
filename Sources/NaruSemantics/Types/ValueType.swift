/// The static type of one value.
package indirect enum Type: Hashable, Sendable {
    case bool, int, decimal, float, text
    /// A text in several languages at once (`name`, `title`).
    case localizedText
    case date, period, duration, geo, quantity
    /// A set of days: a date literal coarser than a day, or a range of dates.
    case days
    /// A range of numbers, `3..4`.
    case numbers
    case enumeration(EnumerationID)
    /// An entity of one of these types, none a subtype of another, ascending.
    case entity([TypeID])
    case record([RecordField])
    /// The type of an expression that has been reported as wrong; fits anywhere.
    case unknown
}

package struct RecordField: Hashable, Sendable {
    package var name: String
    package var type: ValueType

    package init(name: String, type: ValueType) {
        self.name = name
        self.type = type
    }
}

package enum Cardinality: Hashable, Sendable { case one, optional, many }

/// The static type and cardinality of an expression.
package struct ValueType: Hashable, Sendable {
    package var type: Type
    package var cardinality: Cardinality
    /// Of a text that is one of a few fixed words, which ones; no part of what
    /// types are compared by.
    package var vocabulary: Vocabulary?

    package init(_ type: Type, _ cardinality: Cardinality = .one, vocabulary: Vocabulary? = nil) {
        self.type = type
        self.cardinality = cardinality
        self.vocabulary = vocabulary
    }

    package static func == (left: ValueType, right: ValueType) -> Bool {
        left.type == right.type && left.cardinality == right.cardinality
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(type)
        hasher.combine(cardinality)
    }
}
