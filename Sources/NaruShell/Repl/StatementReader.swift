/// Gives statements one after another.
protocol StatementReader {
    /// `initial` stands in the line already.
    func next(initial: String) -> LineResult
}

/// Statements typed in the line editor.
struct EditedStatements: StatementReader {
    let editor: LineEditor

    func next(initial: String) -> LineResult {
        let result = editor.read(prompt: "naru> ", continuation: " ...> ", initial: initial)
        if case .text(let statement) = result { editor.history.add(statement) }
        return result
    }
}

/// Line by line, from a terminal that cannot move its cursor.
struct PlainStatements: StatementReader {
    let assistant: any LineAssistant
    let console: Console

    func next(initial: String) -> LineResult {
        // A line that cannot be edited can only be gone on with.
        var text = initial
        if !text.isEmpty { console.reporter.say("naru> " + text.replacing("\n", with: "\n ...> ") + "\n") }
        while true {
            console.reporter.say(text.isEmpty ? "naru> " : " ...> ")
            let line = readLine()
            if Signals.wasInterrupted {
                console.reporter.say("\n")
                return .interrupted
            }
            Signals.forgetPress()
            guard let line else {
                console.reporter.say("\n")
                return text.isEmpty ? .end : .text(text)
            }
            text += text.isEmpty ? line : "\n" + line
            if assistant.isComplete(text) { return .text(text) }
        }
    }
}
