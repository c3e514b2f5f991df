import Naru
import NaruIDE
import NaruSemantics
import NaruSyntax

/// Answers what a line editor asks, from the dataset of the session and the
/// definitions made in it.
struct SessionAssistant: LineAssistant {
    unowned let repl: Repl

    private var runner: ProgramRunner { repl.runner }
    private var prefersAliases: Bool { repl.language == .korean }

    /// A command is one line, but the query behind one may take several.
    func isComplete(_ text: String) -> Bool {
        guard text.hasPrefix(".") else { return Parser.isComplete(text) }
        let name = text.dropFirst().prefix { !$0.isWhitespace }
        let rest = text.dropFirst(name.count + 1)
        guard CommandTable.named(String(name))?.argument == .statement else { return true }
        return Parser.isComplete(String(rest))
    }

    func completions(of text: String, at cursor: Int) -> Completions {
        guard text.hasPrefix(".") else { return statement(text, cursor) }
        let commands = CommandCompleter(
            types: { types }, parameters: { runner.declaredParameters.map(\.name) }, statement: statement)
        return commands.completions(of: text, at: cursor)
    }

    private func statement(_ text: String, _ cursor: Int) -> Completions {
        let completer = Completer(
            checker: runner.checker, prefersAliases: prefersAliases, resolveImport: ImportReader.read)
        return completer.completions(of: text, at: cursor, after: runner.definitionsText)
    }

    private var types: [String] {
        let types = runner.checker.catalog.schema.types
        return prefersAliases
            ? types.flatMap { $0.aliases } + types.map(\.name) : types.map(\.name) + types.flatMap { $0.aliases }
    }

    /// Type, names in other languages, what it does.
    func description(of candidate: Candidate) -> String {
        let item = candidate.item
        let named = item.kind != .keyword && item.kind != .command && item.kind != .file
        let others = ([item.name] + item.aliases).filter { $0 != candidate.text && named }
        let summary = item.summary.map { $0[repl.language] }
        return [item.type, others.isEmpty ? nil : others.joined(separator: ", "), summary]
            .compactMap { $0 }.joined(separator: "  ")
    }
}
