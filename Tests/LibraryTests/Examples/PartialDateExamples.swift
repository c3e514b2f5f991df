// swift-format-ignore-file
// Made from Sources/Naru/Values/PartialDate.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct PartialDate: Hashable, Sendable, CustomStringConvertible, LosslessStringConvertible"#)
    func partialDate1() async throws {
        let signed = PartialDate("2023-10")
        expect(signed?.year, #"2023"#)
        expect(signed?.day, #"nil"#)
        expect(signed?.latest.description, #""2023-10-31""#)
        _ = signed
    }

    @Test(#"public init?(_ description: String)"#)
    func partialDate2() async throws {
        expect(PartialDate("2023-02-29"), #"nil"#)
    }

    @Test(#"public struct Precision: RawRepresentable, Hashable, Sendable"#)
    func partialDate3() async throws {
        expect(PartialDate("2023-Q4")?.precision == .quarter, #"true"#)
    }

    @Test(#"public var precision: Precision"#)
    func partialDate4() async throws {
        expect(PartialDate("2023-10")?.precision, #".month"#)
    }

    @Test(#"public var earliest: PartialDate"#)
    func partialDate5() async throws {
        expect(PartialDate("2023-Q4")?.earliest, #"2023-10-01"#)
    }

    @Test(#"public var latest: PartialDate"#)
    func partialDate6() async throws {
        expect(PartialDate("2024-02")?.latest, #"2024-02-29"#)
    }

    @Test(#"public var days: ClosedRange<Int>"#)
    func partialDate7() async throws {
        expect(PartialDate("1970-01")?.days, #"0...30"#)
    }

    @Test(#"public var isUncertain: Bool"#)
    func partialDate8() async throws {
        expect(PartialDate("2023?")?.isUncertain, #"true"#)
    }

    @Test(#"public var isApproximate: Bool"#)
    func partialDate9() async throws {
        expect(PartialDate("2023~")?.isApproximate, #"true"#)
    }

    @Test(#"public var year: Int?"#)
    func partialDate10() async throws {
        expect(PartialDate("2023-10")?.year, #"2023"#)
    }

    @Test(#"public var month: Int?"#)
    func partialDate11() async throws {
        expect(PartialDate("2023-Q4")?.month, #"nil"#)
    }

    @Test(#"public var day: Int?"#)
    func partialDate12() async throws {
        expect(PartialDate("2023-10-31")?.day, #"31"#)
    }

    @Test(#"public struct Period: Hashable, Sendable, CustomStringConvertible"#)
    func partialDate13() async throws {
        expect(row["term"].period?.start.year, #"2024"#)
    }

    @Test(#"public let start: PartialDate"#)
    func partialDate14() async throws {
        expect(row["term"].period?.start, #"2024-05-13"#)
    }

    @Test(#"public let end: PartialDate"#)
    func partialDate15() async throws {
        expect(row["term"].period?.end, #"2024-05-19"#)
    }

    @Test(#"public init(start: PartialDate, end: PartialDate)"#)
    func partialDate16() async throws {
        if let start = PartialDate("2023"), let end = PartialDate("2024-06") {
            expect(Period(start: start, end: end).description, #""2023/2024-06""#)
        }
    }
}
