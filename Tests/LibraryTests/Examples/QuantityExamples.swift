// swift-format-ignore-file
// Made from Sources/Naru/Values/Quantity.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct Quantity: Hashable, Sendable, CustomStringConvertible"#)
    func quantity1() async throws {
        let budget = row["budget"].quantity
        expect(budget?.amount, #"100000000000"#)
        expect(budget?.unit, #""KRW""#)
        expect(budget?.qualifier, #".about"#)
        _ = budget
    }

    @Test(#"public struct Qualifier: RawRepresentable, Hashable, Sendable"#)
    func quantity2() async throws {
        expect(quantity.qualifier == .atLeast, #"false"#)
    }

    @Test(#"public var unit: String"#)
    func quantity3() async throws {
        expect(row["budget"].quantity?.unit, #""KRW""#)
    }

    @Test(#"public var qualifier: Qualifier"#)
    func quantity4() async throws {
        expect(row["budget"].quantity?.qualifier, #".about"#)
    }

    @Test(#"public struct CalendarDuration: Hashable, Sendable, CustomStringConvertible"#)
    func quantity5() async throws {
        expect(row["length"].calendarDuration?.months, #"24"#)
    }

    @Test(#"public let months: Int"#)
    func quantity6() async throws {
        expect(row["length"].calendarDuration?.months, #"24"#)
    }

    @Test(#"public let days: Int"#)
    func quantity7() async throws {
        expect(row["length"].calendarDuration?.days, #"0"#)
    }

    @Test(#"public struct Coordinate: Hashable, Sendable"#)
    func quantity8() async throws {
        expect(row["location"].coordinate?.latitude, #"37.3801"#)
    }

    @Test(#"public let latitude: Double"#)
    func quantity9() async throws {
        expect(row["location"].coordinate?.latitude, #"37.3801"#)
    }

    @Test(#"public let longitude: Double"#)
    func quantity10() async throws {
        expect(row["location"].coordinate?.longitude, #"126.8031"#)
    }

    @Test(#"public init(latitude: Double, longitude: Double)"#)
    func quantity11() async throws {
        expect(Coordinate(latitude: 37.5, longitude: -12.25).longitude, #"-12.25"#)
    }
}
