// swift-format-ignore-file
// Made from Sources/Naru/Errors/NaruError.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct NaruError: Error, Sendable, CustomStringConvertible"#)
    func naruError1() async throws {
        do {
            _ = try session.prepare("cities | select nmae")
        } catch {
            expect(error.code, #"E2003"#)
            print(error.rendered)
        }
    }

    @Test(#"public let diagnostics: [NaruDiagnostic]"#)
    func naruError2() async throws {
        expect(error.diagnostics.count, #"1"#)
    }

    @Test(#"public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible"#)
    func naruError3() async throws {
        expect(error.code == .unknownField, #"true"#)
    }

    @Test(#"public var code: Code"#)
    func naruError4() async throws {
        expect(error.code, #"E2003"#)
    }

    @Test(#"public var message: String"#)
    func naruError5() async throws {
        expect(error.message, #""'nmae' is not a field of city""#)
    }

    @Test(#"public var rendered: String"#)
    func naruError6() async throws {
        print(error.rendered)
    }

    @Test(#"public func rendered(in language: NaruDiagnostic.Language) -> String"#)
    func naruError7() async throws {
        print(error.rendered(in: .korean))
    }

    @Test(#"public struct NaruSuggestion: Hashable, Sendable"#)
    func naruError8() async throws {
        let mended = diagnostic.suggestions.first?.applied(to: text)
        _ = mended
    }

    @Test(#"public struct Edit: Hashable, Sendable"#)
    func naruError9() async throws {
        expect(edit.replacement, #""name""#)
    }

    @Test(#"public let start: NaruDiagnostic.Location"#)
    func naruError10() async throws {
        expect(edit.start.column, #"17"#)
    }

    @Test(#"public let end: NaruDiagnostic.Location"#)
    func naruError11() async throws {
        expect(edit.end.column, #"21"#)
    }

    @Test(#"public let utf8Range: Range<Int>"#)
    func naruError12() async throws {
        expect(edit.utf8Range, #"16..<20"#)
    }

    @Test(#"public let replacement: String"#)
    func naruError13() async throws {
        expect(edit.replacement, #""name""#)
    }

    @Test(#"public let edits: [Edit]"#)
    func naruError14() async throws {
        expect(suggestion.edits.count, #"1"#)
    }

    @Test(#"public func message(in language: NaruDiagnostic.Language = .english) -> String"#)
    func naruError15() async throws {
        expect(suggestion.message(), #""did you mean 'name'?""#)
    }

    @Test(#"public func applied(to text: String) -> String"#)
    func naruError16() async throws {
        expect(suggestion.applied(to: "cities | select nmae"), #""cities | select name""#)
    }
}
