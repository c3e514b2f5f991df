import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Work on a fixed number of pieces, done by several threads at a time.
package enum Parallel {
    /// How many threads this process may run at a time.
    package static let cores = allowedCores ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// nil where the system does not say, as with more cores than the set has
    /// room for. The function is looked up, since glibc shows it only to programs
    /// that ask for GNU's additions.
    private static var allowedCores: Int? {
        #if os(Linux)
        typealias Ask = @convention(c) (pid_t, Int, UnsafeMutableRawPointer?) -> CInt
        guard let symbol = dlsym(nil, "sched_getaffinity") else { return nil }
        var words = [UInt64](repeating: 0, count: 128)
        let size = words.count * 8
        let ask = withUnsafeBytes(of: symbol) { $0.load(as: Ask.self) }
        guard words.withUnsafeMutableBytes({ ask(0, size, $0.baseAddress) }) >= 0 else { return nil }
        let count = words.reduce(0) { $0 + $1.nonzeroBitCount }
        return count > 0 ? count : nil
        #else
        return nil
        #endif
    }

    /// What `body` gives for each piece, in order. At most `threads` threads
    /// work, the calling one among them; 1 takes the same way without others.
    /// Where several pieces fail, the error is that of the first one; those
    /// behind it may not be done.
    package static func map<Value: Sendable, Failure: Error>(
        _ count: Int, threads: Int, _ body: @Sendable (Int) throws(Failure) -> Value
    ) throws(Failure) -> [Value] {
        let answers = Answers<Value, Failure>(count)
        withoutActuallyEscaping(body) { body in
            WorkerPool.shared.run(count, threads: threads) { piece in
                guard answers.isWanted(piece) else { return }
                do throws(Failure) {
                    answers[piece] = .success(try body(piece))
                } catch {
                    answers.fail(piece, error)
                }
            }
        }
        return try answers.inOrder()
    }

    package static func forEach(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
        withoutActuallyEscaping(body) { WorkerPool.shared.run(count, threads: threads, $0) }
    }

    /// Parts of `0..<count` that are about equally long, at most `pieces` and
    /// none shorter than `least` unless it is the only one.
    package static func ranges(_ count: Int, pieces: Int, least: Int = 1) -> [Range<Int>] {
        let pieces = max(1, min(pieces, count / max(1, least)))
        return (0..<pieces).map { count * $0 / pieces..<count * ($0 + 1) / pieces }
    }
}

/// A place for each piece's answer. Every piece writes its own, before the pool
/// tells that all are done; so the threads need no lock.
private final class Answers<Value: Sendable, Failure: Error>: @unchecked Sendable {
    private let places: UnsafeMutableBufferPointer<Result<Value, Failure>?>
    private let firstFailure = Atomic<Int>(.max)

    init(_ count: Int) {
        places = .allocate(capacity: count)
        places.initialize(repeating: nil)
    }

    deinit {
        places.deinitialize()
        places.deallocate()
    }

    subscript(piece: Int) -> Result<Value, Failure>? {
        get { places[piece] }
        set { places[piece] = newValue }
    }

    /// Whether no piece before this one has failed.
    func isWanted(_ piece: Int) -> Bool { piece < firstFailure.load(ordering: .relaxed) }

    func fail(_ piece: Int, _ error: Failure) {
        places[piece] = .failure(error)
        firstFailure.min(piece, ordering: .relaxed)
    }

    func inOrder() throws(Failure) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(places.count)
        for place in places.indices { if let value = try places[place]?.get() { values.append(value) } }
        return values
    }
}
