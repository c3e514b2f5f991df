import Naru
import NaruSyntax

/// Says on standard error what is not data.
struct Reporter {
    var language = Language.english
    var usesColor = false
    var usesJSON = false
    var isQuiet = false
    var guide = Guide.commandLine(data: [])
    private let sink = OutputSink.standardError

    func report(_ diagnostics: [Diagnostic], in program: SourceText?) {
        let wanted = isQuiet ? diagnostics.filter { $0.severity == .error } : diagnostics
        guard !wanted.isEmpty else { return }
        if usesJSON {
            let json = DiagnosticJSON(language: language, signpost: guide.place)
            wanted.forEach { say(json.text($0, in: program) + "\n") }
        } else {
            let renderer = DiagnosticRenderer(
                language: language, usesColor: usesColor, width: width, signpost: guide.place)
            say(renderer.render(wanted, in: program ?? SourceText(name: "", utf8: [])))
        }
    }

    func report(_ failure: ShellFailure) { report(failure.diagnostics, in: nil) }

    func note(_ message: Message) {
        guard !isQuiet else { return }
        let word = language == .korean ? "알림" : "note"
        say(
            usesJSON
                ? DiagnosticJSON(language: language).note(message) + "\n" : flowing("\(word): \(message[language])\n"))
    }

    private var width: Int? { Terminal.reportsToTerminal ? Terminal.size.columns : nil }

    /// Broken at words where it goes to a terminal.
    func flowing(_ text: String) -> String {
        guard let width else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.flatMap { TextFlow.hanging(String($0), to: width) }.joined(separator: "\n")
    }

    /// Statistics are asked for, so they are told even quietly.
    func tell(_ statistics: Statistics) {
        let word = language == .korean ? "통계" : "stats"
        say(
            usesJSON
                ? DiagnosticJSON(language: language).statistics(statistics) + "\n"
                : flowing("\(word): \(statistics.message[language])\n"))
    }

    /// A standard error that is gone is no reason to fail.
    func say(_ text: String) { try? sink.writeAll(text) }
}
