import Naru
import NaruSyntax

/// The command line, understood.
struct Settings {
    var inputs: [Input] = []
    var data: [String] = []
    var run = RunOptions()
    var output: String?
    var today = Terminal.today
    /// The language of names and messages.
    var language = Language.english
    var limits = Limits()
    /// How many threads a query may work with; nil for all that there are.
    var threads: Int?
    /// Whether the prompt follows the programs.
    var staysInteractive = false
    /// Whether what is good of the data is loaded when something is wrong.
    var isLenient = false
    /// Whether the init file is read at the prompt.
    var readsInit = true
    /// A width that was asked for, whatever the terminal's is.
    var width: Int?

    init(_ command: NaruCommand) throws(ShellFailure) {
        let given = (command.queries + command.files).sorted { $0.place < $1.place }.map(\.input)
        let positional = try PositionalArguments(command.arguments)
        inputs = given + (positional.input.map { [$0] } ?? [])
        data = command.data
        isLenient = command.lenient
        output = command.output
        language = try RunLanguage.chosen(command.lang)
        if let day = command.today { today = try Settings.day(day) }
        staysInteractive = command.staysInteractive
        if let path = command.params { run.parameters = try ParameterFile.read(path) }
        for (name, value) in positional.parameters { run.parameters[name] = .text(value) }
        for binding in command.parameters {
            let (name, value) = try Settings.binding(binding)
            run.parameters[name] = .text(value)
        }
        run.checksOnly = command.check
        readsInit = !command.noInit
        run.keepsGoing = command.keepGoing
        run.showsStatistics = command.stats
        if let time = command.timeout { limits.time = try LimitText.time(time) }
        limits.memory =
            try command.maxMemory.map { text throws(ShellFailure) in try LimitText.memory(text) }
            ?? Machine.memory.map { .bytes($0 / 2) }
        threads = try command.threads.map { text throws(ShellFailure) in
            max(1, try Settings.number(text, "--threads"))
        }
        run.format = try Settings.format(command)
        if let rows = command.maxRows, rows != "all" { run.maximumRows = try Settings.number(rows, "--max-rows") }
        run.formatting = try formatting(command)
    }

    private mutating func formatting(_ command: NaruCommand) throws(ShellFailure) -> FormatOptions {
        var options = FormatOptions()
        let isTerminal = output == nil && Terminal.writesToTerminal
        options.language = language
        options.showsHeader = !command.noHeader
        options.absent = command.absent
        options.width = isTerminal ? Terminal.width : nil
        if let text = command.width { width = try Settings.number(text, "--width") }
        if let width { options.width = width }
        options.usesColor = try Settings.usesColor(command.color, isTerminal: isTerminal)
        options.isQuiet = command.quiet
        return options
    }

    static func usesColor(_ choice: String?, isTerminal: Bool) throws(ShellFailure) -> Bool {
        switch choice ?? "auto" {
        case "auto": return isTerminal && Terminal.allowsColor
        case "always": return true
        case "never": return false
        case let other: throw .unknownChoice(other, option: "--color", choices: ["auto", "always", "never"])
        }
    }

    static func format(_ command: NaruCommand) throws(ShellFailure) -> OutputFormat {
        if let name = command.format {
            guard let format = OutputFormat(rawValue: name) else {
                throw .unknownChoice(name, option: "--format", choices: OutputFormat.allCases.map(\.rawValue))
            }
            return format
        }
        if let file = command.output { return OutputFormat(fileName: file) ?? .csv }
        return Terminal.writesToTerminal ? .box : .csv
    }

    private static func binding(_ text: String) throws(ShellFailure) -> (String, String) {
        guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { throw .badBinding(text) }
        return (String(text[..<sign]), String(text[text.index(after: sign)...]))
    }

    static func number(_ text: String, _ option: String) throws(ShellFailure) -> Int {
        guard let number = Int(text), number >= 0 else { throw .badNumber(text, option: option) }
        return number
    }

    static func day(_ text: String) throws(ShellFailure) -> Int32 {
        guard let date = NaruSyntax.PartialDate(text), date.precision == .day, date.qualifier == [] else {
            throw .badDay(text)
        }
        return date.first
    }
}
