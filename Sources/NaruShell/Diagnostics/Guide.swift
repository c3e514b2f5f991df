package import NaruSyntax

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
    private static func quoted(_ word: String) -> String {
        let isPlain = word.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || "._-/:+@%".unicodeScalars.contains($0)
        }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
