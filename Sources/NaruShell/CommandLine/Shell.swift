import ArgumentParser
import Naru
import NaruData
import NaruSyntax

/// The program.
package enum Shell {
    /// Runs the command line and returns the exit code.
    package static func main(_ arguments: [String]) -> Int32 {
        Signals.ignoreFailedWrites()
        var reporter = Reporter(language: RunLanguage.guessed(arguments))
        do {
            if let options = FmtOptions(common: arguments) {
                try configure(&reporter, language: nil, isQuiet: false, color: nil, diagnostics: nil)
                return try options.perform(reporter).rawValue
            }
            if let subcommand = Subcommands.find(arguments) {
                return try perform(subcommand, Array(arguments.dropFirst()), &reporter).rawValue
            }
            if let script = ScriptHelp.asked(arguments) {
                try OutputSink.standardOutput.show(try ScriptHelp(of: script, reporter.language).text)
                return ExitStatus.success.rawValue
            }
            guard let given = try given(arguments, reporter) else { return ExitStatus.success.rawValue }
            try configure(&reporter, given)
            return try run(Settings(given), reporter)
        } catch {
            reporter.report(error)
            return error.status.rawValue
        }
    }

    private static func given(_ arguments: [String], _ reporter: Reporter) throws(ShellFailure) -> GivenOptions? {
        if let given = GivenOptions(common: arguments) { return given }
        if arguments == ["--version"] {
            try OutputSink.standardOutput.writeAll(NaruCommand.configuration.version + "\n")
            return nil
        }
        let help = HelpPage(language: reporter.language, width: Terminal.textWidth)
        return try parsed(NaruCommand.self, arguments, .main, help)?.given
    }

    private static func perform<Command: Subcommand>(
        _ type: Command.Type, _ arguments: [String], _ reporter: inout Reporter
    ) throws(ShellFailure) -> ExitStatus {
        let help = HelpPage(language: reporter.language, width: Terminal.textWidth)
        guard let command = try parsed(type, arguments, type.page, help) else { return .success }
        let options = command.messages
        try configure(
            &reporter, language: options.lang, isQuiet: options.quiet, color: options.color,
            diagnostics: options.diagnostics)
        return try command.perform(reporter)
    }

    /// As a subcommand is told to talk to its caller.
    private static func configure(
        _ reporter: inout Reporter, language: String?, isQuiet: Bool, color: String?, diagnostics: String?
    ) throws(ShellFailure) {
        reporter.language = try RunLanguage.chosen(language)
        reporter.isQuiet = isQuiet
        reporter.usesColor = try Settings.usesColor(color, isTerminal: Terminal.reportsToTerminal)
        reporter.usesJSON = try usesJSON(diagnostics, otherwise: false)
    }

    /// nil when help or the version was all that was asked for.
    private static func parsed<Command: ParsableCommand>(
        _ type: Command.Type, _ arguments: [String], _ page: CommandPage, _ help: HelpPage
    ) throws(ShellFailure) -> Command? {
        do {
            return try type.parse(arguments)
        } catch {
            guard type.exitCode(for: error) == .success else {
                throw .usage(UsageText.message(type.message(for: error)), of: page.word)
            }
            let isVersion = type.fullMessage(for: error) == type.configuration.version
            let text = isVersion ? type.configuration.version + "\n" : help.text(page)
            try OutputSink.standardOutput.writeAll(text)
            return nil
        }
    }

    private static func configure(_ reporter: inout Reporter, _ given: GivenOptions) throws(ShellFailure) {
        let format = given.format.flatMap { OutputFormat(rawValue: $0) }
        reporter.isQuiet = given.quiet
        reporter.guide = .commandLine(data: given.data)
        reporter.usesColor = try Settings.usesColor(given.color, isTerminal: Terminal.reportsToTerminal)
        reporter.usesJSON = try usesJSON(given.diagnostics, otherwise: format?.isJSON ?? false)
    }

    private static func usesJSON(_ choice: String?, otherwise: Bool) throws(ShellFailure) -> Bool {
        switch choice {
        case nil: return otherwise
        case "human": return false
        case "json": return true
        case let other?: throw .unknownChoice(other, option: "--diagnostics", choices: ["human", "json"])
        }
    }

    private static func run(_ settings: Settings, _ reporter: Reporter) throws(ShellFailure) -> Int32 {
        let isInteractive =
            (settings.inputs.isEmpty || settings.staysInteractive) && Terminal.readsFromTerminal
        if settings.data.contains(where: StandardInput.isNamed),
            settings.inputs.isEmpty || settings.inputs.contains(.standardInput)
        {
            throw .twiceStandardInput
        }
        var settings = settings
        if !isInteractive { Signals.endOnInterrupt() }
        let sink = try output(&settings)
        let console = Console(sink: sink, reporter: reporter, format: settings.run.format, isInteractive: isInteractive)
        let runner = try runner(settings, reporter, console)
        if isInteractive {
            if !settings.inputs.isEmpty {
                _ = try BatchRun(runner: runner, keepsGoing: true, reporter: reporter).run(settings.inputs)
            }
            let status = try Repl(runner: runner, console: console, settings: settings).run()
            try sink.finish()
            try settings.run.formatting.workbook?.finish()
            return status
        }
        let status = try BatchRun(runner: runner, keepsGoing: settings.run.keepsGoing, reporter: reporter)
            .run(settings.inputs.isEmpty ? [.standardInput] : settings.inputs)
        // What failed leaves the old file where it is.
        if status == .success || settings.run.keepsGoing {
            try sink.finish()
            try settings.run.formatting.workbook?.finish()
        } else {
            sink.discard()
            settings.run.formatting.workbook?.discard()
        }
        // The process ends, and with it all that a dataset holds: freeing it
        // piece by piece would take longer than a small query.
        _ = Unmanaged.passRetained(runner)
        return status.rawValue
    }

    /// Where results go.
    private static func output(_ settings: inout Settings) throws(ShellFailure) -> OutputSink {
        if settings.run.format == .xlsx, let path = settings.output, !settings.run.checksOnly {
            settings.run.formatting.workbook = try WorkbookFile(path)
            return .standardOutput
        }
        let sink =
            try settings.output.map { path throws(ShellFailure) in try OutputSink.whole(path) } ?? .standardOutput
        if settings.encoding != .utf8 { sink.use(settings.encoding) }
        return sink
    }

    private static func runner(
        _ settings: Settings, _ reporter: Reporter, _ console: Console
    ) throws(ShellFailure) -> ProgramRunner {
        let start = ContinuousClock.now
        var session = Session(
            try dataset(settings, reporter), today: settings.today, limits: settings.limits,
            language: settings.language.rawValue)
        if let threads = settings.threads { session.threads = threads }
        session.isCancelled = { Signals.wasInterrupted }
        if settings.limitsProcess { session.processMemory = Machine.ownMemory }
        let runner = ProgramRunner(session, options: settings.run, listener: console)
        runner.start = start
        return runner
    }

    /// What asks the dataset that some options of a query name.
    static func runner(_ given: GivenOptions, _ reporter: Reporter) throws(ShellFailure) -> ProgramRunner {
        let settings = try Settings(given)
        let console = Console(
            sink: .standardOutput, reporter: reporter, format: settings.run.format, isInteractive: false)
        Signals.endOnInterrupt()
        return try runner(settings, reporter, console)
    }

    static func dataset(_ settings: Settings, _ reporter: Reporter) throws(ShellFailure) -> Dataset {
        try dataset(of: settings.data, options: settings.loadOptions, limits: settings.limits, reporter)
    }

    /// Without paths the partnerships.
    static func dataset(
        of paths: [String], options: LoadOptions = LoadOptions(), limits: Limits = Limits(), _ reporter: Reporter
    ) throws(ShellFailure) -> Dataset {
        let limits = RunLimits(
            limits, elapsed: Session.wallClock(), isCancelled: { Signals.wasInterrupted },
            processMemory: limits.memory == nil ? nil : Machine.ownMemory)
        do throws(DatasetError) {
            let dataset = try limits.allowance.covering { () throws(DatasetError) in
                paths.isEmpty ? try Dataset.loadBundled() : try Dataset(contentsOf: paths, options: options)
            }
            if limits.failure != nil { throw DatasetError([]) }
            if paths.isEmpty { reporter.report(options.tables.withoutEffect, in: nil) }
            if let leftOut = dataset.loaded.leftOut {
                reporter.report(leftOut.findings, in: nil)
                reporter.note(leftOut.message)
            }
            var brief = reporter
            brief.hasBriefNotes = true
            brief.report(dataset.loaded.warnings + dataset.diagnostics, in: nil)
            if dataset.diagnostics.contains(where: { $0.severity == .error }) {
                throw DatasetError([])
            }
            return dataset
        } catch {
            if let failure = limits.failure { throw ShellFailure(failure.status, failure.diagnostics) }
            throw ShellFailure(.invalidData, error.diagnostics)
        }
    }

    static func showSchema(
        of types: [String], in dataset: Dataset, _ reporter: Reporter
    ) throws(ShellFailure) {
        let schema = SchemaPage(Session(dataset, today: Terminal.today), language: reporter.language)
        let lines = try schema.lines(of: types)
        let width = Terminal.writesToTerminal ? max(Terminal.width, TextFlow.narrowest) : nil
        let shown = width.map { width in lines.flatMap { TextFlow.hanging($0, to: width) } } ?? lines
        try OutputSink.standardOutput.show(shown.map { $0 + "\n" }.joined())
    }

    static func inferredSchema(
        of paths: [String], _ options: LoadOptions, _ reporter: Reporter
    ) throws(ShellFailure) -> String {
        do throws(DatasetError) {
            let inference = try SchemaInference(paths: paths, options)
            reporter.report(inference.notes, in: nil)
            return inference.text
        } catch {
            throw ShellFailure(.invalidData, error.diagnostics)
        }
    }
}

