import Naru
import NaruIDE
import NaruSemantics
import NaruSyntax

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

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
            types: { types }, parameters: { runner.definitions.parameters.map(\.name) }, statement: statement)
        return commands.completions(of: text, at: cursor)
    }

    private func statement(_ text: String, _ cursor: Int) -> Completions {
        let completer = Completer(
            checker: runner.checker, prefersAliases: prefersAliases, resolveImport: ImportReader.read)
        return completer.completions(of: text, at: cursor, after: runner.definitions.texts)
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

/// Completes lines that begin with a dot.
struct CommandCompleter {
    /// Names of types in the dataset, best first.
    let types: () -> [String]
    let parameters: () -> [String]
    /// Completes a statement; `cursor` in UTF-8 bytes.
    let statement: (String, Int) -> Completions

    func completions(of text: String, at cursor: Int) -> Completions {
        let typed = String(decoding: Array(text.utf8.prefix(cursor)), as: UTF8.self)
        guard let blank = typed.firstIndex(where: \.isWhitespace) else {
            return matching(
                typed, in: CommandTable.all.map { ("." + $0.name, $0.usage, $0.summary) }, at: cursor, .command)
        }
        guard let command = CommandTable.named(String(typed[..<blank].dropFirst())) else { return .none(at: cursor) }
        let argument = String(typed[blank...].drop(while: \.isWhitespace))
        if command.argument == .statement {
            let start = cursor - argument.utf8.count
            var found = statement(argument, argument.utf8.count)
            found.replaced = found.replaced.lowerBound + start..<found.replaced.upperBound + start
            return found
        }
        if command.argument == .file { return files(argument, at: cursor) }
        return matching(argument, in: words(command.argument).map { ($0, nil, nil) }, at: cursor, .keyword)
    }

    private func words(_ argument: ReplCommand.Argument) -> [String] {
        switch argument {
        case .none, .file, .statement, .date: []
        case .topic: HelpTopics.all + types()
        case .type: types()
        case .function: FunctionSignature.all.map(\.name)
        case .format: OutputFormat.textChoices
        case .language: ["en", "ko"]
        case .parameter: parameters()
        case .words(let words): words
        }
    }

    private func matching(
        _ typed: String, in choices: [(String, String?, Message?)], at cursor: Int, _ kind: CompletionItem.Kind
    ) -> Completions {
        var seen: Set<String> = []
        let found = choices.filter { $0.0.hasPrefix(typed) && seen.insert($0.0).inserted }
        return Completions(
            replaced: cursor - typed.utf8.count..<cursor,
            candidates: found.map { Candidate(text: $0.0, item: CompletionItem(kind, $0.0, type: $0.1, summary: $0.2)) }
        )
    }

    /// Names in the folder that the path has so far; folders end with `/`.
    private func files(_ typed: String, at cursor: Int) -> Completions {
        let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
        let start = String(typed.dropFirst(folder.count))
        let place = folder.isEmpty ? "." : FilePath.expanded(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        let fitting = names.filter { $0.hasPrefix(start) && (!start.isEmpty || !$0.hasPrefix(".")) }.sorted()
        let candidates = fitting.map { name -> Candidate in
            let path = folder + name + (FilePath.isFolder(place + "/" + name) ? "/" : "")
            return Candidate(text: path, item: CompletionItem(.file, path))
        }
        return Completions(replaced: cursor - typed.utf8.count..<cursor, candidates: candidates)
    }
}
