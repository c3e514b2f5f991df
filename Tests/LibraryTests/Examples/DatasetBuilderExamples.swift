// swift-format-ignore-file
// Made from Sources/Naru/DatasetBuilder.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct DatasetBuilder"#)
    func datasetBuilder1() async throws {
        let data = try Dataset(schema: "languages en\ntype city plural cities\n  name text label") { builder in
            for name in ["Nara", "Busan"] { builder.add("city", id: name.lowercased(), ["name": Value(name)]) }
        }
        _ = data
    }

    @Test(#"public mutating func add(_ type: String, id: String, _ fields: [String: Value] = [:])"#)
    func datasetBuilder2() async throws {
        let schema = """
            languages ko, en
            type city plural cities
              name     text per language label
              founded  date
              twins    -> city many
            """
        let data = try Dataset(schema: schema) { builder in
            builder.add("city", id: "nara", ["name.en": "Nara"])
            builder.add(
                "city", id: "siheung",
                ["name.ko": "시흥시", "name.en": "Siheung", "founded": "1989-01", "twins": ["nara"]])
        }
        _ = schema
        _ = data
    }
}
