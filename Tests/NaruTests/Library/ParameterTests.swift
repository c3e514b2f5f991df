import Naru
import Testing

/// Values of a program are given to parameters of every type.
@Suite struct ParameterTests {
    private static let schema = """
        languages ko, en
        type city plural cities
          name    text per language label
          kind    enum port 항구 "sea port", inland
          founded date
          term    period
          length  duration
          at      geo
          budget  quantity
        type country plural countries
          name    text per language label
        """

    private static func session() throws -> Session {
        let data = try Dataset(schema: schema) { builder in
            builder.add(
                "city", id: "a",
                [
                    "name.ko": "가", "name.en": "Aa, the first", "kind": "port", "founded": "1989-01",
                    "term": "2024-05-13/2024-05-19", "length": "2 years", "at": "37.5 -12.25",
                    "budget": "about 41 person",
                ])
            builder.add("city", id: "b", ["name.en": "Bb"])
            builder.add("country", id: "a", ["name.en": "Cc"])
        }
        return Session(data)
    }

    /// The parameter's value as the query sees it.
    private static func given(_ type: String, _ value: Value?) async throws -> Value {
        let session = try session()
        return try await session.run(
            "param p: \(type)\ncities | take 1 | select p: $p", value.map { ["p": $0] } ?? [:])[0]["p"]
    }

    @Test(
        arguments: [
            ("int", -3, "-3"), ("int", "12", "12"), ("decimal", 7, "7"), ("decimal", 0.5, "0.5"),
            ("decimal", "12.50", "12.5"), ("float", 1.5, "1.5"), ("float", 2, "2"), ("float", "1e3", "1000"),
            ("bool", true, "true"), ("bool", "false", "false"), ("text", "a, b", "a, b"), ("text", "", ""),
            ("date", "2023-10", "2023-10"), ("date", "@2023", "2023"), ("duration", "2 years", "2 years"),
            ("quantity", "about 3 KRW", "about 3 KRW"), ("period", "2024/2025", "2024/2025"),
            ("geo", "37.5 -12.25", "37.5 -12.25"), ("city.kind", "port", "port"), ("city.kind", "항구", "port"),
            ("city", "Bb", "Bb"), ("city", "id:a", "가"), ("int*", [3, 1], "3; 1"), ("int*", [], ""),
            ("text*", ["a, b", "c"], "a, b; c"), ("city*", ["Bb", "가"], "Bb; 가"), ("float*", [1, 2.5], "1; 2.5"),
            ("quantity", "3..4 person", "3..4 person"),
            ("quantity", "at least 3 person", "at least 3 person"),
        ] as [(String, Value, String)])
    func aValueIsRead(_ type: String, _ value: Value, _ expected: String) async throws {
        let given = try await Self.given(type, value)
        #expect((given.list == nil ? given.text : nil) ?? given.description == expected)
    }

    /// What a result gives can be given to another query.
    @Test(
        arguments: [
            ("date", "founded"), ("period", "term"), ("duration", "length"), ("geo", "at"), ("quantity", "budget"),
            ("city", "it"), ("city.kind", "kind"), ("text", "name"), ("text*", "name"), ("city*", "it"),
        ])
    func aValueOfAResultIsTaken(_ type: String, _ column: String) async throws {
        let value = try await Self.session().run("cities | where id = \"a\" | select v: \(column)")[0]["v"]
        #expect(!value.isAbsent)
        let taken = try await Self.given(type, value)
        let one = taken.list?.first ?? taken
        #expect(one.description == value.description && one.entity == value.entity)
    }

    @Test(
        arguments: [
            ("int", 1.5, "parameter 'p' is int, which the given value 1.5 is not"),
            ("int", true, "parameter 'p' is int, which the given value true is not"),
            ("int", "many", "'many' is no value for parameter 'p'"),
            ("date", 2023, "parameter 'p' is date, which the given value 2023 is not"),
            ("date", "2023-02-30", "'2023-02-30' is no value for parameter 'p'"),
            ("text", 3, "parameter 'p' is text, which the given value 3 is not"),
            ("bool", 1, "parameter 'p' is bool, which the given value 1 is not"),
            ("bool", "yes", "'yes' is no value for parameter 'p'"),
            ("city.kind", "harbour", "'harbour' is no value for parameter 'p'"),
            ("quantity", "about 3 nothings", "'about 3 nothings' is no value for parameter 'p'"),
            ("geo", "91 0", "'91 0' is no value for parameter 'p'"),
            ("quantity", 3, "parameter 'p' is quantity, which the given value 3 is not"),
            ("city", "Aaa", "parameter 'p': nothing is called 'Aaa'"),
            ("int", [1, 2], "parameter 'p' is int, which the given value 1; 2 is not"),
            ("int", ["1"], "parameter 'p' is int, which the given value 1 is not"),
            ("int*", [1, "x"], "'x' is no value for parameter 'p'"),
            ("int*", [1, 2.5], "parameter 'p' is int*, which the given value 2.5 is not"),
        ] as [(String, Value, String)])
    func aWrongValueIsRefused(_ type: String, _ value: Value, _ message: String) async throws {
        let error = await #expect(throws: NaruError.self) { try await Self.given(type, value) }
        #expect(error?.code == .parameterUnreadable)
        #expect(error?.message == message)
        let diagnostic = try #require(error?.diagnostics.first)
        #expect(diagnostic.location?.line == 1)
        #expect(!diagnostic.help.isEmpty && !diagnostic.help(in: .korean).isEmpty)
    }

    /// Two types may have records of one id.
    @Test func anEntityOfAnotherTypeIsRefused() async throws {
        let country = try await Self.session().run("countries | select c: it")[0]["c"]
        #expect(country.entity?.id == "a")
        let error = await #expect(throws: NaruError.self) { try await Self.given("city", country) }
        #expect(error?.code == .parameterUnreadable)
        #expect(error?.message == "parameter 'p' is city, which the given value Cc is not")
    }

    @Test func whatCannotBeANumberIsRefused() async throws {
        for number in [Double.nan, .infinity] {
            let error = await #expect(throws: NaruError.self) { try await Self.given("float", Value(number)) }
            #expect(error?.code == .parameterUnreadable)
        }
    }

    @Test func aMissingValueIsAnError() async throws {
        for value in [nil, Value.absent] {
            let error = await #expect(throws: NaruError.self) { try await Self.given("int", value) }
            #expect(error?.code == .parameterMissing)
            #expect(error?.message == "parameter 'p' needs a value")
            #expect(error?.diagnostics.first?.help.isEmpty == false)
            #expect(try await Self.given("int?", value).isAbsent)
        }
    }

    @Test func anUnknownNameIsAnError() async throws {
        let query = try Self.session().prepare("param year: int\ncities | take $year")
        let error = await #expect(throws: NaruError.self) { try await query.run(["year": 1, "yaer": 2]) }
        #expect(error?.code == .parameterUnreadable)
        #expect(error?.message == "the program has no parameter 'yaer'")
        #expect(error?.diagnostics.first?.help == ["its parameters: year"])
    }

    /// All that is wrong is said at once.
    @Test func everyMistakeIsSaid() async throws {
        let query = try Self.session().prepare("param a: int\nparam b: date\ncities | select a: $a, b: $b")
        let error = await #expect(throws: NaruError.self) { try await query.run(["b": "never", "c": 1]) }
        #expect(error?.diagnostics.count == 3)
    }
}
