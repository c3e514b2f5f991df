import ArgumentParser

/// `naru schema city`: what a dataset holds. `naru schema infer cities.csv`: a
/// `schema.ties` for tables, to start from.
struct SchemaCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: "schema")

    @Argument var words: [String] = []

    @Option var data: [String] = []

    @Flag var lenient = false

    @OptionGroup var messages: MessageOptions

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        if words.first == "infer" {
            let paths = Array(words.dropFirst())
            guard !paths.isEmpty else { throw .noTableToInfer }
            try OutputSink.standardOutput.writeAll(try Shell.inferredSchema(of: paths))
            return .success
        }
        try Shell.showSchema(of: words, in: try Shell.dataset(of: data, isLenient: lenient, reporter), reporter)
        return .success
    }
}
