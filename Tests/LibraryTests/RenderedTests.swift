import Naru
import TestSupport
import Testing

/// A program gets the very text that the command line prints.
@Suite struct RenderedTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        var options: [String] = []
        var parameters: [String: Value] = [:]
        var code: NaruError.Code

        var testDescription: String { text }
    }

    private static let mistakes = [
        Mistake(text: "cities | select nmae", code: .unknownField),
        Mistake(text: "cities | where nmae = 1 | selct name", code: NaruError.Code(rawValue: "E1020")),
        Mistake(text: "cities | select nmae, iosx", code: .unknownField),
        Mistake(text: "param n: int\ncities | take $n", code: .parameterMissing),
        Mistake(
            text: "param n: int\ncities | take $n", options: ["-P", "n=many"], parameters: ["n": "many"],
            code: .parameterUnreadable),
    ]

    @Test(arguments: mistakes, [("en", NaruDiagnostic.Language.english), ("ko", .korean)])
    func isWhatTheCommandLinePrints(
        _ mistake: Mistake, _ language: (option: String, value: NaruDiagnostic.Language)
    ) async throws {
        let session = Session(try Dataset.bundled)
        let error = await #expect(throws: NaruError.self) { try await session.run(mistake.text, mistake.parameters) }
        #expect(error?.code == mistake.code)
        let outcome = try Tool.run(
            ["--lang", language.option, "--format", "csv"] + mistake.options + ["-c", mistake.text])
        // Where a whole list is shown, and how a value is given, only the command
        // line says.
        let errors = outcome.errors.replacing(/\ \(`naru [^)]*\)|   = [^\n]*`-P [^\n]*\n/, with: "")
        #expect(error?.rendered(in: language.value) == errors)
    }

    /// Which limit, and how far the run had got.
    @Test(
        arguments: [
            (Limits(rows: 3), "the result has more rows than its limit of 3"),
            (Limits(memory: .kilobytes(1)), "the query needs more memory than its limit of 1 kB"),
            (Limits(time: .zero), "the query took longer than its limit of 0.0 seconds"),
        ])
    func aLimitSaysHowFarTheRunGot(_ limits: Limits, _ message: String) async throws {
        let session = Session(try Dataset.bundled, limits: limits)
        let text = "claims | sort value | select subject, field, value"
        let error = await #expect(throws: NaruError.self) { try await session.run(text) }
        #expect(error?.code == .limitReached)
        #expect(error?.message == message)
        let diagnostic = try #require(error?.diagnostics.first)
        #expect(diagnostic.label()?.contains("rows handled") == true)
        #expect(diagnostic.help.count == 1 && diagnostic.help(in: .korean).count == 1)
    }
}
