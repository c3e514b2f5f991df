// Names are those of the C header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CNaru
import NaruEngine
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
