import Naru
import NaruData
import NaruEngine
import NaruSyntax

/// A conversation: reads statements and commands from a terminal and runs each
/// as soon as it is complete. Mistakes don't end it.
final class Repl {
    let runner: ProgramRunner
    let console: Console
    let history: History
    let usesColor: Bool
    /// What was opened; empty for the partnerships.
    let loadOptions: LoadOptions
    var data: [String]
    private let readsInit: Bool
    /// Where results go other than the terminal.
    var output: OutputTarget?
    /// The same, for one statement.
    var once: OutputTarget?
    /// A width that was asked for, whatever the terminal's is.
    var width: Int?
    /// What ran, for `.save`.
    var script = SavedScript()
    /// What the next line holds already.
    var initialText = ""
    /// Files being read, the outermost first.
    private var reading: [String] = []
    /// Whether what runs stands in a file that was given to `.read`.
    private var isRestricted = false

    var language: Language {
        get { console.reporter.language }
        set {
            console.reporter.language = newValue
            runner.options.formatting.language = newValue
            runner.session.language = newValue.rawValue
        }
    }

    init(runner: ProgramRunner, console: Console, settings: Settings, history: History? = nil) {
        self.runner = runner
        self.console = console
        self.history = history ?? History(path: History.standardPath)
        usesColor = settings.run.formatting.usesColor
        data = settings.data
        loadOptions = settings.loadOptions
        width = settings.width
        readsInit = settings.readsInit
        if let path = settings.output {
            output = OutputTarget(sink: console.sink, path: path, format: settings.run.format)
        }
        runner.keepsResults = true
        console.reporter.guide = .prompt
        runner.options.formatting.guide = .prompt
    }

    /// The exit code. What was written to a file is put in its place however the
    /// conversation ends: it is what its statements gave.
    func run() throws(ShellFailure) -> Int32 {
        let code: Int32
        do throws(ShellFailure) {
            code = try converse()
        } catch {
            try? finishOutput()
            throw error
        }
        try finishOutput()
        return code
    }

    /// Puts the file that results went to in its place.
    func finishOutput() throws(ShellFailure) {
        let target = output
        output = nil
        try target?.sink.finish()
    }

    private func converse() throws(ShellFailure) -> Int32 {
        Signals.catchInterrupts()
        let reader = reader()
        let banner = Banner(session: runner.session, data: data).text[language]
        console.reporter.say(console.reporter.flowing(banner + "\n"))
        if readsInit, let code = try readInitFile() { return code }
        while true {
            Signals.enter(.editing)
            let line = reader.next(initial: initialText)
            Signals.enter(.running)
            initialText = ""
            switch line {
            case .end: return 0
            case .interrupted:
                if Signals.wantsToQuit { return ExitStatus.interrupted.rawValue }
            case .text(let text):
                if let code = try perform(SourceText(name: "input", text: text)) { return code }
            }
            Signals.forgetInterrupts()
        }
    }

    private func reader() -> any StatementReader {
        let assistant = SessionAssistant(repl: self)
        if !Terminal.isDumb,
            let editor = LineEditor(assistant: assistant, history: history, usesColor: usesColor)
        {
            return EditedStatements(editor: editor)
        }
        return PlainStatements(assistant: assistant, console: console)
    }

    private func readInitFile() throws(ShellFailure) -> Int32? {
        guard let path = InitFile.standardPath, InputText.exists(path) else { return nil }
        return try read(path, isOwn: true)
    }

    // MARK: Statements

    /// Runs what was typed; the code to end with, if it ends the conversation.
    func perform(_ text: SourceText) throws(ShellFailure) -> Int32? {
        let words = text.text(in: Span(0, text.utf8.count)).trimmingWhitespace
        guard !words.isEmpty else { return nil }
        do throws(ShellFailure) {
            if words.hasPrefix(".") { return try command(words) }
            if let command = meant(words) { return try self.command(command) }
            try run(text)
        } catch {
            // Whoever reads standard output has gone; nothing can be shown any more.
            if error.status == .pipeClosed, console.sink.isStandardOutput { throw error }
            console.report(error)
        }
        return nil
    }

    /// Words that leave or ask for help elsewhere do so here, unless they name
    /// something.
    private func meant(_ words: String) -> String? {
        let commands: [Pointer: String] = [.leaving: ".quit", .help: ".help"]
        guard let command = ForeignStatement.word(words).flatMap({ commands[$0] }),
            runner.isMistaken(SourceText(name: "input", text: words))
        else { return nil }
        return command
    }

    private func run(_ text: SourceText) throws(ShellFailure) {
        let single = once
        once = nil
        var status = ExitStatus.failed
        try show(in: single ?? output) { () throws(ShellFailure) in
            runner.beginStatement()
            status = try runner.run(text)
            if status == .success { script.keep(text) }
        }
        // What failed leaves the old file where it is.
        if status == .success { try single?.sink.finish() }
    }

