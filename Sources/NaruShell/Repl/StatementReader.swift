import NaruSyntax

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

/// A file for the prompt: statements, and lines that are commands.
enum ReplScript {
    /// The pieces in their order. Each stands at its own lines, so that messages
    /// name the right ones.
    static func pieces(of text: SourceText) -> [SourceText] {
        var pieces: [SourceText] = []
        var lines: [Substring] = []
        var number = 0
        func end() {
            let isBlank = lines.allSatisfy { $0.allSatisfy(\.isWhitespace) }
            if !isBlank {
                let skipped = String(repeating: "\n", count: number - lines.count)
                pieces.append(SourceText(name: text.name, text: skipped + lines.joined(separator: "\n")))
            }
            lines = []
        }
        for line in text.text(in: Span(0, text.utf8.count)).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        {
            if isCommand(line) {
                end()
                pieces.append(SourceText(name: text.name, text: String(line)))
            } else {
                lines.append(line)
                number += 1
                continue
            }
            number += 1
        }
        end()
        return pieces
    }

    /// A line that goes on with a path begins with a dot too, but not with a
    /// command's name.
    private static func isCommand(_ line: Substring) -> Bool {
        guard line.first == "." else { return false }
        return CommandTable.named(String(line.dropFirst().prefix { !$0.isWhitespace })) != nil
    }
}

enum InitFile {
    /// `$XDG_CONFIG_HOME/naru/init.naru`, or under `~/.config`.
    static var standardPath: String? {
        let folder =
            Terminal.environment("XDG_CONFIG_HOME") ?? Terminal.environment("HOME").map { $0 + "/.config" }
        return folder.map { $0 + "/naru/init.naru" }
    }
}
