import Foundation
import NaruData
import NaruSyntax
import TestSupport
import Testing

/// Holds `Grammar/ties.ebnf` to the readers: what derives from it is read.
struct TiesGrammarTests {
    private let grammar: Grammar
    private let seed = RandomSource.seed

    init() throws {
        let file = SharedData.repository.appending(path: "Grammar/ties.ebnf")
        grammar = try GrammarReader.read(String(contentsOf: file, encoding: .utf8))
    }

    @Test func everyRuleIsDefinedAndUsed() {
        let used = grammar.rules.values.reduce(into: Set(["records", "schema"])) { $0.formUnion(Self.names($1)) }
        let lexical: Set = [
            "NAME", "ID", "BACKQUOTED", "WORD", "INTEGER", "DECIMAL", "FLOAT", "COUNT",
        ]
        let rules = Set(grammar.rules.keys)
        #expect(used.subtracting(rules).isEmpty && rules.subtracting(lexical).subtracting(used).isEmpty)
    }

    /// The schema's reader takes what the grammar allows, and so does the formatter.
    @Test func schemasAreRead() throws {
        var generator = TiesSentence(grammar, seed: seed)
        for _ in 0..<600 {
            let text = "type first plural firsts\n" + generator.sentence(of: "schema")
            // One table a type: a rule of what a schema means.
            let types = text.components(separatedBy: "\ntype ")
            if types.contains(where: { $0.components(separatedBy: "  from ").count > 2 }) { continue }
            try expectFormatted(text, "schema.ties")
        }
    }

    @Test func recordsAreRead() throws {
        var generator = TiesSentence(grammar, seed: seed)
        for _ in 0..<600 { try expectFormatted(generator.sentence(of: "records"), "a.ties") }
    }

    /// Every form of value and of what stands under it loads.
    @Test func valuesLoad() throws {
        guard case .choice(let forms)? = grammar.rules["value"] else {
            Issue.record("the rule `value` has no alternatives")
            return
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Self.schema.write(to: folder.appending(path: "schema.ties"), atomically: true, encoding: .utf8)
        var generator = TiesSentence(grammar, seed: seed)
        for _ in 0..<60 {
            let lines = forms.indices.flatMap { form in
                Self.fields[form].map { field in
                    "  \(field) \(generator.sentence(of: forms[form]))\(detail(&generator))\n"
                }
            }
            let text = "source a1\nsource b-2.c\nthing it\n\(lines.joined())thing \"an id\"\n"
            try text.write(to: folder.appending(path: "a.ties"), atomically: true, encoding: .utf8)
            do throws(DatasetError) {
                _ = try DatasetLoader.load(paths: [folder.path])
            } catch {
                let nowhere = SourceText(name: "", utf8: [])
                Issue.record(
                    "NARU_SEED=\(seed)\n\(text)\n\(DiagnosticRenderer().render(error.diagnostics, in: nowhere))")
                return
            }
        }
    }

    private func detail(_ generator: inout TiesSentence) -> String {
        generator.pick(["", "\n    " + generator.sentence(of: "detail"), "\n    " + generator.sentence(of: "citation")])
    }

    /// The types of field that each alternative of `value` is for.
    private static let fields = [
        ["words"], ["kind"], ["flag"], ["flag"], ["count"], ["amount", "length"], ["length"], ["day"],
        ["span"], ["span"], ["time"], ["place"], ["size"], ["other"],
    ]

    private static let schema = """
        type thing plural things
          words text many
          kind enum one 하나, two many
          flag bool many
          count int many
          amount decimal many
          length float many
          day date many
          span period many
          time duration many
          place geo many
          size quantity many
          other -> thing many
        type source plural sources
        """

    private func expectFormatted(_ text: String, _ name: String) throws {
        do throws(DatasetError) {
            let once = try TiesFormatter.format(SourceText(name: name, text: text))
            let twice = try TiesFormatter.format(SourceText(name: name, text: once ?? ""))
            if once == nil || twice != once { Issue.record("NARU_SEED=\(seed)\n\(text)\n---\n\(once ?? "")") }
        } catch {
            let nowhere = SourceText(name: "", utf8: [])
            let reasons = DiagnosticRenderer().render(error.diagnostics, in: nowhere)
            Issue.record("NARU_SEED=\(seed)\n\(text)\n\(reasons)")
        }
    }

    private static func names(_ element: Grammar.Element) -> Set<String> {
        switch element {
        case .literal, .terminal: []
        case .rule(let name): [name]
        case .sequence(let parts), .choice(let parts): parts.reduce(into: []) { $0.formUnion(names($1)) }
        case .optional(let inner), .repetition(let inner), .glued(_, let inner): names(inner)
        }
    }
}
