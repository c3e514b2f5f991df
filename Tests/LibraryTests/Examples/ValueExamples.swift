// swift-format-ignore-file
// Made from Sources/Naru/Values/Value.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct Value: Hashable, Sendable, CustomStringConvertible"#)
    func value1() async throws {
        let value = row["signed"]
        expect(value.date, #"2023-10-31"#)
        expect(value.isAbsent, #"false"#)
        expect(value.description, #""2023-10-31""#)
        _ = value
    }

    @Test(#"public var isAbsent: Bool"#)
    func value2() async throws {
        expect(row["none"].isAbsent, #"true"#)
    }

    @Test(#"public var bool: Bool?"#)
    func value3() async throws {
        expect(row["open"].bool, #"true"#)
    }

    @Test(#"public var int: Int?"#)
    func value4() async throws {
        expect(row["n"].int, #"3"#)
    }

    @Test(#"public var double: Double?"#)
    func value5() async throws {
        expect(row["near"].double, #"1000.0"#)
    }

    @Test(#"public var text: String?"#)
    func value6() async throws {
        expect(row["kind"].text, #""port""#)
    }

    @Test(#"public func text(in language: String) -> String?"#)
    func value7() async throws {
        expect(row["name"].text(in: "en"), #""Siheung""#)
    }

    @Test(#"public var date: PartialDate?"#)
    func value8() async throws {
        expect(row["signed"].date, #"2023-10-31"#)
    }

    @Test(#"public var period: Period?"#)
    func value9() async throws {
        expect(row["term"].period, #"2024-05-13/2024-05-19"#)
    }

    @Test(#"public var calendarDuration: CalendarDuration?"#)
    func value10() async throws {
        expect(row["length"].calendarDuration, #"2 years"#)
    }

    @Test(#"public var coordinate: Coordinate?"#)
    func value11() async throws {
        expect(row["location"].coordinate?.latitude, #"37.3801"#)
    }

    @Test(#"public var quantity: Quantity?"#)
    func value12() async throws {
        expect(row["budget"].quantity, #"about 100000000000 KRW"#)
    }

    @Test(#"public var entity: Entity?"#)
    func value13() async throws {
        expect(row["city"].entity?.id, #""siheung""#)
    }

    @Test(#"public var list: [Value]?"#)
    func value14() async throws {
        expect(row["tags"].list?.count, #"2"#)
    }

    @Test(#"public var record: Row?"#)
    func value15() async throws {
        expect(row["place"].record?["n"].int, #"3"#)
    }

    @Test(#"public init(_ text: String)"#)
    func value16() async throws {
        expect(Value("2023-10").text, #""2023-10""#)
    }

    @Test(#"public init(_ number: Int)"#)
    func value17() async throws {
        expect(Value(7).int, #"7"#)
    }

    @Test(#"public init(_ number: Double)"#)
    func value18() async throws {
        expect(Value(0.5).double, #"0.5"#)
    }

    @Test(#"public init(_ truth: Bool)"#)
    func value19() async throws {
        expect(Value(true).bool, #"true"#)
    }

    @Test(#"public init(_ date: PartialDate)"#)
    func value20() async throws {
        expect(PartialDate("2023-10").map { Value($0).description }, #""2023-10""#)
    }

    @Test(#"public init(_ period: Period)"#)
    func value21() async throws {
        expect(row["term"].period.map { Value($0).description }, #""2024-05-13/2024-05-19""#)
    }

    @Test(#"public init(_ place: Coordinate)"#)
    func value22() async throws {
        expect(Value(Coordinate(latitude: 37.5, longitude: 127)).description, #""37.5 127""#)
    }

    @Test(#"public init(_ quantity: Quantity)"#)
    func value23() async throws {
        expect(Value(quantity).description, #""about 100000000000 KRW""#)
    }

    @Test(#"public init(_ entity: Entity)"#)
    func value24() async throws {
        expect(Value(city).entity?.id, #""siheung""#)
    }

    @Test(#"public init(_ items: [Value])"#)
    func value25() async throws {
        expect(Value([1, 2]).list?.count, #"2"#)
    }
}
