import Foundation
import NaruShell
import NaruSyntax
import TestSupport
import Testing

/// Every code is explained, and what its explanation shows is so.
@Suite struct ExplanationTests {
    /// Codes that no short example can trigger, and who tests them instead.
    static let withoutExample: [String: String] = [
        "E1006": "the command line refuses such a file first; texts from a program are tested with the lexer",
        "E5003": "needs a hundred mistakes",
        "E5004": "needs four million bytes",
        "E5307": "needs a mistake of the formatter",
        "E4002": "names what is not built yet, so what triggers it changes",
        "E5001": "needs somebody to interrupt a run",
        "E5002": "needs a run with a limit",
        "E5102": "needs a file that the user may not read",
        "E5107": "needs 4 GB",
        "E5133": "needs a system without zlib or expat",
        "E5215": "needs a system without libxlsxwriter",
        "E5216": "needs more rows than a sheet holds",
        "E5217": "needs standard input; tested with the command line",
        "E5225": "needs a system without rsvg-convert; tested with the command line",
        "E5226": "needs a network of 10,000 nodes; tested with pictures",
        "W3011": "needs a workbook or a database; tested with them",
        "E5210": "needs a terminal; tested with the prompt",
        "E5211": "needs a terminal; tested with the prompt",
        "E5228": "needs a terminal; tested with the prompt",
        "E5303": "needs a file that the user may not read",
        "E5401": "needs a program that uses the library; tested with it",
        "E5402": "needs a program that uses the library; tested with it",
        "E5403": "needs a program that uses the library; tested with it",
        "E5404": "needs a program that uses the library; tested with it",
        "E5405": "needs a program that calls the C functions; tested with them",
        "E5406": "needs a program that calls the C functions; tested with them",
        "E5407": "needs a program that calls the C functions; tested with them",
    ]

    static let examples = Explanations.all.filter { $0.mistake != nil }

    /// Codes that stand in the sources, where a code is always a text by itself.
    static let codesOfSources: Set<String> = {
        let texts = Repository.files(under: "Sources", extension: "swift").map {
            try? String(contentsOf: $0, encoding: .utf8)
        }
        return Set(texts.compactMap { $0 }.flatMap { $0.matches(of: /"([EW]\d{4})"/).map { String($0.1) } })
    }()

    @Test func everyCodeHasOneEntryAndEveryEntryACode() {
        let explained = Explanations.all.map(\.code.description)
        #expect(Set(explained).count == explained.count)
        #expect(Self.codesOfSources.subtracting(explained).sorted() == [])
        #expect(Set(explained).subtracting(Self.codesOfSources).sorted() == [])
    }

    /// What a program or a data file can trigger has a case in plain text.
    @Test func everyCodeIsHitByAConformanceCase() {
        let cases = Repository.files(under: "Tests/Conformance", extension: "test").map {
            (try? String(contentsOf: $0, encoding: .utf8)) ?? ""
        }
        let hit = Set(cases.flatMap { $0.matches(of: /(?m)^! ([EW]\d{4})/).map { String($0.1) } })
        // Those of the command line and of single files are run as examples.
        let ownTests = Set(Self.withoutExample.keys).union(["W3002", "W3003", "W3004", "W3005", "W3010"])
        let missing = Self.codesOfSources.subtracting(hit).subtracting(ownTests).filter { !$0.hasPrefix("E5") }
        #expect(missing.sorted() == [])
    }

    @Test func entriesStandInOrder() {
        // Warnings stand behind the errors of their family.
        let keys = Explanations.all.map { entry in
            let code = entry.code.description
            return String(code.dropFirst().prefix(1)) + code
        }
        #expect(keys == keys.sorted())
    }

    @Test func everyEntryIsWholeInBothLanguages() {
        for entry in Explanations.all {
            for message in [entry.title, entry.text] {
                #expect(!message.english.contains(/[가-힣]/), "\(entry.code)")
                #expect(message.korean.contains(/[가-힣]/), "\(entry.code)")
            }
            let isExempt = Self.withoutExample[entry.code.description] != nil
            #expect((entry.mistake == nil) == isExempt && (entry.mend == nil) == isExempt, "\(entry.code)")
            #expect(entry.mistake?.kind == entry.mend?.kind || entry.mistake == nil, "\(entry.code)")
        }
    }

    @Test(arguments: examples)
    func exampleTriggersItsCode(_ entry: Explanation) throws {
        let errors = try entry.mistake.map { try ExplanationRun($0, of: entry.code).errors }
        #expect(errors?.contains("[\(entry.code)]") ?? false, "\(entry.code)\n\(errors ?? "")")
    }

    @Test(arguments: examples)
    func mendPrintsNothing(_ entry: Explanation) throws {
        let errors = try entry.mend.map { try ExplanationRun($0, of: entry.code).errors }
        // A note may say that there are no rows.
        #expect(
            errors.map { !$0.contains("error[") && !$0.contains("warning[") } ?? false, "\(entry.code)\n\(errors ?? "")"
        )
    }

    @Test func pageIsMadeOfTheExplanations() throws {
        Golden.expect(try ErrorsPage().text(), at: "Documentation/Errors.md")
    }
}
