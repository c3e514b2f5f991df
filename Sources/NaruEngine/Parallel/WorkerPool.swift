import NaruSyntax
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Threads that help whoever has work in pieces. They are started when they are
/// first wanted and then wait for the next work; who asks for help works too,
/// so work that asks for help itself always ends.
final class WorkerPool: @unchecked Sendable {
    static let shared = WorkerPool()

    private static let mostThreads = 255

    // Everything below is read and written under the lock alone.
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let isWanted = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let isDone = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var jobs: [Job] = []
    private var threads = 0
    private var idle = 0

    private init() {
        pthread_mutex_init(lock, nil)
        pthread_cond_init(isWanted, nil)
        pthread_cond_init(isDone, nil)
    }

    /// Calls `work` once for each piece, and returns when all calls have.
    func run(_ pieces: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Void) {
        let helpers = min(threads, pieces) - 1
        guard helpers > 0 else { return (0..<max(0, pieces)).forEach(work) }
        let job = Job(pieces, helpers: helpers) { [allowance = Allowance.current] piece in
            allowance.covering { work(piece) }
        }
        pthread_mutex_lock(lock)
        jobs.append(job)
        for _ in 0..<max(0, helpers - idle) { startThread() }
        pthread_cond_broadcast(isWanted)
        pthread_mutex_unlock(lock)
        job.work()
        pthread_mutex_lock(lock)
        jobs.removeAll { $0 === job }
        while job.active > 0 { pthread_cond_wait(isDone, lock) }
        pthread_mutex_unlock(lock)
        // A thread may hold the job a little longer, but not what it was to do.
        job.end()
    }

    private func help() {
        pthread_mutex_lock(lock)
        while true {
            while jobs.isEmpty {
                idle += 1
                pthread_cond_wait(isWanted, lock)
                idle -= 1
            }
            let job = jobs[0]
            job.helpers -= 1
            if job.helpers == 0 { jobs.removeFirst() }
            job.active += 1
            pthread_mutex_unlock(lock)
            job.work()
            pthread_mutex_lock(lock)
            job.active -= 1
            if job.active == 0 { pthread_cond_broadcast(isDone) }
        }
    }

    /// Where the system gives no thread, the others do the work.
    private func startThread() {
        guard threads < Self.mostThreads, DetachedThread.start({ WorkerPool.shared.help() }) else { return }
        threads += 1
    }
}

/// Pieces of work that threads take one after another.
private final class Job: @unchecked Sendable {
    private let pieces: Int
    private let next = Atomic<Int>(0)
    /// Let go under no lock, but only when no thread works any more.
    private var body: (@Sendable (Int) -> Void)?
    // Both belong to the pool's lock.
    var helpers: Int
    var active = 0

    init(_ pieces: Int, helpers: Int, _ body: @escaping @Sendable (Int) -> Void) {
        self.pieces = pieces
        self.helpers = helpers
        self.body = body
    }

    func work() {
        guard let body else { return }
        while true {
            let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard piece < pieces else { return }
            body(piece)
        }
    }

    func end() { body = nil }
}

/// A thread that nobody joins, with as much stack as a main thread has, since
/// evaluation recurses as deep as a query nests.
package enum DetachedThread {
    private static let stackSize = 8 << 20

    /// False where the system gives no thread; then nothing runs.
    package static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return false }
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))
        // Signals are for the threads of the program this is part of. A new
        // thread blocks what the one that starts it does.
        var all = sigset_t()
        var old = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &old)
        defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
        let held = Unmanaged.passRetained(Body(body))
        #if canImport(Darwin)
        var thread: pthread_t?
        let code = pthread_create(&thread, &attributes, { DetachedThread.run($0) }, held.toOpaque())
        #else
        var thread = pthread_t()
        let code = pthread_create(&thread, &attributes, { DetachedThread.run($0) }, held.toOpaque())
        #endif
        if code != 0 { held.release() }
        return code == 0
    }

    private static func run(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let pointer else { return nil }
        Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
        return nil
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
