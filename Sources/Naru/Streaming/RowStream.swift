import Dispatch
import NaruEngine
import NaruSemantics

/// The rows of a run, batch by batch, in the query's order.
///
///     for try await batch in query.stream(["country": "KR"]) {
///         for row in batch { print(row["name"]) }
///     }
///
/// A batch has up to about 2,000 rows. The run goes on only when the next
/// batch is asked for, so no more than one is held; what operators such as
/// `sort` gather is held beside it. A loop that is left, or whose task is
/// cancelled, ends the run within a batch; then a cancelled task gets the error
/// `cancelled`. Each loop over a stream is a run of its own, on a thread of
/// its own.
public struct RowStream: AsyncSequence, Sendable {
    /// A batch.
    public typealias Element = [Row]
    /// What a loop over it can throw.
    public typealias Failure = NaruError

    let query: PreparedQuery
    let given: [String: ParameterInput]

    /// Begins a run; it does nothing until the first batch is asked for.
    public func makeAsyncIterator() -> Iterator { Iterator(run: StreamedRun(query, given)) }

    /// One run of the query.
    ///
    ///     var batches = query.stream(["country": "KR"]).makeAsyncIterator()
    ///     let first = try await batches.next()
    public struct Iterator: AsyncIteratorProtocol {
        /// What `next` can throw.
        public typealias Failure = NaruError

        let run: StreamedRun

        /// The next batch, which is not empty; nil after the last.
        ///
        ///     var batches = query.stream(["country": "XX"]).makeAsyncIterator()
        ///     try await batches.next()    // nil
        ///
        /// - Throws: `parameterMissing`, `parameterUnreadable`, `limitReached`, `cancelled`.
        public mutating func next() async throws(NaruError) -> [Row]? { try await run.next() }

        /// The next batch, which is not empty; nil after the last.
        ///
        ///     var batches = query.stream(["country": "XX"]).makeAsyncIterator()
        ///     try await batches.next(isolation: #isolation)    // nil
        ///
        /// - Throws: `parameterMissing`, `parameterUnreadable`, `limitReached`, `cancelled`.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(NaruError) -> [Row]? {
            try await run.next()
        }
    }
}

extension PreparedQuery {
    /// Runs the query batch by batch, as fast as its rows are taken.
    ///
    ///     var count = 0
    ///     for try await batch in query.stream(["country": "KR"]) { count += batch.count }
    ///
    /// Errors are those of `run`; they come where the loop asks for rows.
    public func stream(_ parameters: [String: Value] = [:]) -> RowStream {
        RowStream(query: self, given: parameters.mapValues { ParameterInput($0.stored) })
    }
}

/// A run that begins when its first batch is asked for, and ends when nobody
/// can ask for another.
package final class StreamedRun: Sendable {
    private let exchange = RowExchange()
    private let thread: RunThread

    package init(_ query: PreparedQuery, _ given: [String: ParameterInput]) {
        let exchange = exchange
        var query = query
        query.session.isCancelled = { [isEnded = query.session.isCancelled] in exchange.isCancelled || isEnded() }
        let names = query.query.columns.map(\.name)
        thread = RunThread { [query] in
            guard exchange.isWanted() else { return exchange.finish(nil) }
            do throws(RunFailure) {
                try query.rows(given) { rows in
                    rows.isEmpty || exchange.send(rows.map { Row(columns: names, stored: $0) })
                }
                exchange.finish(nil)
            } catch {
                exchange.finish(NaruError(error, in: query.compilation.source))
            }
        } refused: {
            exchange.refuse(.missingThread)
        }
    }

    deinit { exchange.cancel() }

    func next() async throws(NaruError) -> [Row]? { try await exchange.next().get() }

    /// The next batch, for a thread that can wait; nil after the last.
    package func nextBlocking() throws(NaruError) -> [Row]? { try exchange.wait().get() }

    /// Ends the run and waits until nothing of it is left.
    package func end() {
        exchange.cancel()
        thread.waitForEnd()
    }
}

/// A thread for a run that waits for its reader: the threads that tasks run on
/// must not.
final class RunThread: Sendable {
    private let running = DispatchGroup()

    /// `refused` is called in place of the work where the system gives no thread.
    init(_ work: @escaping @Sendable () -> Void, refused: () -> Void) {
        let job = Job(work)
        running.enter()
        let hasStarted = DetachedThread.start { [running] in
            job.perform()
            running.leave()
        }
        guard !hasStarted else { return }
        refused()
        running.leave()
    }

    /// Returns when the work is done and what it held is let go.
    func waitForEnd() { running.wait() }

    /// Work to do once. A thread keeps what it was made of until it is gone;
    /// this lets go of the work before.
    private final class Job: Sendable {
        private let work: Lock<(@Sendable () -> Void)?>

        init(_ work: @escaping @Sendable () -> Void) { self.work = Lock(work) }

        func perform() {
            let work = work.withLock { work in
                defer { work = nil }
                return work
            }
            work?()
        }
    }
}
