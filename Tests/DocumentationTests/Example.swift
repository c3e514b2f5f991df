import Naru
import NaruData
import NaruShell
import NaruSyntax

/// Runs a text over the bundled dataset as `naru --lang en --width 100` does.
enum Example {
    static let dataset = Result { try Dataset.loadBundled() }
    /// Where examples say `today`.
    static let today = PartialDate("2025-01-01")?.first ?? 0

    static func run(
        _ text: String, format: OutputFormat
    ) throws -> (status: ExitStatus, output: String, errors: String) {
        var options = RunOptions()
        options.format = format
        options.formatting.language = .english
        options.formatting.width = 100
        let transcript = Transcript()
        let runner = ProgramRunner(
            Session(try dataset.get(), today: today, language: "en"), options: options, listener: transcript)
        let status = try runner.run(SourceText(name: "query", text: text))
        return (status, transcript.output, transcript.errors)
    }
}

/// Keeps what a run says.
private final class Transcript: RunListener {
    var output = ""
    var errors = ""

    func write(_ text: String) { output += text }

    func report(_ diagnostics: [Diagnostic], in program: SourceText) {
        errors += DiagnosticRenderer(signpost: Guide.commandLine(data: []).place).render(diagnostics, in: program)
    }

    func finish(_ end: ResultEnd) {}
}
