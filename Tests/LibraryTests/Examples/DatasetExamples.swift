// swift-format-ignore-file
// Made from Sources/Naru/Dataset.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct Dataset: Sendable"#)
    func dataset1() async throws {
        let data = try Dataset.bundled
        let own = try Dataset(contentsOf: "Examples/own-data")
        _ = data
        _ = own
    }

    @Test(#"public static var bundled: Dataset"#)
    func dataset2() async throws {
        let session = Session(try Dataset.bundled)
        _ = session
    }

    @Test(#"public init(contentsOf path: String, _ others: String..., limits: Limits = Limits()) throws(NaruError)"#)
    func dataset3() async throws {
        let data = try Dataset(contentsOf: "Examples/own-data/cities.tsv", "Examples/own-data/twinnings.tsv")
        _ = data
    }

    @Test(#"public init("#)
    func dataset4() async throws {
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
