import Synchronization

/// Vectors and tables that a run makes once, by their numbers in its plan.
final class RunMemo: Sendable {
    private let values = Mutex<[Int: Vector]>([:])
    private let lookups = Mutex<[Int: LookupTable]>([:])

    func value(_ place: Int, _ make: () throws(EngineError) -> Vector) throws(EngineError) -> Vector {
        if let known = values.withLock({ $0[place] }) { return known }
        let made = try make()
        values.withLock { $0[place] = made }
        return made
    }

    func lookup(_ place: Int, _ make: () throws(EngineError) -> LookupTable) throws(EngineError) -> LookupTable {
        if let known = lookups.withLock({ $0[place] }) { return known }
        let made = try make()
        lookups.withLock { $0[place] = made }
        return made
    }
}
