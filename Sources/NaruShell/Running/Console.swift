import NaruSyntax

/// Data on standard output or in a file, everything else on standard error.
final class Console: RunListener {
    let sink: OutputSink
    let reporter: Reporter
    private let format: OutputFormat

    init(sink: OutputSink, reporter: Reporter, format: OutputFormat) {
        self.sink = sink
        self.reporter = reporter
        self.format = format
    }

    func write(_ text: String) throws(ShellFailure) { try sink.write(text) }

    /// Rows come before what is said of them, where both go to one terminal.
    func report(_ diagnostics: [Diagnostic], in program: SourceText) {
        guard !diagnostics.isEmpty else { return }
        try? sink.flush()
        reporter.report(diagnostics, in: program)
    }

    /// Formats for programs have no footer; what must be known is said aside.
    func finish(_ end: ResultEnd) {
        guard !format.isHuman, end.shown < end.rows || !Footer.losses(end).isEmpty else { return }
        try? sink.flush()
        reporter.note(Footer.count(end))
    }

    func tell(_ statistics: Statistics) {
        try? sink.flush()
        reporter.tell(statistics)
    }
}
