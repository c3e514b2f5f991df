import CNaru
import Foundation
import NaruC
import Testing

extension CInterface {
    @Suite struct QueryTests {
        @Test func rowsComeInOrder() throws {
            let found = try withQuery("cities | where country.iso = \"US\" | sort id | select id, n: count(partners)") {
                try rows(of: $0)
            }
            #expect(found.map(\.first) == ["boston", "los-angeles", "san-diego", "san-francisco", "seattle"])
            #expect(found.map(\.last) == ["0", "0", "4", "0", "4"])
        }

        @Test func columnsAreKnownBeforeARun() throws {
            try withQuery(
                """
                agreements | select title, signed, n: count(parties), all: parties, ok: count(parties) > 2, \
                half: 2.50, f: count(parties) / 2, one: first(parties), kind: status
                """
            ) { query in
                #expect(naru_column_count(query) == 9)
                let names = (0..<9).map { copied(naru_column_name(query, $0)) }
                #expect(names == ["title", "signed", "n", "all", "ok", "half", "f", "one", "kind"])
                let types = (0..<9).map { naru_column_type(query, $0) }
                #expect(
                    types == [
                        NARU_TEXT, NARU_DATE, NARU_INT, NARU_ENTITY, NARU_BOOL, NARU_DECIMAL, NARU_FLOAT, NARU_ENTITY,
                        NARU_ENUM,
                    ])
                let numbers = [0, 1, 2, 3].map { naru_column_cardinality(query, $0) }
                #expect(numbers == [NARU_ONE, NARU_OPTIONAL, NARU_ONE, NARU_MANY])
            }
        }

        @Test func valuesHaveTheirForms() throws {
            try withQuery(
                "cities | where id = \"boston\" | select n: 7, half: 7 / 2, whole: 4.0, yes: true, last: max(agreements.signed), name, id"
            ) { query in
                #expect(naru_is_absent(query, 0) == Int32(NARU_MISUSE))
                #expect(naru_step(query, nil) == Int32(NARU_ROW))
                #expect((0..<7).map { naru_is_absent(query, $0) } == [0, 0, 0, 0, 1, 0, 0])
                #expect((0..<4).map { naru_int64(query, $0) } == [7, 0, 4, 0])
                #expect((0..<3).map { naru_double(query, $0) } == [7, 3.5, 4])
                #expect(naru_double(query, 3).isNaN && naru_double(query, 4).isNaN)
                #expect((2..<5).map { naru_bool(query, $0) } == [-2, 1, -2])
                #expect((0..<4).map { copied(naru_text(query, $0)) } == ["7", "3.5", "4", "true"])
                #expect(naru_text(query, 4) == nil)
                #expect(copied(naru_json(query, 4)) == "null")
                #expect(copied(naru_json(query, 6)) == "\"boston\"")
                #expect(copied(naru_text(query, 5)) == "보스턴")
                #expect(naru_text(query, 5) == naru_text(query, 5), "a text is made once a row")
            }
        }

        @Test func endLastsUntilReset() throws {
            try withQuery("cities | take 2 | select id") { query in
                let first = try rows(of: query)
                #expect(first.count == 2)
                #expect(naru_step(query, nil) == Int32(NARU_DONE))
                #expect(naru_text(query, 0) == nil)
                naru_reset(query)
                #expect(try rows(of: query) == first)
                naru_reset(query)
                #expect(naru_step(query, nil) == Int32(NARU_ROW))
                naru_reset(query)
                #expect(try rows(of: query) == first, "a run may be left in the middle")
            }
        }

        @Test func queryOutlivesItsDataset() throws {
            var error: OpaquePointer?
            let data = try #require(naru_open(nil, &error))
            let query = try #require(naru_prepare(data, "count(cities)", &error))
            naru_close(data)
            #expect(try rows(of: query) == [["13"]])
            naru_finalize(query)
        }

        @Test func mistakesOfATextAreToldAtOnce() throws {
            var error: OpaquePointer?
            let data = try #require(naru_open(nil, &error))
            defer { naru_close(data) }
            #expect(naru_prepare(data, "cities | select nmae, isoo", &error) == nil)
            let json = copied(naru_error_json(error))
            #expect(copied(naru_error_rendered(error))?.contains("did you mean 'name'?") == true)
            #expect(json?.contains("\"line\": 1, \"column\": 17") == true)
            #expect(json?.components(separatedBy: "\"code\": \"E2003\"").count == 3)
            #expect(Said(error)?.code == "E2003")
            #expect(naru_prepare(data, "import \"other.naru\"\ncities", &error) == nil)
            #expect(Said(error)?.code == "E2073")
        }

        @Test func datasetsThatDoNotLoadAreErrors() {
            var error: OpaquePointer?
            #expect(naru_open("/nowhere/at/all.csv", &error) == nil)
            #expect(Said(error)?.code == "E5101")
        }

        @Test func messagesFollowTheLocale() throws {
            let before = ProcessInfo.processInfo.environment["LC_ALL"]
            setenv("LC_ALL", "ko_KR.UTF-8", 1)
            defer { if let before { setenv("LC_ALL", before, 1) } else { unsetenv("LC_ALL") } }
            var error: OpaquePointer?
            #expect(naru_prepare(nil, "cities", &error) == nil)
            #expect(Said(error)?.message == "naru_prepare: 데이터셋이 NULL이거나, 닫혔거나, 데이터셋이 아닙니다")
        }

        @Test func versionIsOne() {
            #expect(copied(naru_version())?.split(separator: ".").count == 3)
        }
    }
}
