import ArgumentParser
import Naru
import Synchronization

/// The command line as it is declared; `Settings` makes sense of it.
struct NaruCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "naru",
        abstract: "Asks questions about partnerships between cities.",
        usage: "naru [options] [QUERY | FILE.naru]",
        discussion: HelpText.discussion,
        version: "naru \(NaruVersion.text)")

    @Option(
        name: [.customShort("c"), .customLong("command")], parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Run a query; repeatable, in the order given with -f.", valueName: "query"),
        transform: OrderedInput.query)
    var queries: [OrderedInput] = []

    @Option(
        name: [.customShort("f"), .customLong("file")], parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Run a script; - is standard input.", valueName: "file"),
        transform: OrderedInput.file)
    var files: [OrderedInput] = []

    @Option(
        help: ArgumentHelp(
            "A dataset folder or a table to query instead of the partnerships; repeatable.", valueName: "path"))
    var data: [String] = []

    @Flag(help: "Load what is good of --data, and list what is not.")
    var lenient = false

    @Option(help: ArgumentHelp("\(OutputFormat.list).", valueName: "format"))
    var format: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("Write results to a file.", valueName: "file"))
    var output: String?

    @Flag(help: "Leave out the header.")
    var noHeader = false

    @Option(
        name: .customLong("null"), parsing: .unconditional,
        help: ArgumentHelp("What to write for an absent value.", valueName: "text"))
    var absent: String?

    @Option(help: ArgumentHelp("Write at most so many rows of each result.", valueName: "n|all"))
    var maxRows: String?

    @Option(help: ArgumentHelp("How wide a box or a bar chart may be.", valueName: "columns"))
    var width: String?

    @Option(
        name: [.customShort("P"), .customLong("param")], parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Bind a parameter; repeatable.", valueName: "name=value"))
    var parameters: [String] = []

    @Option(help: ArgumentHelp("The day that 'today' means.", valueName: "date"))
    var today: String?

    @Option(help: ArgumentHelp("The language of names and messages: en, ko.", valueName: "language"))
    var lang: String?

    @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
    var color: String?

    @Option(help: ArgumentHelp("How errors are written: human or json.", valueName: "form"))
    var diagnostics: String?

    @Option(help: ArgumentHelp("End a query that takes longer: 500ms, 5s, 2m, 1h.", valueName: "time"))
    var timeout: String?

    @Option(
        help: ArgumentHelp(
            "End a query that needs more memory: 512MB, 2GB, none; half of the machine's unless told.",
            valueName: "size"))
    var maxMemory: String?

    @Flag(help: "Tell rows, time and memory of each query on standard error.")
    var stats = false

    @Flag(name: .shortAndLong, help: "No notes, warnings and footers.")
    var quiet = false

    @Flag(help: "Parse and check, but run nothing.")
    var check = false

    @Flag(help: "Read no init file at the prompt.")
    var noInit = false

    @Flag(help: "Go on after a query that fails.")
    var keepGoing = false

    /// Whatever is no option of this program: the query, and what a script's
    /// parameters are bound to.
    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("A query, or a script.", visibility: .hidden))
    var arguments: [String] = []

    static let optionNames = [
        "--command", "--file", "--data", "--lenient", "--format", "--output", "--no-header", "--null", "--max-rows",
        "--width",
        "--param", "--today", "--lang", "--color", "--diagnostics", "--timeout", "--max-memory",
        "--stats", "--quiet", "--check", "--keep-going", "--no-init", "--version",
        "--help",
    ]
}

/// A `-c` or `-f` and its place among the others.
struct OrderedInput: Sendable {
    var input: Input
    var place: Int

    /// Arguments are read from left to right, so a rising number keeps their
    /// order across two options.
    private static let count = Atomic<Int>(0)

    @Sendable static func query(_ text: String) -> OrderedInput { next(.query(text)) }
    @Sendable static func file(_ path: String) -> OrderedInput { next(path == "-" ? .standardInput : .file(path)) }

    private static func next(_ input: Input) -> OrderedInput {
        OrderedInput(input: input, place: count.add(1, ordering: .relaxed).newValue)
    }
}

/// Where a program comes from.
enum Input: Hashable, Sendable {
    case query(String)
    case file(String)
    case standardInput
}
