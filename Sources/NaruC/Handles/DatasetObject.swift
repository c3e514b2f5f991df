import Naru
import NaruData
import Synchronization

/// What `naru_dataset *` stands for.
final class DatasetObject: Sendable {
    let dataset: Dataset

    init(_ dataset: Dataset) { self.dataset = dataset }

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

    private static let inUse = Mutex(InUse())
}
