import ArgumentParser
import Naru
import Synchronization

/// The command line as it is declared.
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

    @OptionGroup var tables: TableArguments

    @Option var data: [String] = []

    @Option var format: String?

    @Option var chart: String?

    @Option(parsing: .unconditional) var title: String?

    @Option(name: .shortAndLong) var output: String?

    @Option var outputEncoding: String?

    @Flag var noHeader = false

    @Flag(name: .customLong("safe-csv")) var safeCSV = false

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

    var given: GivenOptions {
        GivenOptions(
            inputs: (queries + files).sorted { $0.place < $1.place }.map(\.input), params: params, data: data,
            format: format, chart: chart, title: title, output: output, outputEncoding: outputEncoding, absent: absent,
            maxRows: maxRows,
            width: width, parameters: parameters,
            today: today, lang: lang, color: color, diagnostics: diagnostics, timeout: timeout, maxMemory: maxMemory,
            threads: threads, staysInteractive: staysInteractive, lenient: lenient, tables: tables.given,
            noHeader: noHeader, safeCSV: safeCSV, stats: stats,
            quiet: quiet, check: check, noInit: noInit, keepGoing: keepGoing, arguments: arguments)
    }

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

/// What stands on the command line of `naru` itself; `Settings` makes sense of it.
struct GivenOptions: Equatable {
    /// `-c` and `-f` in their order.
    var inputs: [Input] = []
    var params: String?
    var data: [String] = []
    var format: String?
    var chart: String?
    var title: String?
    var output: String?
    var outputEncoding: String?
    var absent: String?
    var maxRows: String?
    var width: String?
    var parameters: [String] = []
    var today: String?
    var lang: String?
    var color: String?
    var diagnostics: String?
    var timeout: String?
    var maxMemory: String?
    var threads: String?
    var staysInteractive = false
    var lenient = false
    var tables = GivenTables()
    var noHeader = false
    var safeCSV = false
    var stats = false
    var quiet = false
    var check = false
    var noInit = false
    var keepGoing = false
    /// Whatever is no option of this program: the query, and what a script's
    /// parameters are bound to.
    var arguments: [String] = []
}

extension GivenOptions {
    /// The common ways in, read without the argument parser, which would take
    /// longer to get ready than such a query runs. Nil where anything else
    /// stands there, right or wrong: that is the parser's.
    init?(common arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "-q", "--quiet": quiet = true
            case "--check": check = true
            case "-c", "--command", "-f", "--file", "--format", "--data", "-o", "--output", "--lang", "--threads",
                "--timeout", "--max-memory":
                guard let value = rest.popFirst(), !value.hasPrefix("-") else { return nil }
                set(argument, value)
            default:
                guard !argument.hasPrefix("-"), self.arguments.isEmpty else { return nil }
                self.arguments = [argument]
            }
        }
    }

    private mutating func set(_ option: String, _ value: String) {
        switch option {
        case "--format": format = value
        case "--data": data.append(value)
        case "-o", "--output": output = value
        case "--lang": lang = value
        case "--threads": threads = value
        case "--timeout": timeout = value
        case "--max-memory": maxMemory = value
        case "-c", "--command": inputs.append(.query(value))
        default: inputs.append(.file(value))
        }
    }
}
