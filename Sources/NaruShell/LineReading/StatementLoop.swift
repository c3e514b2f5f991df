import NaruSyntax

/// Reads statements line by line and runs each as soon as it is complete.
/// Mistakes don't end the session.
struct StatementLoop {
    let runner: ProgramRunner
    let console: Console

    func run() throws(ShellFailure) -> ExitStatus {
        Signals.catchInterrupts()
        let reader = reader()
        while let statement = next(reader) {
            guard !statement.trimmed.isEmpty else { continue }
            _ = try runner.run(SourceText(name: "input", text: statement))
            try console.sink.flush()
            Signals.forgetInterrupts()
        }
        console.reporter.endLine()
        return .success
    }

    private func reader() -> any LineReader {
        if !Terminal.isDumb, let reader = EditLineReader() { return reader }
        return PlainLineReader()
    }

    private func next(_ reader: any LineReader) -> String? {
        var text = ""
        while true {
            let line = reader.read(prompt: text.isEmpty ? "naru> " : "...> ")
            if Signals.wasInterrupted {
                Signals.forgetInterrupts()
                console.reporter.endLine()
                text = ""
                continue
            }
            guard let line else { return text.isEmpty ? nil : text }
            text += text.isEmpty ? line : "\n" + line
            if Parser.isComplete(text) { return text }
        }
    }
}
