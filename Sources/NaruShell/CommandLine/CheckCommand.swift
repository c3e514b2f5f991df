import ArgumentParser

/// `naru check`: what is wrong with datasets, data files and scripts.
struct CheckCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Says what is wrong with datasets, data files and scripts.",
        usage: "naru check [--strict] [--articles DIR] [--data PATH]... [PATH...]",
        discussion: """
            A dataset folder or data file is loaded, its quotes are compared with
            the articles where their folder is given, and what it says is held
            against rules: values that exclude each other, years that don't fit a
            date, plans past their date, implausible figures, and more. Each rule
            is a query; Examples/checks has them all. A script is parsed and
            checked against --data. Without a path the partnerships are checked.

            EXAMPLES
              naru check
              naru check mydata --strict
              naru check --data mydata report.naru
              naru check --articles articles mydata

            EXIT CODES
              0    no errors; with --strict: no warnings either
              2    the command line is wrong
              3    a file cannot be read
              4    a script doesn't parse or check
              5    a dataset doesn't load, or has errors
            """)

    @Flag(help: "Warnings fail too.")
    var strict = false

    @Flag(help: "Check what is good of a dataset, and list what is not.")
    var lenient = false

    @Option(
        help: ArgumentHelp("The folder of the articles that are quoted; else NARU_ARTICLES.", valueName: "folder"))
    var articles: String?

    @Option(help: ArgumentHelp("What scripts are checked against; repeatable.", valueName: "path"))
    var data: [String] = []

    @Option(help: ArgumentHelp("The day that 'today' means.", valueName: "date"))
    var today: String?

    @Argument(help: ArgumentHelp("Dataset folders, data files and scripts.", valueName: "path"))
    var paths: [String] = []

    @OptionGroup(title: "Messages") var messages: MessageOptions

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        let folder = articles ?? Terminal.environment("NARU_ARTICLES")
        let day = try today.map { text throws(ShellFailure) in try Settings.day(text) } ?? Terminal.today
        var run = CheckingRun(isStrict: strict, isLenient: lenient, articles: folder, today: day, reporter: reporter)
        if paths.isEmpty { run.checkDataset(data) }
        for path in paths { run.check(path, against: data) }
        return run.status
    }
}
