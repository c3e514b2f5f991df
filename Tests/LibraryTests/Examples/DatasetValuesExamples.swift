// swift-format-ignore-file
// Made from Sources/Naru/Dataset+Values.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public init("#)
    func datasetValues1() async throws {
        let data = try Dataset(schema: """
            languages en
            type city plural cities
              name   text label
              twins  -> city many
            """) { builder in
            builder.add("city", id: "gyeongju", ["name": "Gyeongju", "twins": ["nara"]])
            builder.add("city", id: "nara", ["name": "Nara"])
        }
        _ = data
    }
}
