// swift-format-ignore-file
// Made from Sources/Naru/Queries/QueryResult.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct QueryResult: Sendable, RandomAccessCollection"#)
    func queryResult1() async throws {
        let result = try await session.run("agreements | take 3 | select title")
        expect(result.count, #"3"#)
        let title = result[0]["title"].text
        for row in result { print(row) }
        _ = result
        _ = title
    }

    @Test(#"public let query: PreparedQuery"#)
    func queryResult2() async throws {
        expect(result.query.columns.count, #"4"#)
    }

    @Test(#"public let warnings: [NaruDiagnostic]"#)
    func queryResult3() async throws {
        expect(result.warnings.count, #"0"#)
    }

    @Test(#"public subscript(place: Int) -> Row"#)
    func queryResult4() async throws {
        expect(result[0]["signed"].date, #"2023-10-31"#)
    }

    @Test(#"public var rows: [Row]"#)
    func queryResult5() async throws {
        expect(result.rows.count == result.count, #"true"#)
    }

    @Test(#"public var columns: [PreparedQuery.Column]"#)
    func queryResult6() async throws {
        expect(result.columns.map(\.name), #"["title", "signed", "parties", "place"]"#)
    }

    @Test(#"public struct StageCount: Hashable, Sendable"#)
    func queryResult7() async throws {
        expect(try result.counts.last?.unknown, #"0"#)
    }

    @Test(#"public let text: String"#)
    func queryResult8() async throws {
        expect(stage.text, #""where signed in @2023-10""#)
    }

    @Test(#"public var input: Int"#)
    func queryResult9() async throws {
        expect(stage.input, #"10"#)
    }

    @Test(#"public var kept: Int"#)
    func queryResult10() async throws {
        expect(stage.kept, #"1"#)
    }

    @Test(#"public var unknown: Int"#)
    func queryResult11() async throws {
        expect(stage.unknown, #"4"#)
    }

    @Test(#"public var leftOut: Int"#)
    func queryResult12() async throws {
        expect(stage.leftOut, #"0"#)
    }

    @Test(#"public var dropped: Int"#)
    func queryResult13() async throws {
        expect(stage.dropped, #"0"#)
    }

    @Test(#"public var outside: Int"#)
    func queryResult14() async throws {
        expect(stage.outside, #"0"#)
    }

    @Test(#"public var rejected: Int"#)
    func queryResult15() async throws {
        expect(stage.rejected, #"5"#)
    }

    @Test(#"public var counts: [StageCount]"#)
    func queryResult16() async throws {
        expect(try result.counts.map(\.kept), #"[10, 1, 1]"#)
    }

    @Test(#"public func evidence(forRow place: Int) throws(NaruError) -> [Evidence]"#)
    func queryResult17() async throws {
        for claim in try result.evidence(forRow: 0) {
            print(claim.field ?? "", claim.value ?? "", claim.quote ?? "")
        }
    }
}
