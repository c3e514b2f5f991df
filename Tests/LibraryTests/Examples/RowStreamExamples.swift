// swift-format-ignore-file
// Made from Sources/Naru/Streaming/RowStream.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct RowStream: AsyncSequence, Sendable"#)
    func rowStream1() async throws {
        for try await batch in query.stream(["country": "KR"]) {
            for row in batch { print(row["name"]) }
        }
    }

    @Test(#"public struct Iterator: AsyncIteratorProtocol"#)
    func rowStream2() async throws {
        var batches = query.stream(["country": "KR"]).makeAsyncIterator()
        let first = try await batches.next()
        _ = batches
        _ = first
    }

    @Test(#"public mutating func next() async throws(NaruError) -> [Row]?"#)
    func rowStream3() async throws {
        var batches = query.stream(["country": "XX"]).makeAsyncIterator()
        expect(try await batches.next(), #"nil"#)
        _ = batches
    }

    @Test(#"public mutating func next(isolation actor: isolated (any Actor)?) async throws(NaruError) -> [Row]?"#)
    func rowStream4() async throws {
        var batches = query.stream(["country": "XX"]).makeAsyncIterator()
        expect(try await batches.next(isolation: #isolation), #"nil"#)
        _ = batches
    }

    @Test(#"public func stream(_ parameters: [String: Value] = [:]) -> RowStream"#)
    func rowStream5() async throws {
        var count = 0
        for try await batch in query.stream(["country": "KR"]) { count += batch.count }
        _ = count
    }
}
