// swift-format-ignore-file
// Made from README.md: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"README.md"#)
    func readme1() async throws {

        struct City: Decodable {
            let name: String
            let n: Int
            let last: PartialDate?
        }

        let session = Session(try Dataset.bundled, limits: Limits(time: .seconds(5)))
        let query = try session.prepare(
            """
            param country: text
            cities | where country.iso = $country | sort name
                   | select name, n: count(agreements), last: max(agreements.signed)
            """)
        let cities = try await query.run(["country": "KR"]).decode(City.self)

        _ = session
        _ = query
        _ = cities
    }
}
