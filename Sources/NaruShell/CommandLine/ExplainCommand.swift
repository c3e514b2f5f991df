import ArgumentParser

/// `naru explain E2003`, `naru explain functions`
struct ExplainCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: "explain")

    @OptionGroup var messages: MessageOptions

    @Argument var codes: [String] = []

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        let writer = ExplanationText(language: reporter.language, width: Terminal.textWidth)
        var texts: [String] = []
        for code in codes {
            if let explanation = Explanations.explanation(of: code) {
                texts.append(writer.text(explanation))
            } else if let lines = HelpTopics(language: reporter.language).language(code) {
                texts.append(lines.map { $0 + "\n" }.joined())
            } else {
                throw .unknownCode(code)
            }
        }
        let text = codes.isEmpty ? writer.list(Explanations.all) : texts.joined(separator: "\n")
        try OutputSink.standardOutput.writeAll(text)
        return .success
    }
}
