// Names are those of the C header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CNaru
import Naru
import NaruEngine
import NaruSyntax

@c @implementation
public func naru_bind_text(
    _ query: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ utf8: UnsafePointer<CChar>!
) -> Int32 {
    guard let utf8 else { return Status.misuse }
    let text = String(validatingCString: utf8)
    return bind(query, name) { name, _ in
        text.map { .value(.text($0)) } ?? .wrong(.notUnicode("the value of '\(name)'", of: "naru_bind_text"))
    }
}

@c @implementation
public func naru_bind_int64(_ query: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ value: Int64) -> Int32 {
    bind(query, name) { _, _ in .value(.text(String(value))) }
}

@c @implementation
public func naru_bind_double(_ query: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ value: Double) -> Int32 {
    bind(query, name) { _, _ in .value(.text(NaruEngine.Value.float(value).plainText)) }
}

@c @implementation
public func naru_bind_bool(_ query: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ value: Int32) -> Int32 {
    bind(query, name) { _, _ in .value(.text(value == 0 ? "false" : "true")) }
}

@c @implementation
public func naru_bind_absent(_ query: OpaquePointer!, _ name: UnsafePointer<CChar>!) -> Int32 {
    bind(query, name) { _, _ in .value(.absent) }
}

@c @implementation
public func naru_bind_json(
    _ query: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ json: UnsafePointer<CChar>!
) -> Int32 {
    guard let json else { return Status.misuse }
    let text = String(validatingCString: json)
    return bind(query, name) { name, prepared in
        text.map { .json($0, for: name, of: prepared, in: "naru_bind_json") }
            ?? .wrong(.notUnicode("the value of '\(name)'", of: "naru_bind_json"))
    }
}

private func bind(
    _ query: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ make: (String, PreparedQuery) -> Binding
) -> Int32 {
    guard let name, let name = String(validatingCString: name) else { return Status.misuse }
    return configure(query) { $0.bindings[name] = make(name, $0.query) }
}
