import Naru
import NaruShell
import NaruSyntax
import Testing

/// What the messages of the explanations propose checks in its place.
@Suite struct ExplanationSuggestionTests {
    static let queries = Explanations.all.filter { $0.mistake?.kind == .query }

    @Test(arguments: queries)
    func checkInTheirPlaces(_ entry: Explanation) throws {
        let session = Session(try Example.dataset.get(), today: Example.today)
        let source = SourceText(name: "query", text: entry.mistake?.text ?? "")
        let found = session.compile(source).diagnostics
        for diagnostic in found {
            for suggestion in diagnostic.suggestions {
                let text = suggestion.applied(to: source)
                let after = session.compile(text).diagnostics.filter { $0.severity == .error }
                #expect(
                    after.count < max(1, found.count), "\(entry.code) \(String(decoding: text.utf8, as: UTF8.self))")
                #expect(!after.contains { $0.message == diagnostic.message }, "\(entry.code)")
            }
        }
    }
}
