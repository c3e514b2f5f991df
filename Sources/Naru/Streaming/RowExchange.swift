import Dispatch
import NaruEngine
import Synchronization

/// Hands the batches of a run from the thread that it blocks to a task, one
/// for each time that the task asks. In between the run stands still.
final class RowExchange: Sendable {
    typealias Answer = Result<[Row]?, NaruError>

    private struct State {
        var waiting: CheckedContinuation<Answer, Never>?
        var isCancelled = false
        var isOver = false
    }

    private let state = Mutex(State())
    private let wanted = DispatchSemaphore(value: 0)

    // MARK: The task's side

    func next() async -> Answer {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { state -> Answer? in
                    if state.isCancelled { return .failure(.cancelledRun) }
                    if state.isOver { return .success(nil) }
                    state.waiting = continuation
                    return nil
                }
                if let answer { continuation.resume(returning: answer) } else { wanted.signal() }
            }
        } onCancel: {
            cancel()
        }
    }

    /// Ends the run, within a batch if it is at work.
    func cancel() {
        state.withLock { $0.isCancelled = true }
        wanted.signal()
    }

    // MARK: The run's side

    var isCancelled: Bool { state.withLock(\.isCancelled) }

    /// Whether somebody wants a batch, once that is known.
    func isWanted() -> Bool {
        wanted.wait()
        return !isCancelled
    }

    /// Hands over a batch; then as above.
    func send(_ rows: [Row]) -> Bool {
        answer(.success(rows))
        return isWanted()
    }

    func finish(_ failure: NaruError?) {
        let wasCancelled = state.withLock { state in
            state.isOver = true
            return state.isCancelled
        }
        answer(wasCancelled ? .failure(.cancelledRun) : failure.map { .failure($0) } ?? .success(nil))
    }

    private func answer(_ answer: Answer) {
        let waiting = state.withLock { state in
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: answer)
    }
}

extension NaruError {
    static let cancelledRun = NaruError(RunFailure.cancelled, in: nil)
}
