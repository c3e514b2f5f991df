// swift-format-ignore-file
// Made from Documentation/Pictures.md: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import NaruPictures
import Testing

extension DocumentedExamples {
    @Test(#"Documentation/Pictures.md"#)
    func pictures1() async throws {

        let session = Session(try Dataset.loadBundled())
        let result = try await session.run("cities | select name, n: count(partners)")
        let svg = try result.svg(.bars, title: "Partners of each city")

        _ = session
        _ = result
        _ = svg
    }
}
