import ArgumentParser

/// `naru schema infer`: a `schema.ties` for tables, to start from.
struct SchemaCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints a schema.ties for tables, to start from.",
        usage: "naru schema infer FILE...",
        discussion: """
            Each table becomes a type. Its fields get the types that all cells fit,
            dates their format; few values that come again and again become an
            enum, and columns whose values are the keys of another table links.
            Put the result as schema.ties beside the tables and correct it: what
            the cells happen to be need not be what was meant.

            EXAMPLES
              naru schema infer cities.csv twinnings.csv > schema.ties
              naru schema infer world.sqlite

            EXIT CODES
              0    done
              2    the command line is wrong
              5    a table cannot be read
            """)

    @Argument(help: ArgumentHelp("infer.", valueName: "action"))
    var action: String

    @Argument(help: ArgumentHelp("Tables: .csv, .tsv, .json, .ndjson, .sqlite.", valueName: "file"))
    var paths: [String]

    @OptionGroup(title: "Messages") var messages: MessageOptions

    func validate() throws {
        guard action == "infer" else { throw ValidationError("naru schema has one action: infer") }
    }

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        try OutputSink.standardOutput.writeAll(try Shell.inferredSchema(of: paths))
        return .success
    }
}
