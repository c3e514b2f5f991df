import NaruSemantics

/// A value that is made by whoever asks first, while the others wait.
final class Once<Value: Sendable>: Sendable {
    private let made = Lock<Value?>(nil)

    /// nil as long as nobody has asked for it.
    var known: Value? { made.withLock { $0 } }

    func value<Failure: Error>(_ make: () throws(Failure) -> Value) throws(Failure) -> Value {
        try made.withLock { known throws(Failure) in
            if let known { return known }
            let value = try make()
            known = value
            return value
        }
    }
}

/// Vectors and tables that a run makes once, by their numbers in its plan.
final class RunMemo: Sendable {
    struct Shared: Sendable {
        var value: Vector
        /// Elements that were left out of it and need not be looked at again.
        var leftOut: Int
    }

    private let values = Lock<[Int: Once<Shared>]>([:])
    private let lookups = Lock<[Int: Once<LookupTable>]>([:])

    func value(_ place: Int, _ make: () throws(EngineError) -> Shared) throws(EngineError) -> Shared {
        try values.withLock { $0.entry(place) }.value(make)
    }

    /// nil if nobody needed it.
    func known(_ place: Int) -> Shared? { values.withLock { $0[place] }?.known }

    func lookup(_ place: Int, _ make: () throws(EngineError) -> LookupTable) throws(EngineError) -> LookupTable {
        try lookups.withLock { $0.entry(place) }.value(make)
    }
}

extension Dictionary where Key == Int {
    /// What is kept at a place; from the first question on the same.
    fileprivate mutating func entry<Kept: Sendable>(_ place: Int) -> Once<Kept> where Value == Once<Kept> {
        if let known = self[place] { return known }
        let made = Once<Kept>()
        self[place] = made
        return made
    }
}
