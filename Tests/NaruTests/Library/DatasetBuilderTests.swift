import Naru
import Testing

/// A program's own Swift values become a dataset like any other.
@Suite struct DatasetBuilderTests {
    private static let schema = """
        languages ko, en
        type city plural cities
          name     text per language label
          note     text
          kind     enum port, inland
          people   int
          founded  date
          budget   quantity
          at       geo
          twins    -> city many
          tags     text many
        """

    private func error(_ build: (inout DatasetBuilder) -> Void) -> NaruError? {
        #expect(throws: NaruError.self) { _ = try Dataset(schema: Self.schema, build) }
    }

    @Test func everyKindOfValueComesBack() async throws {
        let note = "\"quoted\" \\ back\nline\ttab # no comment\r 각 \u{1} ✓"
        let data = try Dataset(schema: Self.schema, prelude: "let city.size = people * 2") { builder in
            builder.add(
                "city", id: "a",
                [
                    "name.ko": "가", "name.en": "A", "note": Value(note), "kind": "port", "people": 7,
                    "founded": "1989-01", "budget": "about 41 person", "at": "37.5 -12.25", "twins": ["b", "a"],
                    "tags": ["x, y", "z"],
                ])
            builder.add("city", id: "b", ["name.ko": "나", "note": nil])
        }
        let result = try await Session(data).run(
            "cities | select name, note, kind, size, founded, budget, at, twins, tags")
        #expect(result.count == 2)
        let row = result[0]
        #expect(row["name"].text(in: "en") == "A" && row["name"].text == "가")
        #expect(row["note"].text == note)
        #expect(row["kind"].text == "port" && row["size"].int == 14)
        #expect(row["founded"].date == PartialDate("1989-01"))
        #expect(row["budget"].quantity?.qualifier == .about && row["budget"].quantity?.unit == "person")
        #expect(row["at"].coordinate == Coordinate(latitude: 37.5, longitude: -12.25))
        #expect(row["twins"].list?.map { $0.entity?.id } == ["a", "b"])
        #expect(row["tags"].list?.map(\.text) == ["x, y", "z"])
        #expect(result[1]["note"].isAbsent && result[1]["twins"].list == [])
    }

    /// A value of a query's result goes into a dataset as it is.
    @Test func valuesOfAResultGoIn() async throws {
        let first = try Dataset(schema: Self.schema) {
            $0.add("city", id: "a", ["name.ko": "가", "founded": "1989~", "budget": "3..4 city", "at": "1.5 2.5"])
        }
        let row = try await Session(first).run("cities | select c: it, founded, budget, at")[0]
        let second = try Dataset(schema: Self.schema) {
            $0.add(
                "city", id: "a",
                ["founded": row["founded"], "budget": row["budget"], "at": row["at"], "twins": row["c"]])
        }
        let again = try await Session(second).run("cities | select c: only(twins), founded, budget, at")[0]
        #expect(again["c"].entity?.id == "a")
        #expect([again["founded"], again["budget"], again["at"]] == [row["founded"], row["budget"], row["at"]])
    }

    /// Evidence shows what a data file would say.
    @Test func evidenceShowsTheWrittenRecords() async throws {
        let data = try Dataset(schema: Self.schema) {
            $0.add("city", id: "a", ["name.en": "A \"b\"", "budget": "3..4 city"])
            $0.add("city", id: "b", ["twins": ["city:a", "b"]])
        }
        let query = "claims | where field != \"id\" | select subject: subject.id, field, value"
        let result = try await Session(data).run(query)
        #expect(
            result.map { "\($0["subject"]) \($0["field"]) \($0["value"])" } == [
                "a budget 3..4 city", "a name A \"b\"", "b twins city:a", "b twins b",
            ])
    }

    @Test func whatNoColumnHoldsIsAnError() {
        let places = [
            error { $0.add("city", id: "a", ["at": Value(Coordinate(latitude: 91, longitude: 0))]) },
            error { $0.add("city", id: "a", ["kind.ko": "port"]) },
            error { $0.add("city", id: "a", ["kind": "port preferred"]) },
            error { $0.add("city", id: "a", ["kind": ["port", "inland"]]) },
        ].map { $0?.diagnostics.first?.location.map { "\($0.line):\($0.column)" } }
        #expect(places == ["2:6", "2:8", "2:13", "2:14"])
        #expect(error { $0.add("city", id: "a", ["name.fr": "x"]) }?.diagnostics.first?.location?.column == 8)
    }

    @Test func whatIsWrongIsSaid() {
        #expect(error { $0.add("town", id: "a") }?.code == NaruError.Code(rawValue: "E3010"))
        #expect(error { $0.add("city", id: "a", ["nmae": "x"]) }?.code == NaruError.Code(rawValue: "E3012"))
        #expect(error { $0.add("city", id: "a", ["people": "many"]) }?.diagnostics.first?.isError == true)
        #expect(error { $0.add("city", id: "a", ["twins": ["b"]]) }?.code == NaruError.Code(rawValue: "E3014"))
        let twice = error {
            $0.add("city", id: "a")
            $0.add("city", id: "a")
        }
        #expect(twice?.code == NaruError.Code(rawValue: "E3016"))
    }

    /// No value can be more than one value, or another record.
    @Test(arguments: ["port\ncity b", "port # x", "port, inland", "\"port\"", "", "port\r\n  people 3"])
    func aValueIsOneValue(_ text: String) {
        let found = error { $0.add("city", id: "a", ["kind": Value(text)]) }
        #expect(found?.code == .unwritableValue)
    }

    @Test(arguments: ["a b", "", "a\nb", "a\"", "가#"])
    func anIdIsPlain(_ id: String) {
        #expect(error { $0.add("city", id: id) }?.code == .unwritableValue)
    }

    @Test func aSchemaHasNoFiles() {
        let found = #expect(throws: NaruError.self) {
            _ = try Dataset(schema: "languages en\ntype city plural cities\n  from \"x.csv\"\n  name text") { _ in }
        }
        #expect(found?.code == NaruError.Code(rawValue: "E5101"))
    }

    @Test func whatTheClosureThrowsComesOut() {
        struct Own: Error {}
        #expect(throws: Own.self) { _ = try Dataset(schema: Self.schema) { _ in throw Own() } }
    }
}
