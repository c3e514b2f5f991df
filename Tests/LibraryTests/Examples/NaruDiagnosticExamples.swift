// swift-format-ignore-file
// Made from Sources/Naru/Errors/NaruDiagnostic.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct NaruDiagnostic: Hashable, Sendable, CustomStringConvertible"#)
    func naruDiagnostic1() async throws {
        for warning in result.warnings { print(warning.rendered) }
    }

    @Test(#"public enum Language: Hashable, Sendable"#)
    func naruDiagnostic2() async throws {
        expect(error.rendered(in: .korean).hasPrefix("오류[E2003]"), #"true"#)
    }

    @Test(#"public struct Location: Hashable, Sendable"#)
    func naruDiagnostic3() async throws {
        expect(diagnostic.location?.line, #"1"#)
    }

    @Test(#"public let file: String"#)
    func naruDiagnostic4() async throws {
        expect(diagnostic.location?.file, #""query""#)
    }

    @Test(#"public let line: Int"#)
    func naruDiagnostic5() async throws {
        expect(diagnostic.location?.line, #"1"#)
    }

    @Test(#"public let column: Int"#)
    func naruDiagnostic6() async throws {
        expect(diagnostic.location?.column, #"17"#)
    }

    @Test(#"public var code: NaruError.Code"#)
    func naruDiagnostic7() async throws {
        expect(diagnostic.code, #"E2003"#)
    }

    @Test(#"public var isError: Bool"#)
    func naruDiagnostic8() async throws {
        expect(diagnostic.isError, #"true"#)
    }

    @Test(#"public var message: String"#)
    func naruDiagnostic9() async throws {
        expect(diagnostic.message, #""'nmae' is not a field of city""#)
    }

    @Test(#"public var help: [String]"#)
    func naruDiagnostic10() async throws {
        expect(diagnostic.help.count, #"1"#)
    }

    @Test(#"public func message(in language: Language) -> String"#)
    func naruDiagnostic11() async throws {
        expect(diagnostic.message(in: .korean), #""city에 'nmae'라는 필드가 없습니다""#)
    }

    @Test(#"public func label(in language: Language = .english) -> String?"#)
    func naruDiagnostic12() async throws {
        expect(diagnostic.label(), #""did you mean 'name'?""#)
    }

    @Test(#"public func help(in language: Language) -> [String]"#)
    func naruDiagnostic13() async throws {
        expect(diagnostic.help(in: .korean).count, #"1"#)
    }

    @Test(#"public var suggestions: [NaruSuggestion]"#)
    func naruDiagnostic14() async throws {
        expect(diagnostic.suggestions[0].edits[0].replacement, #""name""#)
    }

    @Test(#"public var location: Location?"#)
    func naruDiagnostic15() async throws {
        expect(diagnostic.location?.column, #"17"#)
    }

    @Test(#"public var rendered: String"#)
    func naruDiagnostic16() async throws {
        expect(diagnostic.rendered.hasPrefix("error[E2003]"), #"true"#)
    }

    @Test(#"public func rendered(in language: Language) -> String"#)
    func naruDiagnostic17() async throws {
        expect(diagnostic.rendered(in: .korean).hasPrefix("오류[E2003]"), #"true"#)
    }
}
