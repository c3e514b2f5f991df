import CNaru
import Foundation
import NaruC
import Testing

extension CInterface {
    /// Limits that a dataset is opened with.
    @Suite struct OpenedUnderLimits {
        /// A body that has a dataset opened under limits, and what was said where there is none.
        private func opened(
            _ limits: naru_limits, of path: String? = nil, _ body: (OpaquePointer?, Said?) throws -> Void
        ) rethrows {
            var error: OpaquePointer?
            let data = withUnsafePointer(to: limits) { limits in
                path.map { naru_open_limited($0, limits, &error) } ?? naru_open_limited(nil, limits, &error)
            }
            defer { naru_close(data) }
            try body(data, Said(error))
        }

        private func limits(seconds: Double = 0, bytes: UInt64 = 0, rows: UInt64 = 0) -> naru_limits {
            naru_limits(seconds: seconds, bytes: bytes, rows: rows, is_cancelled: nil, context: nil)
        }

        @Test func holdForRunsAndCanBeChangedForOne() throws {
            try opened(limits(rows: 3)) { data, _ throws in
                let query = try #require(naru_prepare(data, "cities | select id", nil))
                defer { naru_finalize(query) }
                #expect(failure(of: query)?.code == "E5002")
                naru_reset(query)
                #expect(naru_set_limits(query, 0, 0, 0) == Int32(NARU_OK))
                #expect(try rows(of: query).count == 13)
                var error: OpaquePointer?
                #expect(naru_run_json(data, "cities | select id", nil, &error) == nil)
                #expect(Said(error)?.code == "E5002")
            }
        }

        @Test func othersOfTheBundledDatasetHaveNone() throws {
            try opened(limits(rows: 3)) { (_, _) throws in
                let all = try withQuery("cities | select id") { query throws in try rows(of: query) }
                #expect(all.count == 13)
            }
        }

        @Test func holdForPreparing() throws {
            opened(limits(seconds: 1e-9)) { data, _ in
                var error: OpaquePointer?
                #expect(naru_prepare(data, "cities | select id", &error) == nil)
                #expect(Said(error)?.code == "E5002")
            }
        }

        @Test func holdForOpening() throws {
            let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
            try Data("a,b\n".utf8 + (0..<20_000).flatMap { Array("\($0),text \($0)\n".utf8) }).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            opened(limits(bytes: 10_000), of: file.path) { data, said in
                #expect(data == nil && said?.code == "E5002")
            }
            opened(limits(seconds: 60, bytes: 100_000_000), of: file.path) { data, said in
                #expect(data != nil && said == nil)
            }
        }

        @Test func secondsThatAreNoneAreMisuse() {
            for seconds in [-1, Double.nan] {
                opened(limits(seconds: seconds)) { data, said in
                    #expect(data == nil && said?.code == "E5405")
                }
            }
        }

        @Test func noLimitsAreNone() throws {
            let data = naru_open_limited(nil, nil, nil)
            defer { naru_close(data) }
            #expect(taken(naru_run_json(data, "count(cities)", nil, nil)) != nil)
        }

        /// What is asked may change its mind.
        @Test func somebodyIsAskedAllTheWhile() throws {
            let answer = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
            answer.initialize(to: 0)
            defer { answer.deallocate() }
            let limits = naru_limits(
                seconds: 0, bytes: 0, rows: 0,
                is_cancelled: { $0?.load(as: Int32.self) ?? 0 }, context: UnsafeMutableRawPointer(answer))
            try opened(limits) { data, _ throws in
                let query = try #require(naru_prepare(data, "cities | select id", nil))
                defer { naru_finalize(query) }
                answer.pointee = 1
                #expect(failure(of: query)?.code == "E5001")
                var error: OpaquePointer?
                #expect(naru_prepare(data, "cities", &error) == nil)
                #expect(Said(error)?.code == "E5001")
                answer.pointee = 0
                naru_reset(query)
                #expect(try rows(of: query).count == 13)
                answer.pointee = 1
            }
            opened(limits, of: "Examples/own-data") { data, said in #expect(data == nil && said?.code == "E5001") }
        }
    }
}
