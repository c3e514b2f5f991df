import Naru
package import NaruSyntax

/// Says on standard error what is not data.
struct Reporter {
    var language = Language.english
    var usesColor = false
    var usesJSON = false
    var isQuiet = false
    /// As what was found out about tables is told before each answer.
    var hasBriefNotes = false
    var guide = Guide.commandLine(data: [])
    private let sink = OutputSink.standardError

    func report(_ diagnostics: [Diagnostic], in program: SourceText?) {
        let wanted = isQuiet ? diagnostics.filter { $0.severity == .error } : diagnostics
        guard !wanted.isEmpty else { return }
        if usesJSON {
            let json = DiagnosticJSON(language: language, signpost: guide.place)
            wanted.forEach { say(json.text($0, in: program) + "\n") }
        } else {
            var renderer = DiagnosticRenderer(
                language: language, usesColor: usesColor, width: width, signpost: guide.place)
            renderer.hasBriefNotes = hasBriefNotes
            say(renderer.render(wanted, in: program ?? SourceText(name: "", utf8: [])))
        }
    }

    func report(_ failure: ShellFailure) { report(failure.diagnostics, in: nil) }

    func note(_ message: Message) {
        guard !isQuiet else { return }
        let word = language == .korean ? "알림" : "note"
        say(
            usesJSON
                ? DiagnosticJSON(language: language).note(message) + "\n" : flowing("\(word): \(message[language])\n"))
    }

    private var width: Int? { Terminal.reportsToTerminal ? Terminal.size.columns : nil }

    /// Broken at words where it goes to a terminal.
    func flowing(_ text: String) -> String {
        guard let width else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.flatMap { TextFlow.hanging(String($0), to: width) }.joined(separator: "\n")
    }

    /// Statistics are asked for, so they are told even quietly.
    func tell(_ statistics: Statistics) {
        let word = language == .korean ? "통계" : "stats"
        say(
            usesJSON
                ? DiagnosticJSON(language: language).statistics(statistics) + "\n"
                : flowing("\(word): \(statistics.message[language])\n"))
    }

    /// A standard error that is gone is no reason to fail.
    func say(_ text: String) { try? sink.show(text, usesJSON ? .json : .painted) }
}

