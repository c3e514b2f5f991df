import ArgumentParser
import NaruData

/// `naru schema city`: what a dataset holds. `naru schema infer cities.csv`: a
/// `schema.ties` for tables, to start from.
struct SchemaCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: "schema")

    /// A type, or `infer`.
    @Argument var word: String?

    /// More types, or the tables behind `infer`.
    @Argument var rest: [String] = []

    @Option var data: [String] = []

    @Flag var lenient = false

    @OptionGroup var tables: TableArguments

    @Option(parsing: .unconditional) var threads: String?

    @OptionGroup var messages: MessageOptions

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        let options = Settings.loadOptions(
            isLenient: lenient, threads: try Settings.threads(threads), try tables.given.options(),
            tables.allowOutside)
        if word == "infer" {
            guard !rest.isEmpty else { throw .noTableToInfer }
            try OutputSink.standardOutput.show(try Shell.inferredSchema(of: rest, options, reporter))
            return .success
        }
        let words = (word.map { [$0] } ?? []) + rest
        try Shell.showSchema(of: words, in: try Shell.dataset(of: data, options: options, reporter), reporter)
        return .success
    }
}
