import Naru
import NaruData
import NaruPictures
import NaruSyntax

/// The command line, understood.
struct Settings {
    var inputs: [Input] = []
    var data: [String] = []
    var run = RunOptions()
    var output: String?
    var encoding = OutputEncoding.utf8
    var today = Terminal.today
    /// The language of names and messages.
    var language = Language.english
    var limits = Limits()
    /// Whether the limit of memory is that of the process, too: one that was
    /// asked for, and not a share of the machine's.
    var limitsProcess = false
    /// How many threads a query may work with; nil for all that there are.
    var threads: Int?
    /// Whether the prompt follows the programs.
    var staysInteractive = false
    /// Whether what is good of the data is loaded when something is wrong.
    var isLenient = false
    var tables = TableOptions()
    /// Folders that a dataset may lead to besides its own.
    var allowedOutside: [String] = []
    /// Whether the init file is read at the prompt.
    var readsInit = true
    /// A width that was asked for, whatever the terminal's is.
    var width: Int?

    var loadOptions: LoadOptions {
        Settings.loadOptions(isLenient: isLenient, threads: threads, tables, allowedOutside)
    }

    static func loadOptions(
        isLenient: Bool, threads: Int?, _ tables: TableOptions, _ allowedOutside: [String]
    ) -> LoadOptions {
        var options = LoadOptions(isLenient: isLenient)
        options.tables = tables
        options.allowedOutside = allowedOutside
        if let threads { options.threads = threads }
        return options
    }

    init(_ given: GivenOptions) throws(ShellFailure) {
        let positional = try PositionalArguments(given.arguments)
        inputs = given.inputs + (positional.input.map { [$0] } ?? [])
        data = given.data
        isLenient = given.lenient
        tables = try given.tables.options()
        allowedOutside = given.tables.allowedOutside
        output = given.output
        language = try RunLanguage.chosen(given.lang)
        if let day = given.today { today = try Settings.day(day) }
        staysInteractive = given.staysInteractive
        if let path = given.params { run.parameters = try ParameterFile.read(path) }
        for (name, value) in positional.parameters { run.parameters[name] = .text(value) }
        for binding in given.parameters {
            let (name, value) = try Settings.binding(binding)
            run.parameters[name] = .text(value)
        }
        run.checksOnly = given.check
        readsInit = !given.noInit
        run.keepsGoing = given.keepGoing
        run.showsStatistics = given.stats
        if let time = given.timeout { limits.time = try LimitText.time(time) }
        limitsProcess = given.maxMemory != nil
        limits.memory =
            try given.maxMemory.map { text throws(ShellFailure) in try LimitText.memory(text) }
            ?? Machine.memory.map { .bytes($0 / 2) }
        threads = try Settings.threads(given.threads)
        run.format = try Settings.format(given)
        encoding = try Settings.encoding(given, run.format)
        if let rows = given.maxRows, rows != "all" { run.maximumRows = try Settings.number(rows, "--max-rows") }
        run.formatting = try formatting(given)
        run.formatting.picture = try Settings.picture(given, run.format)
    }

