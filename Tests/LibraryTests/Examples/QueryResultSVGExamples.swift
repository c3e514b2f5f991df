// swift-format-ignore-file
// Made from Sources/NaruPictures/QueryResult+SVG.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import NaruPictures
import Testing

extension DocumentedExamples {
    @Test(#"public struct PictureKind: RawRepresentable, Hashable, Sendable"#)
    func queryResultSVG1() async throws {
        expect(try result.svg(.timeline).hasPrefix("<svg"), #"true"#)
    }

    @Test(#"public func svg("#)
    func queryResultSVG2() async throws {
        let svg = try result.svg(title: "Partners of Siheung")
        _ = svg
    }
}
