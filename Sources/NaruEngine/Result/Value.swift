package import NaruSyntax

/// One cell of a result, taken out of its column.
package indirect enum Value: Hashable, Sendable {
    case absent
    case bool(Bool)
    case int(Int64)
    case decimal(ExactDecimal)
    case float(Double)
    case text(String)
    /// A text in several languages: language tag and text; the one
    /// to show first, the others in the dataset's order.
    case localized([LocalizedText])
    case date(PartialDate)
    case period(PartialDate, PartialDate)
    /// A set of days; open ends are `PartialDate.distantPast` and `.distantFuture`.
    case days(first: Int32, last: Int32)
    case numbers(lower: Value, upper: Value)
    case duration(Duration)
    case geo(latitude: Double, longitude: Double)
    case quantity(Quantity)
    /// An enum case: its name, its English label, its label in other languages.
    case enumeration(name: String, english: String, aliases: [String])
    case entity(EntityValue)
    case list([Value])
    case record([RecordValue])
}

package struct LocalizedText: Hashable, Sendable {
    package var language: String
    package var text: String

    package init(language: String, text: String) {
        self.language = language
        self.text = text
    }
}

package struct EntityValue: Hashable, Sendable {
    package var type: String
    package var id: String
    /// `.text`, `.localized`, or `.absent` for a type without a label field.
    package var label: Value

    package init(type: String, id: String, label: Value) {
        self.type = type
        self.id = id
        self.label = label
    }
}

package struct RecordValue: Hashable, Sendable {
    package var name: String
    package var value: Value

    package init(name: String, value: Value) {
        self.name = name
        self.value = value
    }
}
