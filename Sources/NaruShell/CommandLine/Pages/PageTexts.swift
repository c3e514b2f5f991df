import Naru
import NaruSyntax

/// A command's page as `--help` shows it.
struct HelpPage {
    let language: Language
    var width = 80

    func text(_ page: CommandPage) -> String {
        var blocks = ["\(page.call) – \(page.summary[language])"]
        blocks.append(
            block(Message("USAGE", ko: "사용법"), page.usage.map { "\(page.call) \($0)".trimmed }))
        blocks += page.paragraphs.map { wrapped($0[language], indent: 0) }
        for section in page.sections {
            blocks.append(([section.title[language]] + section.options.map(line)).joined(separator: "\n"))
        }
        if page.word == CommandPage.main.word { blocks.append(subcommands) }
        blocks.append(block(Message("EXAMPLES", ko: "예"), page.examples))
        blocks.append(
            block(
                Message("EXIT CODES", ko: "종료 코드"),
                page.statuses.map { "\(padded("\($0.status.rawValue)", to: 4)) \($0.text[language])" }))
        let lines = blocks.joined(separator: "\n\n").split(separator: "\n", omittingEmptySubsequences: false)
        return lines.flatMap { TextFlow.hanging(String($0), to: max(width, TextFlow.narrowest)) }
            .joined(separator: "\n") + "\n"
    }

    private func block(_ title: Message, _ lines: [String]) -> String {
        ([title[language]] + lines.map { "  " + $0 }).joined(separator: "\n")
    }

    private var subcommands: String {
        let longest = Subcommands.names.map(\.count).max() ?? 0
        let lines = Subcommands.all.map { "naru \(padded($0.word, to: longest))  \($0.page.summary[language])" }
        let note = Message(
            """
            Each has its own --help. Its word is one only as the whole first argument; \
            a query that is just this word goes behind -c.
            """,
            ko: "명령마다 --help가 있습니다. 첫 인자 전체일 때만 명령이고, 같은 낱말의 질의는 -c 뒤에 씁니다.")
        return block(Message("SUBCOMMANDS", ko: "하위 명령"), lines) + "\n" + wrapped(note[language], indent: 2)
    }

    /// A narrow terminal has no room for two columns.
    private var column: Int { width < 60 ? 6 : 26 }

    /// The option, and beside it or under it what it does.
    private func line(_ option: OptionText) -> String {
        let heading = "  " + option.heading(language)
        let help = wrapped(option.help[language], indent: column)
        guard width >= 60, DisplayWidth.of(heading) + 1 < column else { return heading + "\n" + help }
        return padded(heading, to: column) + help.dropFirst(column)
    }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }

    private func wrapped(_ text: String, indent: Int) -> String {
        TextFlow.wrapped(text, to: max(width - indent, TextFlow.narrowest))
            .map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
    }
}

extension String {
    fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}

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
