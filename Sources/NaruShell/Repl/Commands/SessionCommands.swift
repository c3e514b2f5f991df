import Naru
import NaruData
import NaruEngine
import NaruSyntax

/// The conversation itself.
enum SessionCommands {
    static let all: [ReplCommand] = [
        ReplCommand(
            ".open path [options]", "Opens a dataset or table instead; `--header` and the like stand behind it.",
            ko: "다른 데이터셋이나 표를 엽니다. 뒤에 `--header` 같은 옵션을 씁니다.", .file, run: open),
        ReplCommand(".read file", "Runs the statements of a file.", ko: "파일의 문장을 실행합니다.", .file) {
            repl, path throws(ShellFailure) in
            guard !path.isEmpty else { throw .badArgument("read", missingFile) }
            return try repl.read(FilePath.expanded(path)).map { .quit($0) } ?? .done
        },
        ReplCommand(
            ".edit", "Opens the last statement in your editor; nothing runs.", ko: "마지막 문장을 편집기에서 엽니다. 실행하지는 않습니다.",
            effect: .startsProgram, run: edit),
        ReplCommand(
            ".save file", "Writes the statements that ran to a file.", ko: "실행한 문장을 파일에 씁니다.", .file,
            effect: .writesFile, run: save),
        ReplCommand(".history [n]", "The last statements.", ko: "지난 문장들.", .words([]), run: history),
        ReplCommand(
            ".param [name [value]]", "The parameters, or a value for one.", ko: "매개변수, 또는 그 값.", .parameter, run: param),
        ReplCommand(
            ".timer [on|off]", "Whether to tell what each query took.", ko: "질의마다 걸린 시간을 알립니다.", .words(["on", "off"]),
            run: timer),
        ReplCommand(".lang [en|ko]", "The language of names and messages.", ko: "이름과 메시지의 언어.", .language, run: lang),
        ReplCommand(".today [date]", "The day that `today` means.", ko: "`today`가 뜻하는 날.", .date, run: today),
        ReplCommand(".quit [code]", "Leaves.", ko: "끝냅니다.", .words([])) { _, text throws(ShellFailure) in
            guard let code = text.isEmpty ? 0 : Int32(text), (0...255).contains(code) else {
                throw .badArgument(
                    "quit", Message("a code is from 0 to 255: '\(text)'", ko: "종료 코드는 0에서 255까지입니다: '\(text)'"))
            }
            return .quit(code)
        },
    ]

    private static let missingFile = Message("a file is missing", ko: "파일이 없습니다")

    @Sendable private static func open(_ repl: Repl, _ path: String) throws(ShellFailure) -> ReplCommand.Outcome {
        guard !path.isEmpty else { throw .badArgument("open", Message("a path is missing", ko: "경로가 없습니다")) }
        let opening = try Opening(path, repl.loadOptions)
        let paths = [opening.path]
        repl.runner.open(try Shell.dataset(of: paths, options: opening.options, repl.console.reporter))
        repl.data = paths
        repl.script.keep(command: ".open \(path)")
        let banner = Banner(session: repl.runner.session, data: paths).text[repl.language]
        repl.console.reporter.say(repl.console.reporter.flowing(banner + "\n"))
        return .done
    }

    @Sendable private static func save(_ repl: Repl, _ path: String) throws(ShellFailure) -> ReplCommand.Outcome {
        guard !path.isEmpty else { throw .badArgument("save", missingFile) }
        let path = FilePath.expanded(path)
        let script = repl.script.text(runBy: repl.scriptCommand(path))
        let sink = try OutputSink.whole(path)
        try sink.writeAll(script)
        try sink.finish()
        let count = repl.script.count
        repl.console.note(Message("\(count) statements written to \(path)", ko: "\(path)에 문장 \(count)개를 썼습니다"))
        if repl.runner.isMistakenAlone(SourceText(name: path, text: script)) {
            repl.console.note(
                Message(
                    "as a script it has a mistake, such as a name that is defined twice or data that is not open any more; `naru --check -f` shows it",
                    ko: "스크립트로는 이름을 두 번 정의하거나 이제 열려 있지 않은 자료를 쓰는 것 같은 실수가 있습니다. `naru --check -f`가 보여 줍니다"))
        }
        return .done
    }

