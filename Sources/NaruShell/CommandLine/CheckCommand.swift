import ArgumentParser

/// `naru check`: what is wrong with datasets, data files and scripts.
struct CheckCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: "check")

    @Flag var strict = false

    @Flag var lenient = false

    @OptionGroup var tables: TableArguments

    @Option var articles: String?

    @Option var data: [String] = []

    @Option var today: String?

    @Option(parsing: .unconditional) var threads: String?

    @Argument var paths: [String] = []

    @OptionGroup var messages: MessageOptions

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        let folder = articles ?? Terminal.environment("NARU_ARTICLES")
        let day = try today.map { text throws(ShellFailure) in try Settings.day(text) } ?? Terminal.today
        let options = Settings.loadOptions(
            isLenient: lenient, threads: try Settings.threads(threads), try tables.given.options(),
            tables.allowOutside)
        var run = CheckingRun(
            isStrict: strict, loading: options, articles: folder, today: day, reporter: reporter)
        if paths.isEmpty { run.checkDataset(data) }
        for path in paths { run.check(path, against: data) }
        return run.status
    }
}
