// swift-format-ignore-file
// Made from Sources/Naru/Errors/NaruSuggestion.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct NaruSuggestion: Hashable, Sendable"#)
    func naruSuggestion1() async throws {
        let mended = diagnostic.suggestions.first?.applied(to: text)
        _ = mended
    }

    @Test(#"public struct Edit: Hashable, Sendable"#)
    func naruSuggestion2() async throws {
        expect(edit.replacement, #""name""#)
    }

    @Test(#"public let start: NaruDiagnostic.Location"#)
    func naruSuggestion3() async throws {
        expect(edit.start.column, #"17"#)
    }

    @Test(#"public let end: NaruDiagnostic.Location"#)
    func naruSuggestion4() async throws {
        expect(edit.end.column, #"21"#)
    }

    @Test(#"public let utf8Range: Range<Int>"#)
    func naruSuggestion5() async throws {
        expect(edit.utf8Range, #"16..<20"#)
    }

    @Test(#"public let replacement: String"#)
    func naruSuggestion6() async throws {
        expect(edit.replacement, #""name""#)
    }

    @Test(#"public let edits: [Edit]"#)
    func naruSuggestion7() async throws {
        expect(suggestion.edits.count, #"1"#)
    }

    @Test(#"public func message(in language: NaruDiagnostic.Language = .english) -> String"#)
    func naruSuggestion8() async throws {
        expect(suggestion.message(), #""did you mean 'name'?""#)
    }

    @Test(#"public func applied(to text: String) -> String"#)
    func naruSuggestion9() async throws {
        expect(suggestion.applied(to: "cities | select nmae"), #""cities | select name""#)
    }
}