    @Sendable private static func history(_ repl: Repl, _ text: String) throws(ShellFailure) -> ReplCommand.Outcome {
        guard let count = text.isEmpty ? 20 : Int(text), count >= 1 else {
            throw .badArgument("history", Message("a number is wanted, not '\(text)'", ko: "수를 써야 합니다: '\(text)'"))
        }
        try repl.show(repl.history.entries.suffix(count).map { SafeText.escapedLines($0) })
        return .done
    }

    @Sendable private static func timer(_ repl: Repl, _ text: String) throws(ShellFailure) -> ReplCommand.Outcome {
        switch text {
        case "": repl.tell(repl.runner.options.showsStatistics ? "on" : "off")
        case "on": repl.runner.options.showsStatistics = true
        case "off": repl.runner.options.showsStatistics = false
        default: throw .badArgument("timer", Message("on or off, not '\(text)'", ko: "on 또는 off: '\(text)'"))
        }
        return .done
    }

    @Sendable private static func lang(_ repl: Repl, _ text: String) throws(ShellFailure) -> ReplCommand.Outcome {
        guard !text.isEmpty else {
            repl.tell(repl.language.rawValue)
            return .done
        }
        guard let language = Language(rawValue: text) else {
            throw .badArgument("lang", Message("en or ko, not '\(text)'", ko: "en 또는 ko: '\(text)'"))
        }
        repl.language = language
        return .done
    }

    @Sendable private static func today(_ repl: Repl, _ text: String) throws(ShellFailure) -> ReplCommand.Outcome {
        if text.isEmpty {
            repl.tell(DayText.text(repl.runner.session.today))
        } else {
            repl.runner.session.today = try Settings.day(text.hasPrefix("@") ? String(text.dropFirst()) : text)
            repl.script.keep(command: ".today \(text)")
        }
        return .done
    }

    @Sendable private static func param(_ repl: Repl, _ text: String) throws(ShellFailure) -> ReplCommand.Outcome {
        let parts = text.split(maxSplits: 1, whereSeparator: { $0 == " " || $0 == "=" }).map(String.init)
        let known = repl.runner.definitions.parameters
        guard let name = parts.first else {
            let rows = known.map { [$0.name, $0.type, repl.runner.options.parameters[$0.name]?.shown ?? "–"] }
            let none = Message(
                "no parameters: `param name: type` declares one", ko: "매개변수가 없습니다. `param 이름: 유형`으로 선언하세요")
            try repl.show(rows.isEmpty ? [none[repl.language]] : TextTable.lines(rows))
            return .done
        }
        guard known.contains(where: { $0.name == name }) else {
            throw .badArgument(
                "param", Message("there is no parameter '\(name)'", ko: "'\(name)' 매개변수는 없습니다"),
                near: Spelling.nearest(to: name, among: known.map(\.name)))
        }
        if parts.count > 1 {
            repl.runner.options.parameters[name] = .text(parts[1].trimmingWhitespace)
            repl.script.keep(command: ".param \(text)")
        } else {
            repl.tell(repl.runner.options.parameters[name]?.shown ?? "–")
        }
        return .done
    }

    @Sendable private static func edit(_ repl: Repl, _ argument: String) throws(ShellFailure) -> ReplCommand.Outcome {
        let last = repl.history.entries.last { !$0.hasPrefix(".") } ?? ""
        return try ExternalEditor.edit(last).map { .edit($0) } ?? .done
    }
}

extension Repl {
    /// How a script is run with the data, the day and the parameters of the
    /// conversation; nil where its name alone does.
    fileprivate func scriptCommand(_ path: String) -> String? {
        var words = data.flatMap { ["--data", $0] }
        let day = DayText.text(runner.session.today)
        if runner.session.today != Terminal.today { words += ["--today", day] }
        for parameter in runner.definitions.parameters {
            if let value = runner.options.parameters[parameter.name] {
                words += ["-P", "\(parameter.name)=\(value.shown)"]
            }
        }
        guard !words.isEmpty else { return nil }
        return (["naru"] + words + ["-f", path]).map(Guide.quoted).joined(separator: " ")
    }
}

extension ParameterInput {
    /// As it was given.
    fileprivate var shown: String {
        switch self {
        case .text(let text): text
        case .list(let items): items.joined(separator: ", ")
        case .value(let value): value.plainText
        case .absent: "–"
        }
    }
}
