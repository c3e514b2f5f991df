import ArgumentParser
import Naru
import NaruData
import NaruSyntax

/// The program.
package enum Shell {
    /// Runs the command line and returns the exit code.
    package static func main(_ arguments: [String]) -> Int32 {
        Signals.ignoreClosedPipes()
        var reporter = Reporter(language: RunLanguage.guessed(arguments))
        do {
            if let subcommand = Subcommands.find(arguments) {
                return try perform(subcommand, Array(arguments.dropFirst()), &reporter).rawValue
            }
            if let script = ScriptHelp.asked(arguments) {
                try OutputSink.standardOutput.writeAll(try ScriptHelp(of: script, reporter.language).text)
                return ExitStatus.success.rawValue
            }
            let help = HelpPage(language: reporter.language, width: Terminal.textWidth)
            guard let command = try parsed(NaruCommand.self, arguments, .main, help) else {
                return ExitStatus.success.rawValue
            }
            try configure(&reporter, command)
            return try run(Settings(command), reporter)
        } catch {
            reporter.report(error)
            return error.status.rawValue
        }
    }

    private static func perform<Command: Subcommand>(
        _ type: Command.Type, _ arguments: [String], _ reporter: inout Reporter
    ) throws(ShellFailure) -> ExitStatus {
        let help = HelpPage(language: reporter.language, width: Terminal.textWidth)
        guard let command = try parsed(type, arguments, type.page, help) else { return .success }
        let options = command.messages
        reporter.language = try RunLanguage.chosen(options.lang)
        reporter.isQuiet = options.quiet
        reporter.usesColor = try Settings.usesColor(options.color, isTerminal: Terminal.reportsToTerminal)
        reporter.usesJSON = try usesJSON(options.diagnostics, otherwise: false)
        return try command.perform(reporter)
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

    private static func configure(_ reporter: inout Reporter, _ command: NaruCommand) throws(ShellFailure) {
        let format = command.format.flatMap { OutputFormat(rawValue: $0) }
        reporter.isQuiet = command.quiet
        reporter.guide = .commandLine(data: command.data)
        reporter.usesColor = try Settings.usesColor(command.color, isTerminal: Terminal.reportsToTerminal)
        reporter.usesJSON = try usesJSON(command.diagnostics, otherwise: format?.isJSON ?? false)
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
        let sink = try settings.output.map { path throws(ShellFailure) in try OutputSink.file(path) } ?? .standardOutput
        let console = Console(sink: sink, reporter: reporter, format: settings.run.format, isInteractive: isInteractive)
        let runner = try runner(settings, reporter, console)
        if isInteractive {
            if !settings.inputs.isEmpty {
                _ = try BatchRun(runner: runner, keepsGoing: true, reporter: reporter).run(settings.inputs)
            }
            return try Repl(runner: runner, console: console, settings: settings).run()
        }
        Signals.endOnInterrupt()
        let status = try BatchRun(runner: runner, keepsGoing: settings.run.keepsGoing, reporter: reporter)
            .run(settings.inputs.isEmpty ? [.standardInput] : settings.inputs)
        try sink.flush()
        return status.rawValue
    }

    private static func runner(
        _ settings: Settings, _ reporter: Reporter, _ console: Console
    ) throws(ShellFailure) -> ProgramRunner {
        var session = Session(
            try dataset(settings, reporter), today: settings.today, limits: settings.limits,
            language: settings.language.rawValue)
        if let threads = settings.threads { session.threads = threads }
        session.isCancelled = { Signals.wasInterrupted }
        return ProgramRunner(session, options: settings.run, listener: console)
    }

    /// What asks the dataset that some options of a query name.
    static func runner(_ options: [String], _ reporter: Reporter) throws(ShellFailure) -> ProgramRunner {
        let command: NaruCommand
        do {
            command = try NaruCommand.parse(options)
        } catch {
            throw .usage(UsageText.message(NaruCommand.message(for: error)), of: ExplainCommand.word)
        }
        let settings = try Settings(command)
        let console = Console(
            sink: .standardOutput, reporter: reporter, format: settings.run.format, isInteractive: false)
        Signals.endOnInterrupt()
        return try runner(settings, reporter, console)
    }

    static func dataset(_ settings: Settings, _ reporter: Reporter) throws(ShellFailure) -> Dataset {
        try dataset(of: settings.data, options: settings.loadOptions, reporter)
    }

    /// Without paths the partnerships.
    static func dataset(
        of paths: [String], options: LoadOptions = LoadOptions(), _ reporter: Reporter
    ) throws(ShellFailure) -> Dataset {
        do throws(DatasetError) {
            let dataset =
                paths.isEmpty ? try Dataset.loadBundled() : try Dataset(contentsOf: paths, options: options)
            if let leftOut = dataset.loaded.leftOut {
                reporter.report(leftOut.findings, in: nil)
                reporter.note(leftOut.message)
            }
            reporter.report(dataset.loaded.warnings + dataset.diagnostics, in: nil)
            if dataset.diagnostics.contains(where: { $0.severity == .error }) {
                throw DatasetError([])
            }
            return dataset
        } catch {
            throw ShellFailure(.invalidData, error.diagnostics)
        }
    }

    static func showSchema(
        of types: [String], in dataset: Dataset, _ reporter: Reporter
    ) throws(ShellFailure) {
        let schema = SchemaText(Session(dataset, today: Terminal.today), language: reporter.language)
        let lines = try schema.lines(of: types)
        let width = Terminal.writesToTerminal ? max(Terminal.width, TextFlow.narrowest) : nil
        let shown = width.map { width in lines.flatMap { TextFlow.hanging($0, to: width) } } ?? lines
        try OutputSink.standardOutput.writeAll(shown.map { $0 + "\n" }.joined())
    }

    static func inferredSchema(of paths: [String]) throws(ShellFailure) -> String {
        do throws(DatasetError) {
            return try SchemaInference(paths: paths).text
        } catch {
            throw ShellFailure(.invalidData, error.diagnostics)
        }
    }
}
