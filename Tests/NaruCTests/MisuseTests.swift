import CNaru
import Foundation
import NaruC
import Testing

extension CInterface {
    @Suite struct MisuseTests {
        private static let wrongUTF8: [CChar] = [0x61, -1, 0]

        @Test func nothingIsLeftOver() throws {
            let before = Handles.count
            try withQuery("cities") { _ in #expect(Handles.count == before + 2) }
            #expect(Handles.count == before)
        }

        @Test func whatWasGivenBackIsTold() throws {
            var error: OpaquePointer?
            let data = try #require(naru_open(nil, &error))
            let query = try #require(naru_prepare(data, "cities", &error))
            #expect(naru_step(query, &error) == Int32(NARU_ROW))
            naru_finalize(query)
            naru_close(data)
            #expect(failure(of: query)?.message == "naru_step: the query is NULL, was finalized, or is no query")
            #expect(naru_prepare(data, "cities", &error) == nil)
            #expect(Said(error)?.code == "E5405")
            #expect(naru_run_json(data, "cities", nil, &error) == nil)
            #expect(Said(error)?.code == "E5405")
            everythingRefuses(query)
            naru_finalize(query)
            naru_close(data)
        }

        @Test func nullAndOtherKindsAreRefused() throws {
            var error: OpaquePointer?
            everythingRefuses(nil)
            naru_finalize(nil)
            naru_close(nil)
            naru_error_free(nil)
            naru_free(nil)
            let data = try #require(naru_open(nil, &error))
            defer { naru_close(data) }
            everythingRefuses(data)
            naru_finalize(data)
            #expect(naru_prepare(data, nil, &error) == nil)
            #expect(Said(error)?.message == "naru_prepare: text is NULL")
            #expect(naru_step(data, &error) == Int32(NARU_FAILED))
            #expect(naru_error_code(data) == nil)
            #expect(Said(error)?.code == "E5405")
        }

        /// All functions with a handle that is no query.
        private func everythingRefuses(_ query: OpaquePointer?) {
            let misuse = Int32(NARU_MISUSE)
            #expect(naru_step(query, nil) == Int32(NARU_FAILED))
            #expect(naru_bind_text(query, "a", "b") == misuse && naru_bind_int64(query, "a", 1) == misuse)
            #expect(naru_bind_double(query, "a", 1) == misuse && naru_bind_bool(query, "a", 1) == misuse)
            #expect(naru_bind_absent(query, "a") == misuse && naru_bind_json(query, "a", "1") == misuse)
            #expect(naru_set_today(query, "2025") == misuse && naru_set_limits(query, 1, 1, 1) == misuse)
            #expect(naru_set_threads(query, 1) == misuse)
            #expect(naru_parameter_count(query) == misuse && naru_column_count(query) == misuse)
            #expect(naru_parameter_name(query, 0) == nil && naru_parameter_type(query, 0) == NARU_NO_TYPE)
            #expect(naru_column_name(query, 0) == nil && naru_column_type(query, 0) == NARU_NO_TYPE)
            #expect(naru_column_cardinality(query, 0) == NARU_NO_CARDINALITY)
            #expect(naru_is_absent(query, 0) == misuse && naru_bool(query, 0) == misuse)
            #expect(naru_int64(query, 0) == 0 && naru_double(query, 0).isNaN)
            #expect(naru_text(query, 0) == nil && naru_json(query, 0) == nil)
            #expect(naru_counts_json(query) == nil && naru_evidence_json(query, 0, nil) == nil)
            naru_reset(query)
            naru_cancel(query)
        }

        @Test func wrongColumnsHaveNoValue() throws {
            try withQuery("cities | take 1 | select id") { query in
                #expect(naru_step(query, nil) == Int32(NARU_ROW))
                for column: Int32 in [-1, 1, .min, .max] {
                    #expect(naru_text(query, column) == nil && naru_json(query, column) == nil)
                    #expect(naru_is_absent(query, column) == Int32(NARU_MISUSE))
                    #expect(naru_int64(query, column) == 0 && naru_double(query, column).isNaN)
                    #expect(naru_column_name(query, column) == nil)
                }
            }
        }

        @Test func whatIsNotUTF8IsRefused() throws {
            var error: OpaquePointer?
            #expect(naru_open(Self.wrongUTF8, &error) == nil)
            #expect(Said(error)?.message == "naru_open: path is not UTF-8")
            let data = try #require(naru_open(nil, &error))
            defer { naru_close(data) }
            #expect(naru_prepare(data, Self.wrongUTF8, &error) == nil)
            #expect(Said(error)?.code == "E5406")
            #expect(naru_run_json(data, "cities", Self.wrongUTF8, &error) == nil)
            #expect(Said(error)?.message == "naru_run_json: parameters_json is not UTF-8")
            try withQuery("param t: text\ncities | take 1 | select t: $t") { query in
                #expect(naru_bind_text(query, Self.wrongUTF8, "a") == Int32(NARU_MISUSE))
                #expect(naru_bind_text(query, "t", nil) == Int32(NARU_MISUSE))
                #expect(naru_bind_text(query, "t", Self.wrongUTF8) == Int32(NARU_OK))
                #expect(failure(of: query)?.code == "E5406")
                naru_reset(query)
                #expect(naru_bind_json(query, "t", Self.wrongUTF8) == Int32(NARU_OK))
                #expect(failure(of: query)?.code == "E5406")
            }
        }

        @Test func errorPlaceIsClearedAndMayBeMissing() throws {
            var error = OpaquePointer(bitPattern: 4096)
            let data = naru_open(nil, &error)
            #expect(error == nil)
            #expect(naru_prepare(data, "citis", nil) == nil)
            naru_close(data)
        }
    }
}
