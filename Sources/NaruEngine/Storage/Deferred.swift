import NaruSemantics
import Synchronization

/// A part of a store that is there already, or is read when first asked for.
enum Stored<Value: Sendable>: Sendable {
    case ready(Value)
    case deferred(Deferred<Value>)

    @inline(__always)
    var value: Value {
        switch self {
        case .ready(let value): value
        case .deferred(let deferred): deferred.value
        }
    }
}

/// A value that is made once, by whoever asks first.
final class Deferred<Value: Sendable>: @unchecked Sendable {
    // `made` is written once, under the lock and before the flag; after the
    // flag is seen nobody writes it. So readers need no lock.
    private let isMade = Atomic<Bool>(false)
    private var made: Value?
    private let make: Lock<@Sendable () -> Value>

    init(_ make: @escaping @Sendable () -> Value) { self.make = Lock(make) }

    var value: Value {
        if isMade.load(ordering: .acquiring), let made { return made }
        return make.withLock { make in
            if let made { return made }
            let value = make()
            made = value
            isMade.store(true, ordering: .releasing)
            return value
        }
    }
}

/// What was found wrong with the stored form of a dataset while it was read.
package struct StoreDamage: Error, Hashable, Sendable {
    /// The part that cannot be read, such as `texts` or `column city.name`.
    package var part: String
    package var file: String

    package init(part: String, file: String = "") {
        self.part = part
        self.file = file
    }
}

/// The first damage that anybody met. Whoever meets it goes on with a part that
/// is well formed and empty, and whoever waits for the answer asks here first.
package final class DamageLog: Sendable {
    private let isDamaged = Atomic<Bool>(false)
    private let first = Lock<StoreDamage?>(nil)

    package init() {}

    package func add(_ damage: StoreDamage) {
        first.withLock { first in if first == nil { first = damage } }
        isDamaged.store(true, ordering: .releasing)
    }

    package var damage: StoreDamage? {
        guard isDamaged.load(ordering: .acquiring) else { return nil }
        return first.withLock { $0 }
    }
}
