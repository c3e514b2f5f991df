import Dispatch
import NaruEngine
import NaruSemantics

/// Hands the batches of a run from the thread that it blocks to a reader, a
/// task or another thread, one for each time that the reader asks. In between
/// the run stands still.
final class RowExchange: Sendable {
    typealias Answer = Result<[Row]?, NaruError>

    private struct State {
        var waiting: (@Sendable (Answer) -> Void)?
        var isCancelled = false
        var isOver = false
        /// Why the run could not begin.
        var refusal: NaruError?
    }

    private let state = Lock(State())
    private let wanted = DispatchSemaphore(value: 0)

    // MARK: The reader's side

    func next() async -> Answer {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                ask { continuation.resume(returning: $0) }
            }
        } onCancel: {
            cancel()
        }
    }

    /// The same for a thread, which it blocks.
    func wait() -> Answer {
        let arrival = Arrival()
        ask { arrival.give($0) }
        return arrival.wait()
    }

    private func ask(_ receive: @escaping @Sendable (Answer) -> Void) {
        let answer = state.withLock { state -> Answer? in
            if state.isCancelled { return .failure(.cancelledRun) }
            if let refusal = state.refusal { return .failure(refusal) }
            if state.isOver { return .success(nil) }
            state.waiting = receive
            return nil
        }
        if let answer { receive(answer) } else { wanted.signal() }
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

    /// Answers whoever asks with an error, since there is no run.
    func refuse(_ error: NaruError) { state.withLock { $0.refusal = error } }

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
        waiting?(answer)
    }
}

extension NaruError {
    static let cancelledRun = NaruError(RunFailure.cancelled, in: nil)
    static let missingThread = NaruError(RunFailure.missingThread, in: nil)
}

/// One answer for the thread that waits for it.
private final class Arrival: Sendable {
    private let answer = Lock<RowExchange.Answer>(.success(nil))
    private let hasCome = DispatchSemaphore(value: 0)

    func give(_ given: RowExchange.Answer) {
        answer.withLock { $0 = given }
        hasCome.signal()
    }

    func wait() -> RowExchange.Answer {
        hasCome.wait()
        return answer.withLock { $0 }
    }
}
