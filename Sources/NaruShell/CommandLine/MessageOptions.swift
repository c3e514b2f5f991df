import ArgumentParser

/// How a subcommand talks to its caller.
struct MessageOptions: ParsableArguments {
    @Option var lang: String?

    @Option var color: String?

    @Option var diagnostics: String?

    @Flag(name: .shortAndLong) var quiet = false
}