/// The one language of a run: of names, labels, units and messages.
enum RunLanguage {
    static var names: [String] { Language.allCases.map(\.rawValue) }

    /// `--lang`, else the locale's, else English.
    static func chosen(_ option: String?) throws(ShellFailure) -> Language {
        guard let option else { return .ofLocale }
        guard let language = Language(rawValue: option) else {
            throw .unknownChoice(option, option: "--lang", choices: names)
        }
        return language
    }

    /// Before the command line is understood, its errors need a language too.
    static func guessed(_ arguments: [String]) -> Language {
        let written = arguments.last { $0.hasPrefix("--lang=") }.map { String($0.dropFirst(7)) }
        let place = arguments.lastIndex(of: "--lang").map { $0 + 1 }
        let behind = place.flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
        return (written ?? behind).flatMap(Language.init) ?? .ofLocale
    }
}

/// What the argument parser says of a wrong command line, in both languages.
enum UsageText {
    /// How its sentences begin, and what stands behind the name in them.
    private static let sentences: [(english: String, korean: String)] = [
        ("Missing value for '", "에 값이 필요합니다"),
        ("Missing expected argument '", "이(가) 필요합니다"),
        ("Unknown option '", "은(는) 모르는 옵션입니다"),
        ("Unexpected argument '", "은(는) 남는 인자입니다"),
    ]

    static func message(_ english: String) -> Message {
        for sentence in sentences where english.hasPrefix(sentence.english) {
            let name = english.dropFirst(sentence.english.count).prefix { $0 != "'" }
            return Message(english, ko: "'\(name)'\(sentence.korean)")
        }
        if let count = english.split(separator: " ").first, english.contains(" unexpected arguments: ") {
            let list = english.split(separator: ":", maxSplits: 1).last ?? ""
            return Message(english, ko: "남는 인자가 \(count)개 있습니다:\(list)")
        }
        return Message(english, ko: "명령줄을 알 수 없습니다: \(english)")
    }
}
