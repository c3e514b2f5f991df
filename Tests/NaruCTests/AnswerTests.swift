import CNaru
import Foundation
import NaruC
import Testing

extension CInterface {
    @Suite struct AnswerTests {
        private func runJSON(_ text: String, _ parameters: String?) throws -> (String?, Said?) {
            var error: OpaquePointer?
            let data = try #require(naru_open(nil, &error))
            defer { naru_close(data) }
            let answer =
                if let parameters { taken(naru_run_json(data, text, parameters, &error)) } else {
                    taken(naru_run_json(data, text, nil, &error))
                }
            return (answer, Said(error))
        }

        @Test func rowsAreAnArray() throws {
            let (answer, error) = try runJSON(
                "param c: city\nparam n: int = 1\ncities | take 1 | select c: $c, n: $n, d: 2.50, a: [1, 2], gone: first(partners[id = \"?\"])",
                #"{"c": "Seoul", "n": 3}"#)
            #expect(error == nil)
            #expect(
                answer == """
                    [
                      {"c": {"type": "city", "id": "seoul", "label": "서울시"}, "n": 3, "d": 2.5, "a": [1, 2], "gone": null}
                    ]

                    """)
            #expect(try runJSON("cities | where id = \"?\"", nil).0 == "[]\n")
        }

        @Test func parametersAreAnObject() throws {
            #expect(try runJSON("count(cities)", "[1]").1?.message.contains("this is no object, at byte 0") == true)
            #expect(try runJSON("count(cities)", "{").1?.code == "E5407")
            #expect(try runJSON("count(cities)", #"{"n": 1}"#).1?.code == "E4004")
            #expect(try runJSON("citis", nil).1?.code == "E2001")
            #expect(try runJSON("cities; agreements", nil).1?.code == "E5403")
        }

        @Test func countsTellEachStage() throws {
            try withQuery("param day: date\nagreements | where signed in $day | select title") { query in
                #expect(naru_counts_json(query) == nil, "the parameter has no value")
                #expect(naru_bind_text(query, "day", "2024-06") == Int32(NARU_OK))
                let counts = try #require(taken(naru_counts_json(query)))
                let stages = try JSONDecoder().decode([Stage].self, from: Data(counts.utf8))
                #expect(stages.map(\.stage) == ["agreements", "where signed in $day", "select title"])
                #expect(stages[1].input == stages[1].kept + stages[1].rejected + stages[1].unknown)
                #expect(stages[1].unknown > 0 && stages[1].rejected > 0)
                let kept = try rows(of: query).count
                #expect(kept == stages[1].kept)
            }
        }

        private struct Stage: Decodable {
            var stage: String
            var input, kept, rejected, unknown, leftOut, dropped: Int
        }

        @Test func evidenceHasTheQuotes() throws {
            try withQuery("agreements | where id = \"alliance-founding-2024\" | select title") { query in
                var error: OpaquePointer?
                let evidence = try #require(taken(naru_evidence_json(query, 0, &error)))
                #expect(evidence.contains("\"basis\": \"stated\""))
                #expect(evidence.contains("\"quote\": \"세계경제과학도시연합(이하 도시연합) 창립식\""))
                #expect(naru_evidence_json(query, 1, &error) == nil)
                #expect(Said(error)?.message == "naru_evidence_json: the result has no row 1")
                #expect(naru_evidence_json(query, .max, &error) == nil)
                #expect(Said(error)?.code == "E5405")
                #expect(try rows(of: query).count == 1, "a run is not disturbed")
            }
        }
    }
}
