import ArgumentParser

/// `naru explain E2003`, `naru explain functions`, `naru explain 'count(cities)'`
struct ExplainCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: "explain")

    @OptionGroup var messages: MessageOptions

    @Option var data: [String] = []

    @Flag var lenient = false

    @OptionGroup var tables: TableArguments

    @Option(name: [.customShort("P"), .customLong("param")], parsing: .unconditionalSingleValue)
    var parameters: [String] = []

    @Option var params: String?

    @Option var today: String?

    @Option(parsing: .unconditional) var timeout: String?

    @Option(parsing: .unconditional) var maxMemory: String?

    @Option(parsing: .unconditional) var threads: String?

    /// Whether queries are planned only.
    @Flag var dryRun = false

    /// Codes, words, queries or scripts.
    @Argument var subjects: [String] = []

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        let writer = ExplanationText(language: reporter.language, width: Terminal.textWidth)
        guard !subjects.isEmpty else {
            try OutputSink.standardOutput.writeAll(writer.list(Explanations.all))
            return .success
        }
        var texts: [String] = []
        var status = ExitStatus.success
        var queries: ProgramRunner?
        for subject in subjects {
            if let text = try explanation(of: subject, writer) {
                texts.append(text)
                continue
            }
            if queries == nil { queries = try runner(reporter) }
            guard let runner = queries else { break }
            let source = try BatchRun.text(of: PositionalArguments.input(subject))
            runner.expect([source])
            let explained = runner.explain(source, language: reporter.language, runs: !dryRun)
            if !explained.lines.isEmpty { texts.append(explained.lines.map { $0 + "\n" }.joined()) }
            if status == .success { status = explained.status }
        }
        try OutputSink.standardOutput.show(texts.joined(separator: "\n"))
        return status
    }

    /// nil of what is no code and no word, but a query.
    private func explanation(of subject: String, _ writer: ExplanationText) throws(ShellFailure) -> String? {
        if let explanation = Explanations.explanation(of: subject) { return writer.text(explanation) }
        if let lines = HelpTopics(language: writer.language).language(subject) {
            return lines.map { $0 + "\n" }.joined()
        }
        guard !subject.looksLikeCode else { throw .unknownCode(subject) }
        return nil
    }

    /// As the same options would have it run.
    private func runner(_ reporter: Reporter) throws(ShellFailure) -> ProgramRunner {
        try Shell.runner(
            GivenOptions(
                params: params, data: data, parameters: parameters, today: today, lang: messages.lang,
                timeout: timeout, maxMemory: maxMemory, threads: threads, lenient: lenient,
                tables: tables.given), reporter)
    }
}

extension String {
    /// A letter and four digits.
    fileprivate var looksLikeCode: Bool {
        utf8.count == 5 && first?.isLetter == true && dropFirst().allSatisfy(\.isNumber)
    }
}
