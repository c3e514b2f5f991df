import Dispatch
import Foundation
import Synchronization

/// A thread for a run that waits for its reader: the threads that tasks run on
/// must not.
final class RunThread: Sendable {
    private let running = DispatchGroup()

    init(_ work: @escaping @Sendable () -> Void) {
        let job = Job(work)
        running.enter()
        let thread = Thread { [running] in
            job.perform()
            running.leave()
        }
        thread.stackSize = 8 << 20
        thread.name = "naru run"
        thread.start()
    }

    /// Returns when the work is done and what it held is let go.
    func waitForEnd() { running.wait() }

    /// Work to do once. A thread keeps what it was made of until it is gone;
    /// this lets go of the work before.
    private final class Job: Sendable {
        private let work: Mutex<(@Sendable () -> Void)?>

        init(_ work: @escaping @Sendable () -> Void) { self.work = Mutex(work) }

        func perform() {
            let work = work.withLock { work in
                defer { work = nil }
                return work
            }
            work?()
        }
    }
}
