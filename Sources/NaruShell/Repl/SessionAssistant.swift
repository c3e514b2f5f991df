import Naru
import NaruIDE
import NaruSemantics
import NaruSyntax

/// Answers what a line editor asks, from the dataset of the session and the
/// definitions made in it.
struct SessionAssistant: LineAssistant {
    let runner: ProgramRunner

    func isComplete(_ text: String) -> Bool { Parser.isComplete(text) }

    func completions(of text: String, at cursor: Int) -> Completions {
        let completer = Completer(
            checker: runner.checker, prefersAliases: runner.options.formatting.messages == .korean,
            resolveImport: ImportReader.read)
        return completer.completions(of: text, at: cursor, after: runner.definitionsText)
    }

    /// Type, names in other languages, what it does.
    func description(of candidate: Candidate) -> String {
        let item = candidate.item
        let others = ([item.name] + item.aliases).filter { $0 != candidate.text && item.kind != .keyword }
        let summary = item.summary.map { $0[runner.options.formatting.messages] }
        return [item.type, others.isEmpty ? nil : others.joined(separator: ", "), summary]
            .compactMap { $0 }.joined(separator: "  ")
    }
}
