// Names are those of the C header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CNaru
import NaruEngine
import NaruSemantics
import NaruSyntax

@c @implementation
public func naru_is_absent(_ query: OpaquePointer!, _ column: Int32) -> Int32 {
    guard let value = Handles.queries[query]?.value(column) else { return Status.misuse }
    return value == .absent ? 1 : 0
}

@c @implementation
public func naru_int64(_ query: OpaquePointer!, _ column: Int32) -> Int64 {
    switch Handles.queries[query]?.value(column) {
    case .int(let number): number
    case .decimal(let number): Int64(number.normalized.description) ?? 0
    case .float(let number): Int64(exactly: number) ?? 0
    default: 0
    }
}

@c @implementation
public func naru_double(_ query: OpaquePointer!, _ column: Int32) -> Double {
    switch Handles.queries[query]?.value(column) {
    case .int(let number): Double(number)
    case .decimal(let number): number.double
    case .float(let number): number
    default: .nan
    }
}

@c @implementation
public func naru_bool(_ query: OpaquePointer!, _ column: Int32) -> Int32 {
    guard case .bool(let flag)? = Handles.queries[query]?.value(column) else { return Status.misuse }
    return flag ? 1 : 0
}

@c @implementation
public func naru_text(_ query: OpaquePointer!, _ column: Int32) -> UnsafePointer<CChar>! {
    UnsafePointer(Handles.queries[query]?.text(.plain, column)?.pointer)
}

@c @implementation
public func naru_json(_ query: OpaquePointer!, _ column: Int32) -> UnsafePointer<CChar>! {
    UnsafePointer(Handles.queries[query]?.text(.json, column)?.pointer)
}

@c @implementation
public func naru_column_count(_ query: OpaquePointer!) -> Int32 {
    Handles.queries[query].map { Int32(clamping: $0.columns.count) } ?? Status.misuse
}

@c @implementation
public func naru_column_name(_ query: OpaquePointer!, _ column: Int32) -> UnsafePointer<CChar>! {
    UnsafePointer(description(query, column)?.name.pointer)
}

@c @implementation
public func naru_column_type(_ query: OpaquePointer!, _ column: Int32) -> naru_type {
    description(query, column)?.type ?? NARU_NO_TYPE
}

@c @implementation
public func naru_column_cardinality(_ query: OpaquePointer!, _ column: Int32) -> naru_cardinality {
    description(query, column)?.cardinality ?? NARU_NO_CARDINALITY
}

private func description(_ query: OpaquePointer?, _ column: Int32) -> ValueDescription? {
    guard let all = Handles.queries[query]?.columns, all.indices.contains(Int(column)) else { return nil }
    return all[Int(column)]
}

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
