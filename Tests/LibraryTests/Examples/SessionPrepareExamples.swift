// swift-format-ignore-file
// Made from Sources/Naru/Queries/Session+Prepare.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public init("#)
    func sessionPrepare1() async throws {
        let session = Session(data, limits: Limits(time: .seconds(5)), today: PartialDate("2025-01-01"))
        _ = session
    }

    @Test(#"public func prepare(_ text: String) throws(NaruError) -> PreparedQuery"#)
    func sessionPrepare2() async throws {
        let query = try session.prepare("cities | where name ~ \"busan\" | select name")
        _ = query
    }

    @Test(#"public func run(_ text: String, _ parameters: [String: Value] = [:]) async throws(NaruError) -> QueryResult"#)
    func sessionPrepare3() async throws {
        let result = try await session.run("agreements | take 3")
        _ = result
    }
}
