// Names are those of the C header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CNaru
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
public func naru_open_limited(
    _ path: UnsafePointer<CChar>!, _ limits: UnsafePointer<naru_limits>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> OpaquePointer! {
    guard let limits else { return naru_open(path, error) }
    let function = "naru_open_limited"
    return reporting(to: error) { () throws(NaruError) in
        guard let restraint = Restraint(limits.pointee) else { throw NaruError(.noSeconds(of: function)) }
        guard let path else { return Handles.datasets.add(try DatasetObject.bundled().restrained(restraint)) }
        let dataset = try Dataset(
            contentsOf: [text(path, "path", of: function)], limits: restraint.limits,
            isCancelled: restraint.isCancelled)
        return Handles.datasets.add(DatasetObject(dataset, under: restraint))
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

extension Limits {
    /// As C says them, where 0 is no limit; nil for seconds that are none.
    init?(seconds: Double, bytes: UInt64, rows: UInt64) {
        guard seconds >= 0 else { return nil }
        self.init(
            // Longer than a computer lasts is as good as no limit.
            time: seconds == 0 || seconds > 1e10 ? nil : .seconds(seconds),
            memory: bytes == 0 ? nil : MemorySize(bytes: Int(clamping: bytes)),
            rows: rows == 0 ? nil : Int(clamping: rows))
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
