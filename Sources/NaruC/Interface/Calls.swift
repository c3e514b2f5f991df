import CNaru
import Naru
import NaruSyntax

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
