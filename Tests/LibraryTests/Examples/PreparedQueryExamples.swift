// swift-format-ignore-file
// Made from Sources/Naru/Queries/PreparedQuery.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct PreparedQuery: Sendable"#)
    func preparedQuery1() async throws {
        let query = try session.prepare("""
            param country: text
            cities | where country.iso = $country | select name, n: count(agreements)
            """)
        expect(query.columns.map(\.name), #"["name", "n"]"#)
        expect(query.parameters.map(\.name), #"["country"]"#)
        let result = try await query.run(["country": "KR"])
        _ = query
        _ = result
    }

    @Test(#"public struct Column: Hashable, Sendable, CustomStringConvertible"#)
    func preparedQuery2() async throws {
        expect(query.columns[2].description, #""last: date?""#)
    }

    @Test(#"public let name: String"#)
    func preparedQuery3() async throws {
        expect(query.columns[0].name, #""name""#)
    }

    @Test(#"public let type: String"#)
    func preparedQuery4() async throws {
        expect(query.columns[2].type, #""date""#)
    }

    @Test(#"public let cardinality: Cardinality"#)
    func preparedQuery5() async throws {
        expect(query.columns[2].cardinality, #".optional"#)
    }

    @Test(#"public enum Cardinality: Hashable, Sendable"#)
    func preparedQuery6() async throws {
        expect(query.columns[2].cardinality == .optional, #"true"#)
    }

    @Test(#"public struct Parameter: Hashable, Sendable"#)
    func preparedQuery7() async throws {
        expect(query.parameters.first?.name, #""country""#)
    }

    @Test(#"public let name: String"#)
    func preparedQuery8() async throws {
        expect(query.parameters[1].name, #""since""#)
    }

    @Test(#"public let type: String"#)
    func preparedQuery9() async throws {
        expect(query.parameters[1].type, #""date""#)
    }

    @Test(#"public let cardinality: Cardinality"#)
    func preparedQuery10() async throws {
        expect(query.parameters[1].cardinality, #".optional"#)
    }

    @Test(#"public let defaultText: String?"#)
    func preparedQuery11() async throws {
        expect(query.parameters[1].defaultText, #"nil"#)
    }

    @Test(#"public var isRequired: Bool"#)
    func preparedQuery12() async throws {
        expect(query.parameters.map(\.isRequired), #"[true, false]"#)
    }

    @Test(#"public var columns: [Column]"#)
    func preparedQuery13() async throws {
        expect(query.columns.map(\.name), #"["name", "n", "last"]"#)
    }

    @Test(#"public var parameters: [Parameter]"#)
    func preparedQuery14() async throws {
        expect(query.parameters.map(\.name), #"["country", "since"]"#)
    }

    @Test(#"public var warnings: [NaruDiagnostic]"#)
    func preparedQuery15() async throws {
        expect(query.warnings.map(\.code), #"[]"#)
    }

    @Test(#"public func run(_ parameters: [String: Value] = [:]) async throws(NaruError) -> QueryResult"#)
    func preparedQuery16() async throws {
        let result = try await query.run(["country": "KR", "since": "2023-05"])
        _ = result
    }
}
