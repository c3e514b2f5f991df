import ArgumentParser

/// `naru explain E2003`
struct ExplainCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: "explain")

    @OptionGroup var messages: MessageOptions

    @Argument var codes: [String] = []

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        let writer = ExplanationText(language: messages.language)
        var texts: [String] = []
        for code in codes {
            guard let explanation = Explanations.explanation(of: code) else { throw .unknownCode(code) }
            texts.append(writer.text(explanation))
        }
        let text = codes.isEmpty ? writer.list(Explanations.all) : texts.joined(separator: "\n")
        try OutputSink.standardOutput.writeAll(text)
        return .success
    }
}
