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
