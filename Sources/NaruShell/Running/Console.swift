import Naru
import NaruSyntax

/// Data on standard output or in a file, everything else on standard error.
final class Console: RunListener {
    var sink: OutputSink
    var reporter: Reporter
    var format: OutputFormat
    /// Where long output goes through a pager, in a conversation.
    private var pages: PagedOutput?
    private var progress: Progress?
    /// What is said when the pager is off the screen.
    private var waiting: [() -> Void] = []
    private let isInteractive: Bool

    init(sink: OutputSink, reporter: Reporter, format: OutputFormat, isInteractive: Bool = false) {
        self.sink = sink
        self.reporter = reporter
        self.format = format
        self.isInteractive = isInteractive
    }

    func write(_ text: String) throws(ShellFailure) {
        guard !text.isEmpty else { return }
        progress?.end()
        let isSeen = pages != nil || sink.isTerminal
        let text = isSeen ? TerminalText.safe(text, form) : text
        if let pages { try pages.write(text) } else { try sink.write(text) }
    }

    func write(_ bytes: [UInt8]) throws(ShellFailure) {
        progress?.end()
        try sink.write(bytes)
    }

    private var form: TerminalText.Form { format.isHuman ? .painted : format.isJSON ? .json : .plain }

    func flush() throws(ShellFailure) {
        if pages == nil { try sink.flush() }
    }

    /// One statement's output; only the outermost counts.
    func statement<Result>(
        pages: PagedOutput?, progress: Progress?, _ body: () throws(ShellFailure) -> Result
    ) throws(ShellFailure) -> Result {
        guard self.pages == nil, self.progress == nil else { return try body() }
        self.pages = pages
        self.progress = progress
        progress?.begin()
        do throws(ShellFailure) {
            let result = try body()
            try end()
            return result
        } catch {
            try? end()
            throw error
        }
    }

    private func end() throws(ShellFailure) {
        progress?.end()
        progress = nil
        let ended = pages
        pages = nil
        try ended?.finish()
        try sink.flush()
        let said = waiting
        waiting = []
        said.forEach { $0() }
    }

    /// Rows come before what is said of them, where both go to one terminal.
    private func aside(_ body: @escaping () -> Void) {
        progress?.end()
        if pages != nil {
            waiting.append(body)
        } else {
            try? sink.flush()
            body()
        }
    }

    func report(_ diagnostics: [Diagnostic], in program: SourceText) {
        guard !diagnostics.isEmpty else { return }
        aside { [self] in reporter.report(diagnostics, in: program) }
    }

    func report(_ failure: ShellFailure) {
        aside { [self] in reporter.report(failure) }
    }

    func note(_ message: Message) {
        aside { [self] in reporter.note(message) }
    }

    /// Formats for programs have no footer; what must be known is said aside.
    func finish(_ end: ResultEnd) {
        guard !format.isHuman, end.rows == 0 || end.shown < end.rows || !end.losses.isEmpty else { return }
        let count = end.count
        guard end.rows == 0 else { return note(count) }
        func text(_ language: Language) -> String {
            ([count[language]] + StageReport(language: language).lines(end.stages)).joined(separator: "\n")
        }
        note(Message(text(.english), ko: text(.korean)))
    }

    func tell(_ statistics: Statistics) {
        aside { [self] in reporter.tell(statistics) }
    }

    func cancelled(after time: Swift.Duration) -> Bool {
        guard isInteractive else { return false }
        let seconds = Seconds.text(time)
        note(Message("cancelled after \(seconds) s", ko: "\(seconds)초 만에 멈추었습니다"))
        return true
    }
}
