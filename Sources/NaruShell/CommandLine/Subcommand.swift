import ArgumentParser

/// What `naru WORD …` does besides asking: a file of its own in this folder,
/// and a place in `Subcommands.all`.
protocol Subcommand: ParsableCommand {
    /// What it is called by, apart from the page, so that a query needs none.
    static var word: String { get }
    static var page: CommandPage { get }
    var messages: MessageOptions { get }

    /// Not `run`, which the argument parser keeps for programs that end by
    /// themselves.
    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus
}

enum Subcommands {
    static let all: [any Subcommand.Type] = [
        BuildCommand.self, CheckCommand.self, CompletionsCommand.self, ExplainCommand.self, ExportCommand.self,
        FmtCommand.self, ManualCommand.self, SchemaCommand.self,
    ]

    static var names: [String] { all.map { $0.word } }

    /// Only the whole first argument is a subcommand's word. So
    /// `naru 'check | take 3'` and `naru -c check` are queries.
    static func find(_ arguments: [String]) -> (any Subcommand.Type)? {
        guard let first = arguments.first else { return nil }
        return all.first { $0.word == first }
    }
}
