import ArgumentParser

/// `naru schema infer`: a `schema.ties` for tables, to start from.
struct SchemaCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: "schema")

    @Argument var action: String

    @Argument var paths: [String]

    @OptionGroup var messages: MessageOptions

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        guard action == "infer" else { throw .unknownChoice(action, option: "schema", choices: ["infer"]) }
        try OutputSink.standardOutput.writeAll(try Shell.inferredSchema(of: paths))
        return .success
    }
}
