import Foundation
import Naru
import NaruEngine
import NaruSemantics
import NaruSyntax
import TestSupport
import Testing

/// What a message proposes checks in its place, with the types at hand.
@Suite struct SuggestionTests {
    static let programs = ConformanceTests.cases.filter { !$0.isCheck }

    @Test(arguments: programs)
    func checkInTheirPlaces(_ test: ConformanceCase) throws {
        guard let trial = try SuggestionTrial(test) else { return }
        for complaint in trial.complaints { Issue.record("\(complaint)\n\(test.program)") }
    }

    /// A mend of a value that a run could not compute leaves nothing to warn of.
    @Test(arguments: programs)
    func mendsOfRunsEndTheirWarnings(_ test: ConformanceCase) throws {
        guard test.expected.contains("! W40"), let trial = try SuggestionTrial(test) else { return }
        for warning in trial.runWarnings(of: trial.source) {
            for suggestion in warning.suggestions {
                let text = suggestion.applied(to: trial.source)
                #expect(trial.errors(of: text).isEmpty, "\(String(decoding: text.utf8, as: UTF8.self))")
                let left = trial.runWarnings(of: text).filter {
                    $0.code == warning.code && $0.span?.start == warning.span?.start
                }
                #expect(left.isEmpty, "\(String(decoding: text.utf8, as: UTF8.self))")
            }
        }
    }

    /// Words name what to do; what can be typed is a suggestion, which is tried.
    @Test(arguments: programs)
    func wordsHoldNoRewritings(_ test: ConformanceCase) throws {
        guard let trial = try SuggestionTrial(test) else { return }
        for diagnostic in trial.diagnostics {
            for words in diagnostic.help + [diagnostic.label].compactMap(\.self) {
                #expect(!words.english.contains(/[Ww]rite ['`"]/), "\(diagnostic.code) \(words.english)")
                #expect(!words.korean.contains(/쓰세요: `/), "\(diagnostic.code) \(words.korean)")
            }
        }
    }

    /// The rewritings that beginners need most.
    @Test func whatIsProposed() throws {
        let session = Session(try Datasets.shared.dataset(nil), today: 0)
        let expected = [
            "agreements | where signed > 2023-01-01": "agreements | where signed > @2023-01-01",
            "cities | where name like \"S%\"": "cities | where starts_with(name, \"S\")",
            "cities | where name like \"%x%\"": "cities | where name ~ \"x\"",
            "cities | where name not like \"%x\"": "cities | where not ends_with(name, \"x\")",
            "cities | where name matches \"^S\"": "cities | where starts_with(name, \"S\")",
            "agreements | where sectors = \"bio\"": "agreements | where sector \"bio\" in sectors",
            "cities | where country = South Korea": "cities | where country = country \"South Korea\"",
            "agreements | where signed between 2020 and 2022": "agreements | where signed in @2020..@2022",
            "agreements | group by kind, n: count()": "agreements | group by kind into n: count()",
            "agreements | select year(signed)": "agreements | select signed.year",
            "cities | select partners.count()": "cities | select count(partners)",
            "cities | where name is not null": "cities | where any name",
            "agreements | select kind as art": "agreements | select art: kind",
            "agreements | order by signed": "agreements | sort signed",
            "agreements | where kind in (\"mou\", \"sister\")": "agreements | where kind in [.mou, .sister]",
        ]
        for (program, mended) in expected {
            let source = SourceText(name: "query", text: program)
            let found = session.compile(source).diagnostics.flatMap(\.suggestions).map {
                String(decoding: $0.applied(to: source).utf8, as: UTF8.self)
            }
            #expect(found.first == mended, "\(program): \(found)")
        }
    }

