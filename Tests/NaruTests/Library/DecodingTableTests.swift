import Foundation
import Naru
import Testing

/// Every static type of a column against every Swift type that it may be read into.
@Suite struct DecodingTableTests {
    struct Inner: Decodable { let a: Int }
    enum Port: String, Decodable { case port, inland }
    /// Of one property, so that every column can be asked by itself.
    struct Holder<Held: Decodable>: Decodable { let v: Held }

    /// A column's expression by what it is.
    private static let columns = [
        "bool": "true", "int": "7", "decimal": "3.25", "float": "1e3", "text": "\"x\"", "localized": "name",
        "enum": "kind", "date": "founded", "period": "term", "duration": "length", "geo": "at",
        "quantity": "budget", "entity": "it", "record": "only(it{a: 1})", "ints": "[1, 2]", "entities": "twins",
        "records": "dataset.cities{a: 1}",
    ]

    struct Reader: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let columns: Set<String>
        let read: @Sendable (QueryResult) throws -> Void

        init<Held: Decodable & Sendable>(_ type: Held.Type, _ columns: String...) {
            testDescription = "\(type)"
            self.columns = Set(columns)
            read = { _ = try $0.decode(Holder<Held>.self) }
        }
    }

    private static let readers = [
        Reader(Bool.self, "bool"), Reader(Int.self, "int"), Reader(Int8.self, "int"), Reader(Int16.self, "int"),
        Reader(Int32.self, "int"), Reader(Int64.self, "int"), Reader(UInt.self, "int"), Reader(UInt8.self, "int"),
        Reader(UInt16.self, "int"), Reader(UInt32.self, "int"), Reader(UInt64.self, "int"),
        Reader(Double.self, "int", "decimal", "float"), Reader(Float.self, "int", "decimal", "float"),
        Reader(Decimal.self, "int", "decimal"), Reader(String.self, "text", "localized", "enum"),
        Reader(Port.self, "enum"), Reader(PartialDate.self, "date"), Reader(Period.self, "period"),
        Reader(CalendarDuration.self, "duration"), Reader(Coordinate.self, "geo"), Reader(Quantity.self, "quantity"),
        Reader(Entity.self, "entity"), Reader([Int].self, "ints"), Reader(Set<Int>.self, "ints"),
        Reader([Entity].self, "entities"), Reader([Value].self, "ints", "entities", "records"),
        Reader(Int?.self, "int"), Reader(PartialDate?.self, "date"),
    ]

    private static func session() throws -> Session {
        let schema = """
            languages ko, en
            type city plural cities
              name    text per language required label
              kind    enum port, inland
              founded date required
              term    period
              length  duration
              at      geo
              budget  quantity
              twins   -> city many
            """
        let data = try Dataset(schema: schema) { builder in
            builder.add(
                "city", id: "a",
                [
                    "name.ko": "가", "kind": "port", "founded": "1989-01", "term": "2024-05-13/2024-05-19",
                    "length": "2 years", "at": "37.5 -12.25", "budget": "41 person", "twins": ["a"],
                ])
        }
        return Session(data)
    }

    @Test(arguments: readers)
    func readsItsColumnsAndNoOthers(_ reader: Reader) async throws {
        let session = try Self.session()
        for (kind, expression) in Self.columns {
            let result = try await session.run("cities | select v: \(expression)")
            if reader.columns.contains(kind) {
                #expect(throws: Never.self, "\(kind)") { try reader.read(result) }
                continue
            }
            // An enum of raw values is read as a text, and refuses that when it comes.
            let error = #expect(throws: NaruError.self, "\(kind)") { try reader.read(result) }
            #expect(error?.code == .columnMismatch, "\(kind)")
            #expect(error?.message.contains("'v'") == true || reader.testDescription == "Port", "\(kind)")
        }
    }

    @Test func recordsAndValues() async throws {
        let session = try Self.session()
        for (kind, expression) in Self.columns {
            let result = try await session.run("cities | select v: \(expression)")
            #expect(try result.decode(Holder<Value>.self)[0].v == result[0]["v"], "\(kind)")
            let isRecord = kind == "record"
            #expect((try? result.decode(Holder<Inner>.self)) != nil || !isRecord, "\(kind)")
            #expect((try? result.decode(Holder<Inner>.self)) == nil || isRecord, "\(kind)")
            #expect(((try? result.decode(Holder<[Inner]>.self)) != nil) == (kind == "records"), "\(kind)")
        }
    }

    @Test func absentValues() async throws {
        struct Row: Decodable {
            let a: Int?
            let b: PartialDate?
            let c: Inner?
            let d: Port?
            let e: Value
        }
        let rows = try await Self.session().run(
            """
            param none: int?
            param never: date?
            cities | select a: $none, b: $never, c: first(dataset.cities[false]{a: 1}), d: first(dataset.cities[false]).kind,
              e: $none
            """
        ).decode(Row.self)
        #expect(rows[0].a == nil && rows[0].b == nil && rows[0].c == nil && rows[0].d == nil && rows[0].e.isAbsent)
    }

    @Test func namesOfTheirOwn() async throws {
        struct City: Decodable {
            let title: String
            let 개항: PartialDate
            let inner: Nested
            struct Nested: Decodable {
                let number: Int
                enum CodingKeys: String, CodingKey { case number = "수" }
            }
            enum CodingKeys: String, CodingKey {
                case title = "이름"
                case 개항
                case inner = "안"
            }
        }
        let city = try await Self.session().run(
            "cities | select 이름: name, 개항: founded, 안: only(it{수: 5})"
        ).decode(City.self)[0]
        #expect(city.title == "가" && city.개항.description == "1989-01" && city.inner.number == 5)
    }

    /// A record within a list within a record: the message says where.
    @Test func aNestedDisagreementHasItsPath() async throws {
        struct Outer: Decodable { let list: [Inner] }
        let result = try await Self.session().run("cities | select list: dataset.cities{a: name}")
        let error = #expect(throws: NaruError.self) { _ = try result.decode(Outer.self) }
        #expect(error?.message == "column 'list.a' is text, which is not read as Int")
    }
}
