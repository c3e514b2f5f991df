import CNaru
import Naru
import NaruData
import NaruSemantics

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What C holds of our objects: numbers that are given once, so that a handle
/// that was given back, or is of another kind, is told from a good one without
/// touching memory.
final class HandleTable<Object: AnyObject & Sendable>: Sendable {
    private struct State {
        var objects: [UInt: Object] = [:]
        var last: UInt = 0
    }

    /// 1 to 3, in the lowest bits.
    private let kind: UInt
    private let state = Lock(State())

    init(kind: UInt) { self.kind = kind }

    func add(_ object: Object) -> OpaquePointer? {
        state.withLock { state in
            state.last &+= 1
            let number = state.last << 2 | kind
            state.objects[number] = object
            return OpaquePointer(bitPattern: number)
        }
    }

    subscript(handle: OpaquePointer?) -> Object? {
        let number = UInt(bitPattern: handle)
        return state.withLock { $0.objects[number] }
    }

    /// The object dies outside of the lock, as soon as no other call uses it.
    func remove(_ handle: OpaquePointer?) -> Object? {
        let number = UInt(bitPattern: handle)
        return state.withLock { $0.objects.removeValue(forKey: number) }
    }

    /// How many are out.
    var count: Int { state.withLock { $0.objects.count } }
}

/// All handles that C holds.
package enum Handles {
    static let datasets = HandleTable<DatasetObject>(kind: 1)
    static let queries = HandleTable<QueryObject>(kind: 2)
    static let errors = HandleTable<ErrorObject>(kind: 3)

    /// How many were not given back.
    package static var count: Int { datasets.count + queries.count + errors.count }
}

/// What `naru_dataset *` stands for.
final class DatasetObject: Sendable {
    let dataset: Dataset
    private let restraint: Restraint?
    /// Who else holds the same data, and is asked whether it is still in use.
    private let shared: DatasetObject?

    init(_ dataset: Dataset, under restraint: Restraint? = nil, sharing shared: DatasetObject? = nil) {
        self.dataset = dataset
        self.restraint = restraint
        self.shared = shared
    }

    /// Where nothing else is said, what asks the dataset is held to its limits.
    func session() -> Session {
        var session = Session(dataset)
        guard let restraint else { return session }
        session.limits = restraint.limits
        session.isCancelled = restraint.isCancelled
        return session
    }

    /// The same data under limits.
    func restrained(_ restraint: Restraint) -> DatasetObject {
        DatasetObject(dataset, under: restraint, sharing: self)
    }

    /// The bundled dataset, loaded when nobody has it, and freed when nobody
    /// has it any more.
    static func bundled() throws(NaruError) -> DatasetObject {
        try inUse.withLock { inUse throws(NaruError) in
            if let object = inUse.object { return object }
            do throws(DatasetError) {
                let object = DatasetObject(try Dataset.loadBundled())
                inUse.object = object
                return object
            } catch {
                throw NaruError(error)
            }
        }
    }

    private struct InUse {
        weak var object: DatasetObject?
    }

    private static let inUse = Lock(InUse())
}

/// What `naru_limits` says.
struct Restraint: Sendable {
    let limits: Limits
    let isCancelled: @Sendable () -> Bool

    /// Nil for seconds that are none.
    init?(_ given: naru_limits) {
        guard let limits = Limits(seconds: given.seconds, bytes: given.bytes, rows: given.rows) else { return nil }
        self.limits = limits
        guard let ask = given.is_cancelled else {
            isCancelled = { false }
            return
        }
        // Only the caller knows what stands there; it said that any thread may ask.
        nonisolated(unsafe) let context = given.context
        isCancelled = { ask(context) != 0 }
    }
}

/// A text that C may read for as long as this lives. Nothing writes to it, so
/// any thread may.
final class CText: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<CChar>?

    init(_ text: String) { pointer = CText.copy(of: text) }

    deinit { free(pointer) }

    /// A copy that its holder frees; nil where memory is out.
    static func copy(of text: String) -> UnsafeMutablePointer<CChar>? {
        text.withCString { strdup($0) }
    }
}
