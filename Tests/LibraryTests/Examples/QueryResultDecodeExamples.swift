// swift-format-ignore-file
// Made from Sources/Naru/Decoding/QueryResult+Decode.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public func decode<T: Decodable>(_ type: T.Type) throws(NaruError) -> [T]"#)
    func queryResultDecode1() async throws {
        struct City: Decodable {
            let name: String
            let n: Int
            let last: PartialDate?
        }
        let cities = try await query.run(["country": "KR"]).decode(City.self)
        _ = cities
    }
}