    /// What can't be read first is mended alone, and what can't be read behind
    /// it together with it.
    @Test func aMendOfTwoMistakes() throws {
        let session = Session(try Datasets.shared.dataset(nil), today: 0)
        let source = SourceText(name: "query", text: "cities | where country == South Korea")
        let found = session.compile(source).diagnostics.map { diagnostic in
            diagnostic.suggestions.map { String(decoding: $0.applied(to: source).utf8, as: UTF8.self) }
        }
        #expect(
            found == [
                ["cities | where country = South Korea"], ["cities | where country = country \"South Korea\""],
            ])
    }

    /// Queries that check, broken in the ways in which people get them wrong.
    @Test(.timeLimit(.minutes(10))) func checkInTheirPlacesInBrokenQueries() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        var answered: [Breakage: (broken: Int, helped: Int)] = [:]
        for _ in 0..<400 {
            let test = random.pick(Self.programs)
            let breakage = random.pick(Breakage.allCases)
            guard test.program.utf8.count < 400, !test.expected.contains("! E"),
                let broken = breakage.broken(test.program, &random)
            else { continue }
            var mistaken = test
            mistaken.program = broken
            guard let trial = try SuggestionTrial(mistaken), !trial.diagnostics.isEmpty else { continue }
            for complaint in trial.complaints { Issue.record("NARU_SEED=\(seed) \(breakage)\n\(complaint)\n\(broken)") }
            let isHelped = trial.diagnostics.contains { !$0.suggestions.isEmpty }
            answered[breakage, default: (0, 0)].broken += 1
            answered[breakage, default: (0, 0)].helped += isHelped ? 1 : 0
        }
        let (broken, helped) = answered.values.reduce((0, 0)) { ($0.0 + $1.broken, $0.1 + $1.helped) }
        #expect(helped * 10 >= broken * 6, "NARU_SEED=\(seed) \(answered)")
    }
}

/// A program with what is said of it, and each proposal tried.
struct SuggestionTrial {
    let source: SourceText
    let diagnostics: [Diagnostic]
    private let session: Session
    private let test: ConformanceCase

    /// Nil where the dataset itself is wrong.
    init?(_ test: ConformanceCase) throws {
        guard let dataset = try? Datasets.shared.dataset(test.data), dataset.diagnostics.isEmpty else { return nil }
        self.test = test
        session = Session(dataset, today: PartialDate(test.today)?.first ?? 0)
        source = SourceText(name: "query", text: test.program)
        diagnostics = session.compile(source, importing: CaseRunner.imported).diagnostics
    }

    func errors(of text: SourceText) -> [Diagnostic] {
        session.compile(text, importing: CaseRunner.imported).diagnostics.filter { $0.severity == .error }
    }

    func runWarnings(of text: SourceText) -> [Diagnostic] {
        let compilation = session.compile(text, importing: CaseRunner.imported)
        return (compilation.program?.queries ?? []).flatMap { query -> [Diagnostic] in
            let summary = try? session.run(query, of: compilation, parameters: test.parameters) { _ in true }
            return summary?.warnings ?? []
        }
    }

    /// Proposals that leave what they mend, or that bring mistakes of their own.
    var complaints: [String] {
        let before = Self.counts(diagnostics)
        return diagnostics.filter { ($0.source ?? source) == source }.flatMap { diagnostic in
            diagnostic.suggestions.compactMap { suggestion -> String? in
                guard suggestion.fits(source) else { return "\(diagnostic.code) has edits outside of the text" }
                let text = suggestion.applied(to: source)
                let mended = String(decoding: text.utf8, as: UTF8.self)
                let after = session.compile(text, importing: CaseRunner.imported).diagnostics
                var left = Self.counts(after.filter { $0.severity == .error })
                for (key, count) in before { left[key] = (left[key] ?? 0) - count }
                let own = Self.key(diagnostic)
                let isMended = Self.counts(after)[own, default: 0] < before[own, default: 0]
                let new = left.filter { $0.value > 0 }.keys
                return new.isEmpty && isMended ? nil : "\(own) proposes \(mended), which gives \(new.sorted())"
            }
        }
    }

    private static func key(_ diagnostic: Diagnostic) -> String { "\(diagnostic.code) \(diagnostic.message.english)" }

    private static func counts(_ diagnostics: [Diagnostic]) -> [String: Int] {
        Dictionary(diagnostics.map { (key($0), 1) }, uniquingKeysWith: +)
    }
}
