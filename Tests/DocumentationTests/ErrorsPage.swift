import NaruShell
import NaruSyntax

/// `Documentation/Errors.md`: every explanation, with what the program says.
struct ErrorsPage {
    func text() throws -> String {
        var page = """
            # Errors and warnings

            Every message of Naru has a code that stays the same. `naru explain CODE` prints its entry here, in English or Korean. The letter says how grave it is (E an error, W a warning or something worth knowing), the first digit where it comes from.

            This page is made from `Sources/CNaruExplanations`, and what it shows is what the program prints: `RECORD_SNAPSHOTS=1 swift test --filter ExplanationTests` writes it anew.

            """
        var family: Character?
        for explanation in Explanations.all {
            let next = explanation.code.description.dropFirst().first
            if next != family { page += "\n## \(title(of: next))\n" + (next == "3" ? sample : "") }
            family = next
            page += try entry(explanation)
        }
        return page
    }

    private func title(of family: Character?) -> String {
        switch family {
        case "1": "E1: how a program is written"
        case "2": "E2: names and types"
        case "3": "E3: data files"
        case "4": "E4: while a query runs"
        default: "E5: limits, files and the command line"
        }
    }

    private var sample: String {
        Explanations.sampleFiles.reduce(
            "\nThe examples belong to a dataset of these files; each shows the one that differs.\n"
        ) {
            $0 + "\n`\($1.name)`\n\n" + fenced("text", $1.text)
        }
    }

    private func entry(_ explanation: Explanation) throws -> String {
        var text = "\n### \(explanation.code): \(explanation.title.english)\n\n\(explanation.text.english)\n"
        guard let mistake = explanation.mistake, let mend = explanation.mend else { return text }
        let output = try ExplanationRun(mistake, of: explanation.code).errors
        let isError = explanation.code.description.hasPrefix("E")
        switch mistake.kind {
        case .query:
            // What stands between keeps a warning's text from being taken for the rows.
            text += "\n" + fenced(isError ? "naru error" : "naru", mistake.text)
            text += isError ? "\n" : "\nIt runs, and says:\n\n"
            text += fenced("text", output) + "\nThe mend:\n\n" + fenced("naru", mend.text)
        case .command:
            text += "\n" + fenced("bash", mistake.text) + "\n" + fenced("text", output)
            text += "\nThe mend:\n\n" + fenced("bash", mend.text)
        case .file(let name):
            text += "\nIn `\(name)`:\n\n" + fenced("text", mistake.text) + "\n" + fenced("text", output)
            text += "\nThe mend:\n\n" + fenced("text", mend.text)
        }
        return text
    }

    private func fenced(_ language: String, _ text: String) -> String {
        "```\(language)\n" + (text.hasSuffix("\n") ? text : text + "\n") + "```\n"
    }
}
