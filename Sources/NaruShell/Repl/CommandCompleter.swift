import Foundation
import NaruIDE
import NaruSemantics
import NaruSyntax

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
        case .format: OutputFormat.allCases.map(\.rawValue)
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
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: place + "/" + name, isDirectory: &isFolder)
            let path = folder + name + (isFolder.boolValue ? "/" : "")
            return Candidate(text: path, item: CompletionItem(.file, path))
        }
        return Completions(replaced: cursor - typed.utf8.count..<cursor, candidates: candidates)
    }
}
