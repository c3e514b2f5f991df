package import NaruEngine
package import NaruSemantics

/// A column as the formats need it.
package struct OutputColumn: Sendable {
    package var name: String
    /// `city`, `date`, `text*`.
    package var type: String
    package var isNumeric: Bool
    /// Numbers, dates and the like say something else when a part is missing.
    package var isIndivisible: Bool
    /// Names what a row is about: a text, an entity, a date, an enum case.
    package var isLabel: Bool
    /// Which fixed words it holds.
    package var vocabulary: Vocabulary?

    package init(
        name: String, type: String, isNumeric: Bool = false, isIndivisible: Bool = false, isLabel: Bool = false,
        vocabulary: Vocabulary? = nil
    ) {
        self.name = name
        self.type = type
        self.isLabel = isLabel
        self.vocabulary = vocabulary
        self.isNumeric = isNumeric
        self.isIndivisible = isIndivisible || isNumeric
    }

    package init(_ column: ResultColumn, schema: Schema) {
        let many = column.type.cardinality == .many
        let word = TypeText(schema: schema).word(column.type.type)
        self.init(
            name: column.name, type: many ? word + "*" : word,
            isNumeric: !many && TypeText.isNumeric(column.type.type),
            isIndivisible: !many && TypeText.isIndivisible(column.type.type),
            isLabel: !many && TypeText.isLabel(column.type.type), vocabulary: column.type.vocabulary)
    }
}

/// Types in one word.
struct TypeText {
    let schema: Schema

    func word(_ type: Type) -> String {
        switch type {
        case .bool: "bool"
        case .int: "int"
        case .decimal: "decimal"
        case .float: "float"
        case .text, .localizedText: "text"
        case .date: "date"
        case .period: "period"
        case .duration: "duration"
        case .geo: "geo"
        case .quantity: "quantity"
        case .days: "days"
        case .numbers: "range"
        case .enumeration: "enum"
        case .entity(let types): entityWord(types)
        case .record: "record"
        case .unknown: "?"
        }
    }

    private func entityWord(_ types: [TypeID]) -> String {
        types.count > 3 ? "entity" : types.map { schema[$0].name }.joined(separator: "|")
    }

    static func isNumeric(_ type: Type) -> Bool {
        switch type {
        case .int, .decimal, .float, .quantity: true
        default: false
        }
    }

    static func isLabel(_ type: Type) -> Bool {
        switch type {
        case .text, .localizedText, .date, .period, .days, .enumeration, .entity: true
        default: false
        }
    }

    static func isIndivisible(_ type: Type) -> Bool {
        switch type {
        case .bool, .date, .period, .duration, .geo, .days, .numbers: true
        default: isNumeric(type)
        }
    }
}
