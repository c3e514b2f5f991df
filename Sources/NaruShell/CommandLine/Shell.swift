import ArgumentParser
import Naru
import NaruData
import NaruSyntax

/// The program.
package enum Shell {
    /// Runs the command line and returns the exit code.
    package static func main(_ arguments: [String]) -> Int32 {
        Signals.ignoreClosedPipes()
        var reporter = Reporter(language: MessageLanguage.guessed(arguments))
        do {
            guard let command = try parsed(arguments) else { return ExitStatus.success.rawValue }
            reporter = try makeReporter(command, language: reporter.language)
            return try run(Settings(command), reporter).rawValue
        } catch {
            reporter.report(error)
            return error.status.rawValue
        }
    }

    /// nil when help or the version was all that was asked for.
    private static func parsed(_ arguments: [String]) throws(ShellFailure) -> NaruCommand? {
        do {
            return try NaruCommand.parse(arguments)
        } catch {
            let isAnswer = NaruCommand.exitCode(for: error) == .success
            guard isAnswer else { throw .usage(NaruCommand.message(for: error)) }
            try OutputSink.standardOutput.writeAll(NaruCommand.fullMessage(for: error) + "\n")
            return nil
        }
    }

    private static func makeReporter(_ command: NaruCommand, language: Language) throws(ShellFailure) -> Reporter {
        let format = command.format.flatMap { OutputFormat(rawValue: $0) }
        var reporter = Reporter(language: language)
        reporter.isQuiet = command.quiet
        reporter.usesColor = try Settings.usesColor(command.color, isTerminal: Terminal.reportsToTerminal)
        switch command.diagnostics {
        case nil: reporter.usesJSON = format?.isJSON ?? false
        case "human": break
        case "json": reporter.usesJSON = true
        case let other?: throw .unknownChoice(other, option: "--diagnostics", choices: ["human", "json"])
        }
        return reporter
    }

    private static func run(_ settings: Settings, _ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        let isInteractive = settings.inputs.isEmpty && Terminal.readsFromTerminal
        let sink = try settings.output.map { path throws(ShellFailure) in try OutputSink.file(path) } ?? .standardOutput
        let session = Session(try dataset(settings, reporter), today: settings.today)
        let console = Console(sink: sink, reporter: reporter, format: settings.run.format)
        let runner = ProgramRunner(session, options: settings.run, listener: console)
        if isInteractive {
            return try StatementLoop(runner: runner, console: console).run()
        }
        Signals.endOnInterrupt()
        let status = try BatchRun(runner: runner, keepsGoing: settings.run.keepsGoing, reporter: reporter)
            .run(settings.inputs.isEmpty ? [.standardInput] : settings.inputs)
        try sink.flush()
        return status
    }

    private static func dataset(_ settings: Settings, _ reporter: Reporter) throws(ShellFailure) -> Dataset {
        do throws(DatasetError) {
            let dataset = settings.data.isEmpty ? try Dataset.bundled() : try Dataset(contentsOf: settings.data)
            reporter.report(dataset.loaded.warnings + dataset.diagnostics, in: nil)
            if dataset.diagnostics.contains(where: { $0.severity == .error }) {
                throw DatasetError([])
            }
            return dataset
        } catch {
            throw ShellFailure(.invalidData, error.diagnostics)
        }
    }
}
