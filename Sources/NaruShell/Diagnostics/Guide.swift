package import NaruSyntax

/// What can be typed where a message is read.
package enum Guide: Sendable {
    case prompt
    /// On the command line, which has these `--data`.
    case commandLine(data: [String])

    package func place(of listing: Listing) -> String {
        switch (self, listing) {
        case (.prompt, .types): ".types"
        case (.prompt, .type(let name)): ".schema \(name)"
        case (.prompt, .functions): ".functions"
        case (.commandLine(let data), .types): call("schema", data)
        case (.commandLine(let data), .type(let name)): call("schema", data) + " " + Guide.quoted(name)
        case (.commandLine, .functions): "naru explain functions"
        }
    }

    /// How a result that was cut is shown whole.
    var everything: String {
        switch self {
        case .prompt: ".last line"
        case .commandLine: "--format line"
        }
    }

    private func call(_ subcommand: String, _ data: [String]) -> String {
        (["naru", subcommand] + data.flatMap { ["--data", Guide.quoted($0)] }).joined(separator: " ")
    }

    /// As a shell takes it for one word.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || "._-/:+@%".unicodeScalars.contains($0)
        }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
