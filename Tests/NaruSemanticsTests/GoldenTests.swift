import Foundation
import NaruSemantics
import NaruSyntax
import Testing

/// Queries with what the checker says of them, in plain files: rendered
/// diagnostics, else the result's columns with their types.
struct GoldenTests {
    @Test func everyCaseReadsAsRecorded() throws {
        let files = try GoldenFile.all()
        for var file in files {
            let language: Language = file.url.lastPathComponent.hasSuffix(".ko.txt") ? .korean : .english
            for position in file.cases.indices {
                let found = Self.outcome(file.cases[position].program, language).trimmed
                if GoldenFile.isRecording {
                    file.cases[position].expected = found
                } else {
                    let title = "\(file.url.lastPathComponent): \(file.cases[position].title)"
                    #expect(found == file.cases[position].expected, "\(title)")
                }
            }
            if GoldenFile.isRecording { try file.write() }
        }
        #expect(!GoldenFile.isRecording, "recorded; run again without RECORD_SNAPSHOTS")
    }

    @Test func preludeHasNoMistakes() {
        #expect(Self.checker.preludeDiagnostics.isEmpty)
    }

    static let prelude = """
        let party.country = first(reached(it, via: within)[is country])
        let agreement.parties = participants[role = .signatory].who
        let party.partners = participations.occasion[is agreement].parties except it
        """

    static let imports = [
        "common.naru": "let shared = cities | where population > 3",
        "broken.naru": "let shared = cities | where populaton > 3",
        "one.naru": "import \"two.naru\"",
        "two.naru": "import \"one.naru\"",
        "query.naru": "cities",
    ]

    static let checker = Checker(catalog: FakeCatalog(), prelude: [parsed(prelude, name: "prelude.naru")])

    static func parsed(_ text: String, name: String) -> ProgramText {
        let source = SourceText(name: name, text: text)
        return ProgramText(Parser.parse(source).program, source: source)
    }

    static func outcome(_ text: String, _ language: Language) -> String {
        let source = SourceText(name: "query", text: text)
        let parsed = Parser.parse(source)
        let renderer = DiagnosticRenderer(language: language)
        guard parsed.diagnostics.isEmpty else {
            return "does not parse\n" + renderer.render(parsed.diagnostics, in: source)
        }
        let result = checker.check(parsed.program, source: source) { path, _ in
            imports[path].map { SourceText(name: path, text: $0) }
        }
        let messages = renderer.render(result.diagnostics, in: source)
        guard let program = result.program else { return messages }
        return messages + program.queries.map { Self.columns($0) }.joined(separator: "\n")
    }

    static func columns(_ query: OutputQuery) -> String {
        query.columns.map { "\($0.name): \(Schema.harbour.describe($0.value.type))" }.joined(separator: "\n")
    }
}
