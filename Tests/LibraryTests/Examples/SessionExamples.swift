// swift-format-ignore-file
// Made from Sources/Naru/Session.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct Session: Sendable"#)
    func session1() async throws {
        let session = Session(try Dataset.bundled)
        let result = try await session.run("cities | select name | take 3")
        _ = session
        _ = result
    }

    @Test(#"public package(set) var dataset: Dataset"#)
    func session2() async throws {
        let other = Session(session.dataset, limits: Limits(rows: 10))
        _ = other
    }

    @Test(#"public var language: String?"#)
    func session3() async throws {
        var english = session
        english.language = "en"
        _ = english
    }

    @Test(#"public var limits: Limits"#)
    func session4() async throws {
        var patient = session
        patient.limits.time = .seconds(60)
        _ = patient
    }

    @Test(#"public var threads = Session.defaultThreads"#)
    func session5() async throws {
        var single = session
        single.threads = 1
        _ = single
    }
}