/// What can be typed where a message is read.
package enum Guide: Sendable {
    case prompt
    /// On the command line, which has these `--data`.
    case commandLine(data: [String])

    package func place(of pointer: Pointer) -> Message? {
        switch self {
        case .prompt: atPrompt(pointer)
        case .commandLine(let data): onCommandLine(pointer, data)
        }
    }

    private func atPrompt(_ pointer: Pointer) -> Message {
        switch pointer {
        case .types: Guide.lists(".types")
        case .fields(let name): Guide.lists(".schema \(name)")
        case .functions: Guide.lists(".functions")
        case .leaving: Message("`.quit` leaves", ko: "`.quit`으로 끝냅니다")
        case .help: Message("`.help` says what can be typed", ko: "`.help`가 쓸 수 있는 것을 알려 줍니다")
        case .schema:
            Message(
                "`.types` lists the types of records, `.schema TYPE` the fields of one",
                ko: "`.types`는 기록의 유형을, `.schema 유형`은 그 필드를 보여 줍니다")
        case .schemaOf(let name):
            Message("`.schema \(name)` shows its fields and links", ko: "`.schema \(name)`이(가) 필드와 링크를 보여 줍니다")
        case .opening:
            Message(
                "`.open PATH` opens other data, `.data` says what is open",
                ko: "`.open 경로`는 다른 데이터를 열고, `.data`는 열린 것을 알려 줍니다")
        case .clearing: Message("Ctrl-L clears the screen", ko: "Ctrl-L이 화면을 지웁니다")
        case .history: Message("`.history` lists the last statements", ko: "`.history`가 지난 문장들을 보여 줍니다")
        case .reading: Message("`.read FILE` runs the statements of a file", ko: "`.read 파일`이 파일의 문장을 실행합니다")
        case .writing: Message("`.output FILE` writes results to a file", ko: "`.output 파일`이 결과를 파일에 씁니다")
        case .format: Message("`.format` says and sets how results are written", ko: "`.format`이 결과를 쓰는 형식을 정합니다")
        case .timing: Message("`.timer on` tells what each query took", ko: "`.timer on`이 질의마다 걸린 시간을 알립니다")
        case .parameter(let name):
            Message("give it one: `.param \(name) VALUE`", ko: "값을 주세요: `.param \(name) 값`")
        case .explaining: Message("`.explain QUERY` says how it is answered", ko: "`.explain 질의`가 답하는 방법을 보여 줍니다")
        }
    }

    private func onCommandLine(_ pointer: Pointer, _ data: [String]) -> Message {
        let schema = (["naru", "schema"] + data.flatMap { ["--data", Guide.quoted($0)] }).joined(separator: " ")
        switch pointer {
        case .types: return Guide.lists(schema)
        case .fields(let name): return Guide.lists("\(schema) \(Guide.quoted(name))")
        case .functions: return Guide.lists("naru explain functions")
        case .leaving: return Message("the program ends by itself after its queries", ko: "프로그램은 질의가 끝나면 저절로 끝납니다")
        case .help: return Message("`naru --help` says what can be written", ko: "`naru --help`가 쓸 수 있는 것을 알려 줍니다")
        case .schema: return Message("`\(schema)` shows types, fields and links", ko: "`\(schema)`: 유형, 필드, 링크")
        case .schemaOf(let name):
            return Message(
                "`\(schema) \(Guide.quoted(name))` shows its fields and links",
                ko: "`\(schema) \(Guide.quoted(name))`: 필드와 링크")
        case .opening: return Message("`naru --data PATH` opens other data", ko: "`naru --data 경로`가 다른 데이터를 엽니다")
        case .reading: return Message("`naru -f FILE` runs a script", ko: "`naru -f 파일`이 스크립트를 실행합니다")
        case .writing: return Message("`naru -o FILE` writes results to a file", ko: "`naru -o 파일`이 결과를 파일에 씁니다")
        case .format:
            return Message("`naru --format FORMAT` says how results are written", ko: "`naru --format 형식`이 형식을 정합니다")
        case .parameter(let name):
            return Message("give it one: `-P \(name)=VALUE`", ko: "값을 주세요: `-P \(name)=값`")
        case .timing: return Message("`naru --stats` tells what each query took", ko: "`naru --stats`가 걸린 시간을 알립니다")
        case .clearing, .history, .explaining:
            return Message(
                "such things are for the prompt, where `naru` without a query leads",
                ko: "질의 없이 `naru`를 실행하면 나오는 프롬프트에서 쓰는 것입니다")
        }
    }

    private static func lists(_ command: String) -> Message {
        Message("`\(command)` lists all", ko: "`\(command)`: 전체")
    }

    /// How a result that was cut is shown whole.
    var everything: String {
        switch self {
        case .prompt: ".last line"
        case .commandLine: "--format line"
        }
    }

    /// As a shell takes it for one word.
    static func quoted(_ word: String) -> String {
        let isPlain = word.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || "._-/:+@%=".unicodeScalars.contains($0)
        }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}

/// What one query took, for `--stats`.
package struct Statistics: Sendable {
    /// Rows of the result, as far as it got.
    package var rows: Int
    package var time: Swift.Duration
    /// Bytes that operators held at most; nil for a query that failed.
    package var memory: Int?
    /// The most bytes the process had at once, for whatever it was.
    package var processMemory: Int

    var seconds: Double {
        let parts = time.components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }

    var message: Message {
        let count = rows == 1 ? "1 row" : "\(rows) rows"
        let time = "\((seconds * 1000).rounded() / 1000) s"
        let process = Statistics.megabytes(processMemory)
        let own = memory.map(Statistics.megabytes)
        return Message(
            [count, time, own.map { "\($0) held by the query" }, "\(process) by the process"].compactMap { $0 }
                .joined(separator: " · "),
            ko: ["\(rows)행", "\(time.dropLast(2))초", own.map { "질의 메모리 \($0)" }, "프로세스 메모리 \(process)"]
                .compactMap { $0 }.joined(separator: " · "))
    }

    /// To one place.
    private static func megabytes(_ bytes: Int) -> String { "\((Double(bytes) / 1e5).rounded() / 10) MB" }
}

extension DiagnosticJSON {
    /// What a query took, as one object.
    func statistics(_ statistics: Statistics) -> String {
        let json = ValueJSON(language: nil)
        return json.object([
            ("severity", "\"note\""), ("message", json.quoted(statistics.message[language])),
            ("rows", String(statistics.rows)), ("seconds", String(statistics.seconds)),
            ("memory", statistics.memory.map(String.init) ?? "null"),
            ("processMemory", String(statistics.processMemory)),
        ])
    }
}
