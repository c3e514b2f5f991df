import ArgumentParser
import NaruSyntax

/// How a subcommand talks to its caller.
struct MessageOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The language of messages: en, ko.", valueName: "language"))
    var lang: String?

    @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
    var color: String?

    @Option(help: ArgumentHelp("How errors are written: human or json.", valueName: "form"))
    var diagnostics: String?

    @Flag(name: .shortAndLong, help: "No notes and warnings.")
    var quiet = false

    var language: Language { MessageLanguage.chosen(lang) }
}
