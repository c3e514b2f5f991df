import Naru
import NaruSyntax

/// All commands' pages as one page for man(1).
struct ManualPage {
    let language: Language

    func text() -> String {
        let main = CommandPage.main
        var lines = [
            ".TH NARU 1 \"\" \"naru \(NaruVersion.text)\" \"Naru\"",
            section(Message("NAME", ko: "이름")), "naru \\- \(escaped(main.summary[language]))",
            section(Message("SYNOPSIS", ko: "사용법")),
        ]
        lines += main.usage.map { ".B naru\n\(escaped($0))" }
        lines += Subcommands.all.flatMap { type in
            type.page.usage.map { ".br\n.B naru \(type.word)\n\(escaped($0))".trimmedLines }
        }
        lines.append(section(Message("DESCRIPTION", ko: "설명")))
        lines += body(main)
        for type in Subcommands.all {
            lines.append(".SH \"NARU \(type.word.uppercased())\"\n\(escaped(type.page.summary[language]))")
            lines += body(type.page)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func body(_ page: CommandPage) -> [String] {
        var lines = page.paragraphs.map { ".PP\n\(escaped($0[language]))" }
        for section in page.sections {
            lines.append(".SS \"\(escaped(section.title[language]))\"")
            lines += section.options.flatMap {
                [".TP\n.B \(escaped($0.heading(language)))", escaped($0.help[language])]
            }
        }
        lines.append(".SS \"\(Message("EXAMPLES", ko: "예")[language])\"")
        lines += [".nf"] + page.examples.map(escaped) + [".fi"]
        lines.append(".SS \"\(Message("EXIT CODES", ko: "종료 코드")[language])\"")
        lines += page.statuses.flatMap { [".TP\n.B \($0.status.rawValue)", escaped($0.text[language])] }
        return lines
    }

    private func section(_ title: Message) -> String { ".SH \(title[language])" }

    /// Signs that mean something to man; a line may not begin with a dot or a
    /// quotation mark.
    private func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "\"": result += "\\(dq"
            default: result.append(character)
            }
        }
        return result.hasPrefix(".") ? "\\&" + result : result
    }
}

extension String {
    /// Without an empty last line.
    fileprivate var trimmedLines: String { hasSuffix("\n") ? String(dropLast()) : self }
}
