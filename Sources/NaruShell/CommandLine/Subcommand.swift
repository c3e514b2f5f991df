import ArgumentParser

/// What `naru WORD …` does besides asking: a file of its own in this folder,
/// and a place in `Subcommands.all`.
protocol Subcommand: ParsableCommand {
    var messages: MessageOptions { get }

    /// Not `run`, which the argument parser keeps for programs that end by
    /// themselves.
    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus
}

enum Subcommands {
    static let all: [any Subcommand.Type] = [
        BuildCommand.self, CheckCommand.self, ExplainCommand.self, FmtCommand.self, SchemaCommand.self,
    ]

    static var names: [String] { all.map { $0.word } }

    /// Only the whole first argument is a subcommand's word. So
    /// `naru 'check | take 3'` and `naru -c check` are queries.
    static func find(_ arguments: [String]) -> (any Subcommand.Type)? {
        guard let first = arguments.first else { return nil }
        return all.first { $0.word == first }
    }

    /// A line for each, as `--help` lists them.
    static var summary: String {
        let width = names.map(\.count).max() ?? 0
        return all.map { type in
            "  naru \(type.word.padded(to: width))  \(type.configuration.abstract)"
        }.joined(separator: "\n")
    }
}

extension Subcommand {
    /// What it is called by.
    static var word: String { configuration.commandName ?? _commandName }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
