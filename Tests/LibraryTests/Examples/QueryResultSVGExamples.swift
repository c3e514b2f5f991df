// swift-format-ignore-file
// Made from Sources/NaruPictures/QueryResult+SVG.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import NaruPictures
import Testing

extension DocumentedExamples {
    @Test(#"public func svg("#)
    func queryResultSVG1() async throws {
        let svg = try result.svg(title: "Partners of Siheung")
        _ = svg
    }
}