    /// Output of `body` goes to the target, or to the terminal page by page.
    func show(in target: OutputTarget? = nil, _ body: () throws(ShellFailure) -> Void) throws(ShellFailure) {
        let options = runner.options
        let sink = console.sink
        defer {
            runner.options.format = options.format
            runner.options.formatting.width = options.formatting.width
            runner.options.formatting.usesColor = options.formatting.usesColor
            console.sink = sink
            console.format = options.format
        }
        let isTerminal = target == nil && Terminal.writesToTerminal
        runner.options.formatting.usesColor = isTerminal && usesColor
        runner.options.formatting.width = width ?? (isTerminal ? Terminal.width : nil)
        if let target {
            runner.options.format = target.format ?? options.format
            console.sink = target.sink
        }
        console.format = runner.options.format
        let command = isTerminal && !Terminal.isDumb ? Pager.command : nil
        let pages = command.map { PagedOutput(console.sink, command: $0, size: Terminal.size) }
        let progress = Terminal.reportsToTerminal && !Terminal.isDumb ? Progress(language: language) : nil
        if let progress { runner.session.observe = { progress.tick($0) } }
        try console.statement(pages: pages, progress: progress, body)
    }

    /// One line, such as a setting.
    func tell(_ text: String) { try? OutputSink.standardOutput.show(SafeText.escapedLines(text) + "\n") }

    /// Text about the conversation, such as help.
    func show(_ lines: [String]) throws(ShellFailure) {
        let width = width ?? (Terminal.writesToTerminal ? Terminal.width : nil)
        let lines =
            width.map { width in
                lines.flatMap { TextFlow.hanging($0, to: max(width, TextFlow.narrowest)) }
            } ?? lines
        try show { () throws(ShellFailure) in try console.write(lines.map { $0 + "\n" }.joined()) }
    }

    // MARK: Files

    /// Runs the statements and commands of a file. One that others may have
    /// written gets no further than a query would: it neither writes files nor
    /// starts programs.
    func read(_ path: String, isOwn: Bool = false) throws(ShellFailure) -> Int32? {
        guard !reading.contains(path) else { throw .readsItself(path) }
        let text = try InputText.file(path)
        reading.append(path)
        let isRestrictedOutside = isRestricted
        isRestricted = isRestricted || !isOwn
        defer {
            reading.removeLast()
            isRestricted = isRestrictedOutside
        }
        for piece in ReplScript.pieces(of: text) {
            if let code = try perform(piece) { return code }
            if Signals.wasInterrupted { return nil }
        }
        return nil
    }

    private func command(_ line: String) throws(ShellFailure) -> Int32? {
        // Elsewhere statements end so.
        let endsAsStatement = line.hasSuffix(";") && CommandTable.called(in: line)?.argument != .statement
        let line = endsAsStatement ? String(line.dropLast()) : line
        let name = String(line.dropFirst().prefix { !$0.isWhitespace })
        let argument = String(line.dropFirst(name.count + 1)).trimmingWhitespace
        guard let command = CommandTable.named(name) else { throw .unknownCommand(name) }
        if command.argument == .none, !argument.isEmpty { throw .tooManyArguments(command, argument) }
        if isRestricted, command.actsOutside(argument) { throw .refusedInFile(command) }
        switch try command.run(self, argument) {
        case .done: return nil
        case .edit(let text):
            initialText = text
            return nil
        case .quit(let code): return code
        }
    }
}

/// Where results are written.
struct OutputTarget {
    var sink: OutputSink
    var path: String
    /// The one that the file's name asks for.
    var format: OutputFormat?
}

/// The line that a conversation begins with.
struct Banner {
    let session: Session
    let data: [String]

    /// `naru 0.1.0 · partnerships: 312 records, 1204 claims · .help`
    var text: Message {
        let loaded = session.dataset.loaded
        let records = loaded.store.entityCount
        let claims = loaded.store.claimCount
        let name = Banner.name(of: loaded, data)
        // Rows of tables have none.
        let told = claims == 0 ? Message("", ko: "") : Message(", \(claims) claims", ko: ", 주장 \(claims)건")
        return Message(
            "Naru \(NaruVersion.text) · \(name): \(records) records\(told.english) · .help for help",
            ko: "나루 \(NaruVersion.text) · \(name): 기록 \(records)건\(told.korean) · 도움말 .help")
    }

    static func name(of dataset: LoadedDataset, _ data: [String]) -> String {
        let names = data.map { String($0.split(separator: "/").last ?? "/") }
        return names.isEmpty ? dataset.name : names.joined(separator: ", ")
    }
}