    private mutating func formatting(_ given: GivenOptions) throws(ShellFailure) -> FormatOptions {
        var options = FormatOptions()
        let isTerminal = output == nil && Terminal.writesToTerminal
        options.language = language
        options.showsHeader = !given.noHeader
        options.absent = given.absent
        options.guardsFormulas = given.safeCSV
        options.width = isTerminal ? Terminal.width : nil
        if let text = given.width { width = try Settings.number(text, "--width") }
        if let width { options.width = width }
        options.usesColor = try Settings.usesColor(given.color, isTerminal: isTerminal)
        options.isQuiet = given.quiet
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

    static func format(_ given: GivenOptions) throws(ShellFailure) -> OutputFormat {
        let ending = given.output.flatMap { OutputFormat(fileName: $0) }
        if let name = given.format {
            guard let format = OutputFormat(rawValue: name), format != .xlsx || ending == .xlsx else {
                throw .unknownChoice(name, option: "--format", choices: OutputFormat.choices)
            }
            if let file = given.output, ending == .xlsx, format != .xlsx { throw .otherEnding(file, format: name) }
            return format
        }
        if let file = given.output {
            guard let format = ending ?? (OutputSink.isSpecial(file) ? .csv : nil) else { throw .unknownEnding(file) }
            return format
        }
        return Terminal.writesToTerminal ? .box : .csv
    }

    private static func picture(
        _ given: GivenOptions, _ format: OutputFormat
    ) throws(ShellFailure) -> PictureSettings {
        let asked = [("--chart", given.chart), ("--title", given.title)].first { $0.1 != nil }
        if let asked, !format.isPicture { throw .onlyForPictures(asked.0) }
        if format == .png {
            guard ImageConverter.isThere else { throw .missingConverter }
            guard given.output != nil || !Terminal.writesToTerminal else { throw .imageOnTerminal }
        }
        var settings = PictureSettings()
        settings.title = given.title
        settings.kind = try given.chart.map { name throws(ShellFailure) in try chartKind(name) }
        return settings
    }

    private static func chartKind(_ name: String) throws(ShellFailure) -> ChartKind {
        guard let kind = ChartKind(rawValue: name) else {
            throw .unknownChoice(name, option: "--chart", choices: ChartKind.allCases.map(\.rawValue))
        }
        return kind
    }

    private static func encoding(
        _ given: GivenOptions, _ format: OutputFormat
    ) throws(ShellFailure) -> OutputEncoding {
        guard let name = given.outputEncoding else { return .utf8 }
        guard let encoding = OutputEncoding(rawValue: name.lowercased()) else {
            throw .unknownChoice(name, option: "--output-encoding", choices: OutputEncoding.allCases.map(\.rawValue))
        }
        guard format == .csv || format == .tsv || encoding == .utf8 else { throw .encodingOfFormat(format) }
        return encoding
    }

    private static func binding(_ text: String) throws(ShellFailure) -> (String, String) {
        guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { throw .badBinding(text) }
        return (String(text[..<sign]), String(text[text.index(after: sign)...]))
    }

    static func number(_ text: String, _ option: String) throws(ShellFailure) -> Int {
        guard let number = Int(text), number >= 0 else { throw .badNumber(text, option: option) }
        return number
    }

    static func threads(_ text: String?) throws(ShellFailure) -> Int? {
        try text.map { text throws(ShellFailure) in max(1, try number(text, "--threads")) }
    }

    static func day(_ text: String) throws(ShellFailure) -> Int32 {
        guard let date = NaruSyntax.PartialDate(text), date.precision == .day, date.qualifier == [] else {
            throw .badDay(text)
        }
        return date.first
    }
}

/// What stands on the command line outside of options: a query, or a script
/// and the values of its parameters (`report.naru --city 부산`).
struct PositionalArguments {
    private(set) var input: Input?
    private(set) var parameters: [String: String] = [:]

    init(_ arguments: [String]) throws(ShellFailure) {
        let options = NaruCommand.optionNames
        guard let first = arguments.first(where: { $0 != "--" }) else { return }
        // A query may begin with a sign, as in `-3 + 4`, but has no letter behind it.
        if first.hasPrefix("-"), first.dropFirst().first?.isLetter == true || first.hasPrefix("--") {
            throw .unexpectedArgument(first, options: options)
        }
        let input = PositionalArguments.input(first)
        self.input = input
        var rest = arguments.drop { $0 == "--" }.dropFirst()
        while let argument = rest.popFirst() {
            guard case .file = input, argument.hasPrefix("--"), argument.count > 2 else {
                if Subcommands.names.contains(first) { throw .misplacedSubcommand(first, before: argument) }
                throw .unexpectedArgument(argument, options: options)
            }
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
                throw .unexpectedArgument(argument, options: options)
            }
            parameters[String(parts[0])] = value
        }
    }

    static func input(_ text: String) -> Input {
        if text == "-" { return .standardInput }
        return isScript(text) ? .file(text) : .query(text)
    }

    /// Named `….naru`, or the path of something that exists.
    private static func isScript(_ text: String) -> Bool {
        let looksLikePath = !text.contains { " |\"\n()[]".contains($0) }
        if text.hasSuffix(".naru") { return looksLikePath || InputText.exists(text) }
        return text.contains("/") && looksLikePath && InputText.exists(text)
    }
}

/// Limits as they are written on the command line: `5s`, `2GB`.
enum LimitText {
    static func time(_ text: String) throws(ShellFailure) -> Swift.Duration {
        let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
        guard let seconds = amount(text, units), seconds < 1e9 else { throw .badTime(text) }
        return .seconds(seconds)
    }

    /// nil for none.
    static func memory(_ text: String) throws(ShellFailure) -> MemorySize? {
        if text.lowercased() == "none" { return nil }
        let units: [(String, Double)] = [("kb", 1e3), ("mb", 1e6), ("gb", 1e9), ("tb", 1e12), ("b", 1)]
        guard let bytes = amount(text.lowercased(), units), bytes < 1e18 else { throw .badMemory(text) }
        return .bytes(Int(bytes))
    }

    /// A number with one of the units glued to it or behind a blank.
    private static func amount(_ text: String, _ units: [(name: String, factor: Double)]) -> Double? {
        for unit in units where text.hasSuffix(unit.name) {
            let number = text.dropLast(unit.name.count)
            let digits = number.hasSuffix(" ") ? number.dropLast() : number
            guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { continue }
            return Double(digits).map { $0 * unit.factor }
        }
        return nil
    }
}
