// Names are those of the C header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CNaru

@c @implementation
public func naru_error_code(_ error: OpaquePointer!) -> UnsafePointer<CChar>! {
    UnsafePointer(Handles.errors[error]?.code.pointer)
}

@c @implementation
public func naru_error_message(_ error: OpaquePointer!) -> UnsafePointer<CChar>! {
    UnsafePointer(Handles.errors[error]?.message.pointer)
}

@c @implementation
public func naru_error_rendered(_ error: OpaquePointer!) -> UnsafePointer<CChar>! {
    UnsafePointer(Handles.errors[error]?.rendered.pointer)
}

@c @implementation
public func naru_error_json(_ error: OpaquePointer!) -> UnsafePointer<CChar>! {
    UnsafePointer(Handles.errors[error]?.json.pointer)
}

@c @implementation
public func naru_error_free(_ error: OpaquePointer!) {
    _ = Handles.errors.remove(error)
}
