import CNaru
import Dispatch
import Foundation
import NaruC
import Synchronization
import Testing

extension CInterface {
    /// Runs that are ended, and runs at once.
    @Suite struct RunTests {
        /// More rows than a run of a second could give.
        static let endless = """
            cities
            | join b: cities on true
            | join c: cities on true
            | join d: cities on true
            | join e: cities on true
            | join f: cities on true
            | join g: cities on true
            | select n: g.id
            """

        @Test func runIsPulledAndNeverWaitsForItsEnd() throws {
            try withQuery(Self.endless) { query in
                for _ in 0..<5000 { #expect(naru_step(query, nil) == Int32(NARU_ROW)) }
            }
        }

        @Test func cancellingEndsARunUntilReset() throws {
            try withQuery(Self.endless) { query in
                #expect(naru_step(query, nil) == Int32(NARU_ROW))
                naru_cancel(query)
                #expect(failure(of: query)?.code == "E5001")
                #expect(naru_text(query, 0) == nil)
                naru_reset(query)
                naru_cancel(query)
                #expect(failure(of: query)?.code == "E5001", "also before the first step")
                naru_reset(query)
                #expect(naru_step(query, nil) == Int32(NARU_ROW))
            }
        }

        @Test func anotherThreadCancelsAStepThatIsAtWork() throws {
            try withQuery(Self.endless + " | sort n | take 1") { query in
                let handle = UInt(bitPattern: query)
                let thread = Thread { naru_cancel(OpaquePointer(bitPattern: handle)) }
                thread.start()
                #expect(failure(of: query)?.code == "E5001")
            }
        }

        @Test func limitEndsARun() throws {
            try withQuery(Self.endless + " | sort n") { query in
                #expect(naru_set_limits(query, 0, 1_000_000, 0) == Int32(NARU_OK))
                #expect(failure(of: query)?.code == "E5002")
            }
        }

        @Test func queriesOfOneDatasetRunAtOnce() throws {
            var error: OpaquePointer?
            let data = try #require(naru_open(nil, &error))
            defer { naru_close(data) }
            let handle = UInt(bitPattern: data)
            let answers = Mutex<[String]>([])
            DispatchQueue.concurrentPerform(iterations: 32) { round in
                let text = "cities | sort id | skip \(round % 13) | take 1 | select id"
                let query = naru_prepare(OpaquePointer(bitPattern: handle), text, nil)
                let id = naru_step(query, nil) == Int32(NARU_ROW) ? copied(naru_text(query, 0)) : nil
                answers.withLock { $0.append(id ?? "") }
                naru_finalize(query)
            }
            #expect(Set(answers.withLock { $0 }).count == 13)
            #expect(!answers.withLock { $0 }.contains(""))
        }

        @Test func finalizingWhileAnotherThreadStepsIsSafe() throws {
            for _ in 0..<20 {
                let before = Handles.count
                var error: OpaquePointer?
                let data = try #require(naru_open(nil, &error))
                let query = try #require(naru_prepare(data, Self.endless, &error))
                let handle = UInt(bitPattern: query)
                let thread = DispatchQueue(label: "steps")
                thread.async {
                    let query = OpaquePointer(bitPattern: handle)
                    while naru_step(query, nil) == Int32(NARU_ROW) {}
                }
                naru_finalize(query)
                thread.sync {}
                naru_close(data)
                #expect(Handles.count == before)
            }
        }

        /// Rounds of prepare, step, finalize; `Tests/Scripts/rounds.c` does a
        /// million of them.
        @Test func roundsLeaveNoMemoryBehind() throws {
            var error: OpaquePointer?
            let data = try #require(naru_open(nil, &error))
            defer { naru_close(data) }
            func rounds(_ count: Int) throws {
                for _ in 0..<count {
                    let query = try #require(
                        naru_prepare(data, "param n: int\ncities | take 1 | select n: $n, t: \"한글\"", &error))
                    naru_bind_int64(query, "n", 42)
                    #expect(naru_step(query, &error) == Int32(NARU_ROW) && naru_text(query, 1) != nil)
                    naru_finalize(query)
                }
            }
            try rounds(300)
            let before = try residentBytes()
            try rounds(1500)
            let grown = try residentBytes() - before
            // A query takes some 20 kB; allocators keep some megabytes.
            #expect(grown < 12_000_000, "grew by \(grown)")
        }

        private func residentBytes() throws -> Int {
            let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
            return try #require(Int(pages[1])) * Int(getpagesize())
        }
    }
}
