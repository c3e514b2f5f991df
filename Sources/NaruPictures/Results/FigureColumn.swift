import NaruEngine
package import NaruSemantics

/// A column of a result, and what a picture can make of it.
package struct FigureColumn: Hashable, Sendable {
    /// What a value is to a picture. It follows from the column's type, so what
    /// can be drawn is known before a query runs.
    package enum Role: Hashable, Sendable {
        /// Names something: a text, an enum case, a truth.
        case category
        /// A record of the dataset.
        case entity([TypeID])
        case number
        case quantity
        /// A date, a period, a set of days, or a year.
        case time
        /// Coordinates.
        case place
        /// Records in a row, as those of a path.
        case entities
        case other
    }

    package let name: String
    package let title: String
    /// As messages write it: `city`, `date`, `text*`.
    package let type: String
    package let role: Role
    /// Has few values that many rows share, as an enum does.
    let isKind: Bool
    /// Whole numbers that are years, by the column's name.
    let holdsYears: Bool

    package init(name: String, title: String, type: String, valueType: ValueType) {
        self.name = name
        self.title = title
        self.type = type
        let isYear = valueType.type == .int && FigureColumn.yearNames.contains(name)
        holdsYears = isYear && valueType.cardinality != .many
        isKind = valueType.type.isKind
        role = holdsYears ? .time : FigureColumn.role(valueType)
    }

    private static let yearNames: Set<String> = ["year", "연도", "년도", "년", "해"]

    private static func role(_ type: ValueType) -> Role {
        guard type.cardinality != .many else { return type.type.isEntity ? .entities : .other }
        return switch type.type {
        case .text, .localizedText, .enumeration, .bool: .category
        case .entity(let types): .entity(types)
        case .int, .decimal, .float: .number
        case .quantity: .quantity
        case .date, .period, .days: .time
        case .geo: .place
        case .duration, .numbers, .record, .unknown: .other
        }
    }

    var isEntity: Bool { if case .entity = role { true } else { false } }
    var isCategory: Bool { role == .category || isEntity }
    var isNumber: Bool { role == .number || role == .quantity }
    var isTime: Bool { role == .time }
}

extension Type {
    fileprivate var isKind: Bool {
        switch self {
        case .enumeration, .bool: true
        case .int, .decimal, .float, .text, .localizedText, .date, .period, .duration, .geo, .quantity, .days,
            .numbers, .entity, .record, .unknown:
            false
        }
    }
}
