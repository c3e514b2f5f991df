import Foundation
import Naru
import Testing

/// The library as a program uses it: nothing but `import Naru`.
@Suite struct PublicInterfaceTests {
    private func session(limits: Limits = Limits()) throws -> Session {
        Session(try Dataset.bundled, limits: limits, today: PartialDate("2025-01-01"))
    }

    private static let program = """
        param country: text
        cities | where country.iso = $country
               | select name, n: count(agreements), last: max(agreements.signed)
        """

    @Test func columnsAndParametersAreKnownBeforehand() throws {
        let query = try session().prepare(Self.program)
        #expect(query.columns.map(\.description) == ["name: text", "n: int", "last: date?"])
        #expect(query.parameters.map(\.name) == ["country"])
        #expect(query.parameters.map(\.type) == ["text"])
        #expect(query.parameters[0].isRequired)
        let optional = try session().prepare("param c: city = \"울산\"\nparam d: date?\ncities | where it = $c")
        #expect(optional.parameters.map(\.defaultText) == ["\"울산\"", nil])
        #expect(optional.parameters.map(\.isRequired) == [false, false])
    }

    struct City: Decodable, Equatable {
        let name: String
        let n: Int
        let last: PartialDate?
    }

    @Test func rowsAreDecoded() async throws {
        let cities = try await session().prepare(Self.program).run(["country": "US"]).decode(City.self)
        let rows = try await session().run(
            "cities | where country.iso = \"US\" | select name, n: count(agreements), last: max(agreements.signed)")
        #expect(!cities.isEmpty)
        #expect(cities.count == rows.count)
        for (city, row) in zip(cities, rows) {
            #expect(city.name == row["name"].text)
            #expect(city.n == row["n"].int)
            #expect(city.last == row["last"].date)
        }
    }

    @Test func parametersHaveTypes() async throws {
        let program = """
            param n: int
            param x: float
            param d: date?
            param c: city
            param names: text*
            sources | take 1 | select n: $n, x: $x, d: $d, c: $c, names: $names
            """
        let city = try #require(try await session().run("cities | where name ~ \"시흥\" | select c: it")[0]["c"].entity)
        let row = try await session().run(
            program, ["n": -3, "x": 1.5, "d": nil, "c": Value(city), "names": ["a, b", "c"]])[0]
        #expect(row["n"].int == -3)
        #expect(row["x"].double == 1.5)
        #expect(row["d"].isAbsent)
        #expect(row["c"].entity == city)
        #expect(row["names"].list?.map(\.text) == ["a, b", "c"])
    }

    @Test func evidenceAndCounts() async throws {
        let result = try await session().run("agreements | where signed in @2023 | select title")
        let quotes = try result.evidence(forRow: 0).compactMap(\.quote)
        #expect(!quotes.isEmpty)
        let counts = try result.counts
        #expect(counts.map(\.text) == ["agreements", "where signed in @2023", "select title"])
        let filter = counts[1]
        #expect(filter.input == 10)
        #expect(filter.kept == result.count)
        #expect(filter.kept + filter.rejected + filter.unknown == filter.input)
        #expect(try result.evidence(forRow: 99).isEmpty)
    }

    @Test(arguments: [
        ("cities | select nmae", NaruError.Code.unknownField),
        ("cities ; agreements", .queryCount),
        ("let a = 1", .queryCount),
        ("param p: int\ncities | take $p", .parameterMissing),
    ])
    func errorsHaveCodes(_ text: String, _ code: NaruError.Code) async throws {
        let error = await #expect(throws: NaruError.self) { try await session().run(text) }
        #expect(error?.code == code)
        #expect(error?.rendered.contains("error[\(code)]") == true)
        #expect(error?.rendered(in: .korean).contains("오류[\(code)]") == true)
    }

    @Test func limitsEndARun() async throws {
        let error = await #expect(throws: NaruError.self) {
            try await session(limits: Limits(rows: 3)).run("cities | select id")
        }
        #expect(error?.code == .limitReached)
    }

    @Test func aCancelledTaskGetsNoAnswer() async throws {
        let session = try session()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await session.run("cities")
        }
        let error = await #expect(throws: NaruError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }
}
