import CNaru
import Foundation
import NaruC
import Testing

extension CInterface {
    @Suite struct ParameterTests {
        static let program = """
            param t: text = "-"
            param n: int = 0
            param x: float = 0.0
            param b: bool = false
            param d: date? = @2020
            param c: city?
            param many: text* = []
            param g: geo?
            param q: quantity?
            cities | take 1 | select t: $t, n: $n, x: $x, b: $b, d: $d, c: $c.id, many: $many, g: $g, q: $q
            """

        /// The only row after some bindings.
        private func row(_ bind: (OpaquePointer) -> Void) throws -> [String?] {
            try withQuery(Self.program) { query in
                bind(query)
                return try #require(rows(of: query).first)
            }
        }

        @Test func parametersAreListed() throws {
            try withQuery(Self.program) { query in
                #expect(naru_parameter_count(query) == 9)
                #expect(copied(naru_parameter_name(query, 6)) == "many")
                let types = (0..<9).map { naru_parameter_type(query, $0) }
                #expect(
                    types == [
                        NARU_TEXT, NARU_INT, NARU_FLOAT, NARU_BOOL, NARU_DATE, NARU_ENTITY, NARU_TEXT, NARU_GEO,
                        NARU_QUANTITY,
                    ])
                #expect(naru_parameter_name(query, 9) == nil && naru_parameter_name(query, -1) == nil)
                #expect(naru_parameter_type(query, 9) == NARU_NO_TYPE)
            }
        }

        @Test func defaultsHold() throws {
            #expect(try row { _ in } == ["-", "0", "0", "false", "2020", nil, "", nil, nil])
        }

        @Test func valuesOfEveryKindAreBound() throws {
            let bound = try row { query in
                #expect(naru_bind_text(query, "t", "서울") == Int32(NARU_OK))
                #expect(naru_bind_int64(query, "n", .min + 1) == Int32(NARU_OK))
                #expect(naru_bind_double(query, "x", -2.5) == Int32(NARU_OK))
                #expect(naru_bind_bool(query, "b", 7) == Int32(NARU_OK))
                #expect(naru_bind_absent(query, "d") == Int32(NARU_OK))
                #expect(naru_bind_text(query, "c", "Daejeon") == Int32(NARU_OK))
                #expect(naru_bind_text(query, "many", "a, b") == Int32(NARU_OK))
                #expect(naru_bind_text(query, "g", "37.5 127") == Int32(NARU_OK))
                #expect(naru_bind_text(query, "q", "100 KRW") == Int32(NARU_OK))
            }
            #expect(
                bound == ["서울", "-9223372036854775807", "-2.5", "true", nil, "daejeon", "a; b", "37.5 127", "100 KRW"])
        }

        @Test func valuesAreBoundAsJSON() throws {
            let bound = try row { query in
                let given = [
                    "t": #""a\"\u00e9\ud83d\ude00\n""#, "n": "12", "x": "1.5e2", "b": "true", "d": "null",
                    "c": #"{"type": "city", "id": "daejeon", "label": "?"}"#, "many": #"["a, b", "c"]"#,
                    "g": "[37.5, 127]", "q": #"{"amount": 100, "unit": "KRW"}"#,
                ]
                for (name, json) in given { #expect(naru_bind_json(query, name, json) == Int32(NARU_OK)) }
            }
            #expect(bound == ["a\"é😀\n", "12", "150", "true", nil, "daejeon", "a, b; c", "37.5 127", "100 KRW"])
        }

        @Test func whatIsWrongIsToldByTheNextStep() throws {
            try withQuery("param d: date\ncities | take 1 | select d: $d") { query in
                #expect(failure(of: query)?.code == "E4003")
                #expect(failure(of: query)?.code == "E4003", "it stays so")
                #expect(naru_bind_text(query, "d", "2024") == Int32(NARU_MISUSE), "a run is over, not reset")
                naru_reset(query)
                #expect(naru_bind_text(query, "d", "soon") == Int32(NARU_OK))
                #expect(failure(of: query)?.code == "E4004")
                naru_reset(query)
                #expect(naru_bind_text(query, "d", "2024-02") == Int32(NARU_OK))
                #expect(naru_bind_text(query, "day", "2024") == Int32(NARU_OK))
                #expect(failure(of: query).map(\.message) == "the program has no parameter 'day'")
            }
        }

        @Test(arguments: [
            ("", "a value is missing, at byte 0"), ("[1, 2", "']' is missing, at byte 5"),
            (#"{"a" 1}"#, "':' is missing, at byte 5"), (#"{"a": 1"#, "'}' is missing, at byte 7"),
            (#""open"#, "a text has no end, at byte 5"), (#""\x""#, "this is no escape, at byte 2"),
            (#""\ud800""#, "half a character, at byte 7"), (#""\u12""#, "four hexadecimal digits are missing"),
            ("1 2", "there is more after its end, at byte 2"), ("01", "there is more after its end, at byte 1"),
            ("1.", "a digit is missing, at byte 2"), ("nul", "this is no value, at byte 0"),
            ("\"\t\"", "a control character stands in a text, at byte 1"),
            (String(repeating: "[", count: 10_000), "it is too deep, at byte 64"),
            (#"{"a": 1}"#, "the JSON given for 'd' is no value of a parameter"),
            ("[[1]]", "the JSON given for 'd' is no value of a parameter"),
        ])
        func unreadableJSONIsToldWithItsPlace(_ json: String, _ said: String) throws {
            try withQuery("param d: date?\ncities | take 1 | select d: $d") { query in
                #expect(naru_bind_json(query, "d", json) == Int32(NARU_OK))
                let error = failure(of: query)
                #expect(error?.code == "E5407")
                #expect(error?.message.contains(said) == true, "\(error?.message ?? "")")
            }
        }

        @Test func todayAndLimitsAreKept() throws {
            try withQuery("cities | take 1 | select day: today") { query throws in
                #expect(naru_set_today(query, "2025-01-01") == Int32(NARU_OK))
                #expect(try rows(of: query) == [["2025-01-01"]])
                naru_reset(query)
                #expect(try rows(of: query) == [["2025-01-01"]])
                #expect(naru_set_today(query, "2026-01-01") == Int32(NARU_MISUSE))
                naru_reset(query)
                #expect(naru_set_today(query, "tomorrow") == Int32(NARU_MISUSE))
                #expect(naru_set_today(query, nil) == Int32(NARU_MISUSE))
            }
            try withQuery("cities | select id") { query throws in
                #expect(naru_set_limits(query, 0, 0, 3) == Int32(NARU_OK))
                #expect(failure(of: query)?.code == "E5002")
                naru_reset(query)
                #expect(naru_set_limits(query, .greatestFiniteMagnitude, .max, .max) == Int32(NARU_OK))
                #expect(try rows(of: query).count == 13)
                naru_reset(query)
                #expect(naru_set_limits(query, -1, 0, 0) == Int32(NARU_MISUSE))
                #expect(naru_set_limits(query, .nan, 0, 0) == Int32(NARU_MISUSE))
            }
        }
    }
}
