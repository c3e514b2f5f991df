// Names are those of the C header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CNaru
import NaruSemantics
import NaruSyntax

@c @implementation
public func naru_column_count(_ query: OpaquePointer!) -> Int32 { Descriptions(\.columns, of: query).count }

@c @implementation
public func naru_column_name(_ query: OpaquePointer!, _ column: Int32) -> UnsafePointer<CChar>! {
    Descriptions(\.columns, of: query).name(column)
}

@c @implementation
public func naru_column_type(_ query: OpaquePointer!, _ column: Int32) -> naru_type {
    Descriptions(\.columns, of: query).type(column)
}

@c @implementation
public func naru_column_cardinality(_ query: OpaquePointer!, _ column: Int32) -> naru_cardinality {
    Descriptions(\.columns, of: query).cardinality(column)
}

@c @implementation
public func naru_parameter_count(_ query: OpaquePointer!) -> Int32 { Descriptions(\.parameters, of: query).count }

@c @implementation
public func naru_parameter_name(_ query: OpaquePointer!, _ index: Int32) -> UnsafePointer<CChar>! {
    Descriptions(\.parameters, of: query).name(index)
}

@c @implementation
public func naru_parameter_type(_ query: OpaquePointer!, _ index: Int32) -> naru_type {
    Descriptions(\.parameters, of: query).type(index)
}

/// The columns or the parameters of a query; none of a handle that is none.
private struct Descriptions {
    private let all: [ValueDescription]?

    init(_ kind: KeyPath<QueryObject, [ValueDescription]>, of query: OpaquePointer?) {
        all = Handles.queries[query]?[keyPath: kind]
    }

    var count: Int32 { all.map { Int32(clamping: $0.count) } ?? Status.misuse }
    func name(_ index: Int32) -> UnsafePointer<CChar>? { UnsafePointer(self[index]?.name.pointer) }
    func type(_ index: Int32) -> naru_type { self[index]?.type ?? NARU_NO_TYPE }
    func cardinality(_ index: Int32) -> naru_cardinality { self[index]?.cardinality ?? NARU_NO_CARDINALITY }

    private subscript(index: Int32) -> ValueDescription? {
        guard let all, all.indices.contains(Int(index)) else { return nil }
        return all[Int(index)]
    }
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
