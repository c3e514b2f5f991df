import Foundation
import Naru
import Testing

/// What a query gives and what a Swift type needs are compared before any row
/// is read.
@Suite struct DecodingTests {
    private func result(_ text: String) async throws -> QueryResult {
        try await Session(try Dataset.bundled, today: PartialDate("2025-01-01")).run(text)
    }

    private func error<T: Decodable>(_ text: String, _ type: T.Type) async throws -> NaruError? {
        let result = try await result(text)
        return #expect(throws: NaruError.self) { _ = try result.decode(type) }
    }

    struct Named: Decodable { let name: String }
    struct Counted: Decodable { let n: Int }
    struct Ended: Decodable { let ended: PartialDate }
    struct MaybeEnded: Decodable { let ended: PartialDate? }
    struct Partners: Decodable { let partners: [Entity] }
    struct Misspelt: Decodable { let nmae: String? }
    struct Small: Decodable { let n: Int8 }

    @Test func aTypeDisagrees() async throws {
        let error = try await error("cities | select name: count(agreements)", Named.self)
        #expect(error?.code == .columnMismatch)
        #expect(error?.message == "column 'name' is int, which is not read as String")
    }

    /// There is no row to stumble over.
    @Test func aTypeDisagreesWithoutRows() async throws {
        let error = try await error("cities | where false | select name: partners", Named.self)
        #expect(error?.message.hasSuffix("*, which is not read as String") == true)
    }

    @Test func oneIsNoList() async throws {
        let error = try await error("cities | where false | select partners: name", Partners.self)
        #expect(error?.message == "column 'partners' is text, which is not read as a list")
    }

    @Test func aNameIsMisspelt() async throws {
        let error = try await error("cities | where false | select name", Misspelt.self)
        #expect(error?.message == "there is no column 'nmae'")
        #expect(error?.diagnostics.first?.help == ["columns: name"])
    }

    @Test func anAbsentValueNamesItsRow() async throws {
        let result = try await result("agreements | sort ended | select ended")
        let first = try #require(result.firstIndex { $0["ended"].isAbsent })
        let error = #expect(throws: NaruError.self) { _ = try result.decode(Ended.self) }
        #expect(error?.code == .absentValue)
        #expect(
            error?.message
                == "row \(first), column 'ended' (date?): there is no value, and PartialDate is not optional")
        #expect(try result.decode(MaybeEnded.self).count == result.count)
    }

    @Test func aNumberIsTooLarge() async throws {
        let error = try await error("sources | take 1 | select n: 300", Small.self)
        #expect(error?.message == "row 0, column 'n': 300 is no Int8")
    }

    enum Kind: String, Decodable { case mou, sister }
    struct Every: Decodable {
        struct Inner: Decodable {
            let a: Int
            let b: String?
        }
        let truth: Bool
        let whole: Int64
        let exact: Decimal
        let near: Double
        let day: PartialDate
        let money: Quantity
        let place: Entity
        let list: [Int]
        let inner: Inner
        let inners: [Inner]
        let kind: Kind
        let rest: Value
    }

    @Test func everyKindOfValue() async throws {
        let rows = try await result(
            """
            sources | take 1 | select truth: true, whole: 7, exact: 3.25, near: 1e3, day: @2023-10-31,
              money: 41 person, place: city "울산", list: [1, 2], inner: only(it{a: 1, b: "x"}),
              inners: dataset.cities[name ~ "시흥"]{a: 2, b: iso}, kind: "sister", rest: [true, false]
            """
        ).decode(Every.self)
        let row = try #require(rows.first)
        #expect(row.truth && row.whole == 7 && row.exact == Decimal(string: "3.25") && row.near == 1000)
        #expect(row.day.description == "2023-10-31" && row.money.amount == 41 && row.money.unit == "person")
        #expect(row.place.type == "city" && row.list == [1, 2] && row.inner.a == 1 && row.inner.b == "x")
        #expect(row.inners.map(\.a) == [2] && row.kind == .sister)
        #expect(row.rest.list?.map(\.bool) == [true, false])
    }

    @Test func aTypeOfOneColumn() async throws {
        #expect(try await result("agreements | group into n: count()").decode(Int.self) == [10])
        let error = try await error("sources | select a: 1, b: 2", Int.self)
        #expect(error?.message == "column 'a, b' is {a, b}, which is not read as Int")
    }

    @Test func theTypeItselfRefuses() async throws {
        struct Row: Decodable { let kind: Kind }
        let error = try await error("sources | take 1 | select kind: \"treaty\"", Row.self)
        #expect(error?.code == .columnMismatch)
        #expect(error?.message.hasPrefix("row 0 is no Row: ") == true)
    }
}
