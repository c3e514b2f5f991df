import NaruSyntax

/// Data on standard output or in a file, everything else on standard error.
final class Console: RunListener {
    let sink: OutputSink
    let reporter: Reporter

    init(sink: OutputSink, reporter: Reporter) {
        self.sink = sink
        self.reporter = reporter
    }

    func write(_ text: String) throws(ShellFailure) { try sink.write(text) }

    /// Rows come before what is said of them, where both go to one terminal.
    func report(_ diagnostics: [Diagnostic], in program: SourceText) {
        guard !diagnostics.isEmpty else { return }
        try? sink.flush()
        reporter.report(diagnostics, in: program)
    }

    func note(_ message: Message) {
        try? sink.flush()
        reporter.note(message)
    }
}
