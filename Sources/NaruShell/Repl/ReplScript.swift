import NaruSyntax

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
