import NaruSyntax

/// Reads statements from a terminal and runs each as soon as it is complete.
/// Mistakes don't end the session.
struct Repl {
    let runner: ProgramRunner
    let console: Console
    let usesColor: Bool

    func run() throws(ShellFailure) -> ExitStatus {
        Signals.catchInterrupts()
        let reader = reader()
        while true {
            switch reader.next() {
            case .end:
                return .success
            case .interrupted:
                Signals.forgetInterrupts()
            case .text(let statement):
                guard !statement.trimmed.isEmpty else { continue }
                _ = try runner.run(SourceText(name: "input", text: statement))
                try console.sink.flush()
                Signals.forgetInterrupts()
            }
        }
    }

    private func reader() -> any StatementReader {
        let assistant = SessionAssistant(runner: runner)
        let history = History(path: History.standardPath)
        if !Terminal.isDumb,
            let editor = LineEditor(assistant: assistant, history: history, usesColor: usesColor)
        {
            return EditedStatements(editor: editor)
        }
        return PlainStatements(assistant: assistant, console: console)
    }
}

/// Gives statements one after another.
protocol StatementReader {
    func next() -> LineResult
}

/// Statements typed in the line editor.
struct EditedStatements: StatementReader {
    let editor: LineEditor

    func next() -> LineResult {
        let result = editor.read(prompt: "naru> ", continuation: " ...> ")
        if case .text(let statement) = result { editor.history.add(statement) }
        return result
    }
}

/// Line by line, from a terminal that cannot move its cursor.
struct PlainStatements: StatementReader {
    let assistant: any LineAssistant
    let console: Console

    func next() -> LineResult {
        var text = ""
        while true {
            try? OutputSink.standardError.writeAll(text.isEmpty ? "naru> " : " ...> ")
            let line = readLine()
            if Signals.wasInterrupted {
                console.reporter.endLine()
                return .interrupted
            }
            guard let line else {
                console.reporter.endLine()
                return text.isEmpty ? .end : .text(text)
            }
            text += text.isEmpty ? line : "\n" + line
            if assistant.isComplete(text) { return .text(text) }
        }
    }
}
