import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Files that are there only for a while. Whoever makes one takes it away; when
/// a signal ends the program, the signal's handler does.
package enum PassingFiles {
    /// Addresses of paths. A handler may read nothing that a lock guards; the
    /// address of these is constant, and each is read and written whole.
    nonisolated(unsafe) private static let places: UnsafeMutablePointer<Atomic<UInt>> = {
        let places = UnsafeMutablePointer<Atomic<UInt>>.allocate(capacity: count)
        for place in 0..<count { (places + place).initialize(to: Atomic(0)) }
        return places
    }()
    private static let count = 32

    /// Has to be called before a handler may call `removeAll`.
    package static func makeReady() { _ = places[0].load(ordering: .relaxed) }

    static func add(_ path: String) {
        guard let text = strdup(path) else { return }
        let address = UInt(bitPattern: text)
        for place in 0..<count
        where places[place].compareExchange(expected: 0, desired: address, ordering: .relaxed).exchanged {
            return
        }
        free(text)
    }

    /// It is gone, or has another name.
    static func forget(_ path: String) {
        for place in 0..<count {
            let address = places[place].load(ordering: .relaxed)
            guard let text = UnsafeMutablePointer<CChar>(bitPattern: address), strcmp(text, path) == 0,
                places[place].compareExchange(expected: address, desired: 0, ordering: .relaxed).exchanged
            else { continue }
            return free(text)
        }
    }

    /// Does nothing that a signal handler may not do.
    package static func removeAll() {
        for place in 0..<count {
            let address = places[place].exchange(0, ordering: .relaxed)
            if let text = UnsafeMutablePointer<CChar>(bitPattern: address) { unlink(text) }
        }
    }
}
