// swift-format-ignore-file
// Made from Sources/Naru/Queries/PreparedQuery+Run.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public func run(_ parameters: [String: Value] = [:]) async throws(NaruError) -> QueryResult"#)
    func preparedQueryRun1() async throws {
        let result = try await query.run(["country": "KR", "since": "2023-05"])
        _ = result
    }
}
