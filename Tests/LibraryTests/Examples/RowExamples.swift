// swift-format-ignore-file
// Made from Sources/Naru/Values/Row.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct Row: Hashable, Sendable, CustomStringConvertible"#)
    func row1() async throws {
        let row = result[0]
        let title = row["title"].text
        expect(row[0].text == title, #"true"#)
        _ = row
        _ = title
    }

    @Test(#"public let columns: [String]"#)
    func row2() async throws {
        expect(result[0].columns, #"["title", "signed", "parties", "place"]"#)
    }

    @Test(#"public var count: Int"#)
    func row3() async throws {
        expect(result[0].count, #"4"#)
    }

    @Test(#"public subscript(column: String) -> Value"#)
    func row4() async throws {
        expect(result[0]["signed"].date, #"2023-10-31"#)
    }

    @Test(#"public subscript(place: Int) -> Value"#)
    func row5() async throws {
        expect(result[0][1].date, #"2023-10-31"#)
    }
}
