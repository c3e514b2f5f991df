import ArgumentParser
import Naru
import Synchronization

/// The command line as it is declared; `Settings` makes sense of it.
struct NaruCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "naru", version: "naru \(NaruVersion.text)")

    @Option(
        name: [.customShort("c"), .customLong("command")], parsing: .unconditionalSingleValue,
        transform: OrderedInput.query) var queries: [OrderedInput] = []

    @Option(
        name: [.customShort("f"), .customLong("file")], parsing: .unconditionalSingleValue,
        transform: OrderedInput.file) var files: [OrderedInput] = []

    @Flag(name: [.customShort("i"), .customLong("interactive")]) var staysInteractive = false

    @Option var params: String?

    @Flag var lenient = false

    @Option var data: [String] = []

    @Option var format: String?

    @Option(name: .shortAndLong) var output: String?

    @Flag var noHeader = false

    @Option(name: .customLong("null"), parsing: .unconditional) var absent: String?

    @Option(parsing: .unconditional) var maxRows: String?

    @Option(parsing: .unconditional) var width: String?

    @Option(name: [.customShort("P"), .customLong("param")], parsing: .unconditionalSingleValue)
    var parameters: [String] = []

    @Option(parsing: .unconditional) var today: String?

    @Option var lang: String?

    @Option var color: String?

    @Option var diagnostics: String?

    @Option(parsing: .unconditional) var timeout: String?

    @Option(parsing: .unconditional) var maxMemory: String?

    @Option(parsing: .unconditional) var threads: String?

    @Flag var stats = false

    @Flag(name: .shortAndLong) var quiet = false

    @Flag var check = false

    @Flag var noInit = false

    @Flag var keepGoing = false

    /// Whatever is no option of this program: the query, and what a script's
    /// parameters are bound to.
    @Argument(parsing: .allUnrecognized) var arguments: [String] = []

    static var optionNames: [String] { CommandPage.main.options.flatMap(\.names).filter { $0.hasPrefix("--") } }
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
