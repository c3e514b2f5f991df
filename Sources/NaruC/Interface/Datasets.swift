// Names are those of the C header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CNaru
import Naru
import NaruSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

@c @implementation
public func naru_open(
    _ path: UnsafePointer<CChar>!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> OpaquePointer! {
    reporting(to: error) { () throws(NaruError) in
        guard let path else { return Handles.datasets.add(try DatasetObject.bundled()) }
        let dataset = try Dataset(contentsOf: text(path, "path", of: "naru_open"))
        return Handles.datasets.add(DatasetObject(dataset))
    } ?? nil
}

@c @implementation
public func naru_close(_ dataset: OpaquePointer!) {
    _ = Handles.datasets.remove(dataset)
}

@c @implementation
public func naru_free(_ memory: UnsafeMutableRawPointer!) {
    free(memory)
}

@c @implementation
public func naru_version() -> UnsafePointer<CChar>! {
    UnsafePointer(version.pointer)
}

private let version = CText(NaruVersion.text)

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

/// Where C wants an error.
typealias ErrorPlace = UnsafeMutablePointer<OpaquePointer?>

enum Status {
    static let ok = Int32(NARU_OK)
    static let row = Int32(NARU_ROW)
    static let done = Int32(NARU_DONE)
    static let failed = Int32(NARU_FAILED)
    static let misuse = Int32(NARU_MISUSE)
}

/// Does what a function does, and sets its error.
func reporting<Answer>(to place: ErrorPlace?, _ body: () throws(NaruError) -> Answer) -> Answer? {
    place?.pointee = nil
    do throws(NaruError) {
        return try body()
    } catch {
        place?.pointee = Handles.errors.add(ErrorObject(error))
        return nil
    }
}

/// The text of an argument.
func text(
    _ pointer: UnsafePointer<CChar>?, _ argument: String, of function: String
) throws(NaruError) -> String {
    guard let pointer else { throw NaruError(.noText(argument, of: function)) }
    guard let text = String(validatingCString: pointer) else {
        throw NaruError(.notUnicode(argument, of: function))
    }
    return text
}

func query(_ handle: OpaquePointer?, of function: String) throws(NaruError) -> QueryObject {
    guard let query = Handles.queries[handle] else { throw NaruError(.noQuery(function)) }
    return query
}

func dataset(_ handle: OpaquePointer?, of function: String) throws(NaruError) -> DatasetObject {
    guard let object = Handles.datasets[handle] else { throw NaruError(.noDataset(function)) }
    return object
}
