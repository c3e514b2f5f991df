import Naru
import NaruEngine
import Synchronization
import Testing

/// A stream gives what a run gives, when it is asked, and stops when it is not.
@Suite struct StreamTests {
    private func session(limits: Limits = Limits()) throws -> Session {
        Session(try Dataset.bundled, limits: limits, today: PartialDate("2025-01-01"))
    }

    /// More rows than anybody could hold or wait for.
    private static let endless = """
        claims | join a: claims on true | join b: claims on true | join c: claims on true | select s: 1
        """

    @Test(arguments: [
        "claims | select subject, field, value", "cities | sort name | select name", "cities | where false",
    ])
    func givesWhatARunGives(_ text: String) async throws {
        let query = try session().prepare(text)
        var rows: [Row] = []
        for try await batch in query.stream() {
            #expect(!batch.isEmpty)
            rows += batch
        }
        #expect(rows == (try await query.run().rows))
    }

    @Test func aStreamMayBeLeft() async throws {
        var count = 0
        for try await batch in try session().prepare(Self.endless).stream() {
            count += batch.count
            if count > 5_000 { break }
        }
        #expect(count > 5_000)
    }

    /// The run ends because the stream is gone: nothing else tells it to.
    @Test(.timeLimit(.minutes(1))) func aStreamThatIsLeftEndsItsRun() async throws {
        var session = try session()
        var probe = RunProbe()
        session.observe = { [probe] _ in probe.see() }
        do {
            for try await _ in try session.prepare(Self.endless).stream() { break }
        }
        // Whoever holds the probe is the run; it lets go when it ends.
        session.observe = nil
        while !isKnownUniquelyReferenced(&probe) { await Task.yield() }
    }

    @Test func aStreamRunsOnlyWhenAsked() async throws {
        var session = try session()
        let probe = RunProbe()
        session.observe = { _ in probe.see() }
        var iterator = try session.prepare(Self.endless).stream().makeAsyncIterator()
        #expect(probe.count == 0)
        _ = try await iterator.next()
        #expect(probe.count > 0)
    }

    @Test func aCancelledTaskEndsItsStream() async throws {
        let stream = try session().prepare(Self.endless).stream()
        let task = Task {
            for try await _ in stream { withUnsafeCurrentTask { $0?.cancel() } }
        }
        let error = await #expect(throws: NaruError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    @Test func cancellingFromOutside() async throws {
        let stream = try session().prepare("claims | join a: claims on true | join b: claims on true | where false")
            .stream()
        let task = Task { for try await _ in stream {} }
        task.cancel()
        let error = await #expect(throws: NaruError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    @Test func limitsAndParametersHold() async throws {
        let limited = try session(limits: Limits(rows: 3)).prepare("cities | select id").stream()
        let error = await #expect(throws: NaruError.self) { for try await _ in limited {} }
        #expect(error?.code == .limitReached)
        let missing = try session().prepare("param n: int\ncities | take $n").stream()
        let absent = await #expect(throws: NaruError.self) { for try await _ in missing {} }
        #expect(absent?.code == .parameterMissing)
    }

    final class RunProbe: Sendable {
        private let number = Atomic<Int>(0)
        var count: Int { number.load(ordering: .relaxed) }
        func see() { number.add(1, ordering: .relaxed) }
    }
}
