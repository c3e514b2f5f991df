import CNaru
import NaruSemantics

/// A column or a parameter, as C asks for it.
struct ValueDescription: Sendable {
    let name: CText
    let type: naru_type
    let cardinality: naru_cardinality

    init(_ name: String, _ type: ValueType) {
        self.name = CText(name)
        self.type = naru_type(type.type)
        cardinality = naru_cardinality(type.cardinality)
    }
}

extension naru_type {
    fileprivate init(_ type: NaruSemantics.`Type`) {
        self =
            switch type {
            case .bool: NARU_BOOL
            case .int: NARU_INT
            case .decimal: NARU_DECIMAL
            case .float: NARU_FLOAT
            case .text, .localizedText: NARU_TEXT
            case .enumeration: NARU_ENUM
            // A set of days is written as a date.
            case .date, .days: NARU_DATE
            case .period: NARU_PERIOD
            case .duration: NARU_DURATION
            case .geo: NARU_GEO
            case .quantity: NARU_QUANTITY
            case .numbers: NARU_RANGE
            case .entity: NARU_ENTITY
            case .record: NARU_RECORD
            case .unknown: NARU_NO_TYPE
            }
    }
}

extension naru_cardinality {
    fileprivate init(_ cardinality: Cardinality) {
        self =
            switch cardinality {
            case .one: NARU_ONE
            case .optional: NARU_OPTIONAL
            case .many: NARU_MANY
            }
    }
}
