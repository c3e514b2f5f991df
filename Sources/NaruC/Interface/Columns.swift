// Names are those of the C header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CNaru

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
