package import Naru
import NaruData
package import NaruSyntax

/// Why the shell cannot go on: what it says, and the status it ends with.
package struct ShellFailure: Error, Sendable {
    package var status: ExitStatus
    package var diagnostics: [Diagnostic]

    package init(_ status: ExitStatus, _ diagnostics: [Diagnostic]) {
        self.status = status
        self.diagnostics = diagnostics
    }

    init(_ status: ExitStatus, _ code: DiagnosticCode, _ message: Message, help: [Message] = []) {
        self.init(status, [Diagnostic(code, .error, message, at: nil, help: help)])
    }

    /// The reader of the output has gone; nothing needs to be said.
    static let pipeClosed = ShellFailure(.pipeClosed, [])
}

/// Files and usage: family E5.
extension DiagnosticCode {
    static let fileMissing = DiagnosticCode("E5301")
    static let isFolder = DiagnosticCode("E5302")
    static let unreadable = DiagnosticCode("E5303")
    static let isBinary = DiagnosticCode("E5304")
    static let notUTF8 = DiagnosticCode("E5305")
    static let unwritable = DiagnosticCode("E5306")
    static let fileTooLong = DiagnosticCode("E5308")
    static let unfaithfulFormat = DiagnosticCode("E5307")
    static let usage = DiagnosticCode("E5201")
    static let unknownChoice = DiagnosticCode("E5202")
    static let badBinding = DiagnosticCode("E5203")
    static let badNumber = DiagnosticCode("E5204")
    static let badDay = DiagnosticCode("E5205")
    static let badTime = DiagnosticCode("E5207")
    static let badMemory = DiagnosticCode("E5208")
    static let unknownCode = DiagnosticCode("E5209")
    static let badParameterFile = DiagnosticCode("E5212")
    static let unexpectedArgument = DiagnosticCode("E5206")
    /// The same as in a query.
    static let unknownTypeName = DiagnosticCode("E2002")
}

/// Files that cannot be read or written.
extension ShellFailure {
    static func missing(_ path: String) -> ShellFailure {
        ShellFailure(
            .inputOutput, .fileMissing, Message("no such file: \(path)", ko: "파일이 없습니다: \(path)"),
            help: [Message("a query needs no file: naru 'cities | take 3'", ko: "파일 없이도 됩니다: naru 'cities | take 3'")])
    }

    static func isFolder(_ path: String) -> ShellFailure {
        ShellFailure(
            .inputOutput, .isFolder,
            Message("\(path) is a folder, not a script", ko: "\(path): 스크립트가 아니라 폴더입니다"),
            help: [Message("open a dataset folder with --data \(path)", ko: "데이터 폴더는 --data \(path)(으)로 엽니다")])
    }

    static func unreadable(_ path: String, reason: String) -> ShellFailure {
        ShellFailure(
            .inputOutput, .unreadable,
            Message("cannot read \(path): \(reason)", ko: "\(path)을(를) 읽을 수 없습니다: \(reason)"))
    }

    static func isBinary(_ path: String) -> ShellFailure {
        ShellFailure(
            .inputOutput, .isBinary,
            Message("\(path) is a binary file, not a Naru script", ko: "\(path): 나루 스크립트가 아니라 이진 파일입니다"),
            help: [Message("scripts are UTF-8 text", ko: "스크립트는 UTF-8 텍스트입니다")])
    }

    static func tooLong(_ path: String, megabytes: Int) -> ShellFailure {
        ShellFailure(
            .inputOutput, .fileTooLong,
            Message("\(path) is longer than \(megabytes) MB", ko: "\(path)이(가) \(megabytes) MB보다 깁니다"),
            help: [
                Message(
                    "it is read whole; data are opened with --data PATH",
                    ko: "통째로 읽는 파일입니다. 데이터는 --data 경로로 엽니다")
            ])
    }

    static func isUTF16(_ path: String) -> ShellFailure {
        ShellFailure(
            .inputOutput, .notUTF8, Message("\(path) is UTF-16, not UTF-8", ko: "\(path): UTF-8이 아니라 UTF-16입니다"),
            help: [
                Message(
                    "convert it: iconv -f utf-16 -t utf-8 FILE > NEW", ko: "변환하세요: iconv -f utf-16 -t utf-8 파일 > 새파일")
            ])
    }

    static func notUTF8(_ path: String, line: Int) -> ShellFailure {
        ShellFailure(
            .inputOutput, .notUTF8,
            Message("\(path) is not UTF-8: line \(line)", ko: "\(path): UTF-8이 아닙니다 (\(line)번째 줄)"),
            help: [Message("save it as UTF-8", ko: "UTF-8로 저장하세요")])
    }

    static func unwritable(_ failure: WriteFailure) -> ShellFailure {
        unwritable(failure.path, reason: failure.reason)
    }

    static func unwritable(_ path: String, reason: String) -> ShellFailure {
        ShellFailure(
            .inputOutput, .unwritable,
            Message("cannot write \(path): \(reason)", ko: "\(path)에 쓸 수 없습니다: \(reason)"))
    }
}

/// What is wrong with the command line.
extension ShellFailure {
    static func snapshotName(_ path: String) -> ShellFailure {
        ShellFailure(
            .usage, .usage,
            Message("a snapshot's name ends in .narudb, not '\(path)'", ko: "스냅숏 이름은 .narudb로 끝나야 합니다: '\(path)'"),
            help: [Message("for example -o \(path).narudb", ko: "예: -o \(path).narudb")])
    }

    static let seeHelp = seeHelp(of: nil)

    private static func seeHelp(of subcommand: String?) -> Message {
        let call = (["naru"] + [subcommand].compactMap { $0 } + ["--help"]).joined(separator: " ")
        return Message("'\(call)' lists all options", ko: "'\(call)'에 모든 옵션이 있습니다")
    }

    static func usage(_ message: Message, of command: String) -> ShellFailure {
        ShellFailure(.usage, .usage, message, help: [seeHelp(of: command == "naru" ? nil : command)])
    }

    static func badParameterFile(_ path: String, _ reason: Message) -> ShellFailure {
        ShellFailure(
            .usage, .badParameterFile,
            Message(
                "\(path) holds no parameters: \(reason.english)", ko: "\(path)에서 매개변수를 읽을 수 없습니다: \(reason.korean)"),
            help: [
                Message(
                    "a JSON object of names and values: {\"city\": \"시흥시\", \"n\": 3}",
                    ko: "이름과 값의 JSON 객체여야 합니다: {\"city\": \"시흥시\", \"n\": 3}")
            ])
    }

    static func unknownChoice(_ text: String, option: String, choices: [String]) -> ShellFailure {
        let near = Spelling.nearest(to: text.lowercased(), among: choices).map { [Spelling.didYouMean($0)] } ?? []
        let list = choices.joined(separator: ", ")
        return ShellFailure(
            .usage, .unknownChoice,
            Message("\(option) has no '\(text)'", ko: "\(option)에 '\(text)'은(는) 없습니다"),
            help: near + [Message("there are: \(list)", ko: "가능한 값: \(list)")])
    }

    static func badEdges(_ text: String) -> ShellFailure {
        ShellFailure(
            .usage, .badBinding,
            Message("--edges needs two columns, not '\(text)'", ko: "--edges에는 열 둘을 써야 합니다: '\(text)'"),
            help: [Message("for example --edges from,to", ko: "예: --edges 우리시,상대도시")])
    }

    static func badBinding(_ text: String) -> ShellFailure {
        ShellFailure(
            .usage, .badBinding,
            Message("-P needs name=value, not '\(text)'", ko: "-P에는 이름=값을 써야 합니다: '\(text)'"),
            help: [Message("for example -P city=시흥시", ko: "예: -P city=시흥시")])
    }

    static func badNumber(_ text: String, option: String) -> ShellFailure {
        ShellFailure(
            .usage, .badNumber,
            Message("\(option) needs a whole number, not '\(text)'", ko: "\(option)에는 정수를 써야 합니다: '\(text)'"))
    }

    static func badTime(_ text: String) -> ShellFailure {
        ShellFailure(
            .usage, .badTime,
            Message("--timeout needs a time, not '\(text)'", ko: "--timeout에는 시간을 써야 합니다: '\(text)'"),
            help: [Message("for example 500ms, 5s, 2m or 1h", ko: "예: 500ms, 5s, 2m, 1h")])
    }

    static func badMemory(_ text: String) -> ShellFailure {
        ShellFailure(
            .usage, .badMemory,
            Message("--max-memory needs a size, not '\(text)'", ko: "--max-memory에는 크기를 써야 합니다: '\(text)'"),
            help: [Message("for example 512MB, 2GB or none", ko: "예: 512MB, 2GB, none")])
    }

    static func badDay(_ text: String) -> ShellFailure {
        ShellFailure(
            .usage, .badDay,
            Message(
                "--today needs a day such as 2026-01-31, not '\(text)'",
                ko: "--today에는 2026-01-31 같은 날짜를 써야 합니다: '\(text)'"))
    }

    static func unknownCode(_ code: String) -> ShellFailure {
        let codes = Explanations.all.map(\.code.description)
        let near = Spelling.nearest(to: code.uppercased(), among: codes).map { [Spelling.didYouMean($0)] } ?? []
        return ShellFailure(
            .usage, .unknownCode, Message("there is no code '\(code)'", ko: "'\(code)' 코드가 없습니다"),
            help: near + [Message("'naru explain' lists all codes", ko: "'naru explain'에 모든 코드가 있습니다")])
    }

    static func misplacedSubcommand(_ word: String, before text: String) -> ShellFailure {
        ShellFailure(
            .usage, .unexpectedArgument,
            Message(
                "behind an option '\(word)' is a query, and '\(text)' is too many",
                ko: "옵션 뒤의 '\(word)'은(는) 질의이므로 '\(text)'이(가) 남습니다"),
            help: [
                Message("a subcommand stands first: naru \(word) \(text)", ko: "하위 명령은 맨 앞에 씁니다: naru \(word) \(text)")
            ])
    }

    static func unexpectedArgument(_ text: String, options: [String]) -> ShellFailure {
        let isOption = text.hasPrefix("-") && text != "-"
        let name = String(text.prefix { $0 != "=" })
        let near = Spelling.nearest(to: name, among: options).map { [Spelling.didYouMean($0)] } ?? []
        let message =
            isOption
            ? Message("unknown option '\(name)'", ko: "알 수 없는 옵션입니다: '\(name)'")
            : Message("one query or script at a time: '\(text)' is too many", ko: "질의나 스크립트는 하나만: '\(text)'이(가) 남습니다")
        let several = Message("several go with -c and -f", ko: "여럿이면 -c와 -f를 쓰세요")
        return ShellFailure(
            .usage, .unexpectedArgument, message, help: isOption ? near + [seeHelp] : [several])
    }
}

/// `naru schema`.
extension ShellFailure {
    static let noTableToInfer = ShellFailure(
        .usage, .usage, Message("'naru schema infer' needs tables", ko: "'naru schema infer'에는 표가 필요합니다"),
        help: [Message("for example naru schema infer cities.csv", ko: "예: naru schema infer cities.csv")])

    static func schemaOfFile(_ path: String) -> ShellFailure {
        ShellFailure(
            .usage, .unexpectedArgument,
            Message(
                "'naru schema' takes types, and \(path) is a file", ko: "'naru schema'에는 유형을 쓰는데 \(path)은(는) 파일입니다"),
            help: [
                Message(
                    "naru schema --data \(path) shows what it holds; naru schema infer \(path) writes a schema for it",
                    ko: "담긴 것은 naru schema --data \(path), 스키마 초안은 naru schema infer \(path)")
            ])
    }

    static func unknownType(_ name: String, near: String?) -> ShellFailure {
        ShellFailure(
            .usage, .unknownTypeName, Message("there is no type '\(name)'", ko: "'\(name)' 유형은 없습니다"),
            help: near.map { [Spelling.didYouMean($0)] } ?? [])
    }
}

/// What the program says to its caller when it ends.
package enum ExitStatus: Int32, Sendable {
    case success = 0
    /// A query failed at run time.
    case failed = 1
    case usage = 2
    /// A file cannot be read or written.
    case inputOutput = 3
    /// The program doesn't parse or check.
    case invalidProgram = 4
    /// The data doesn't load.
    case invalidData = 5
    /// A limit was reached.
    case limit = 124
    case interrupted = 130
    case pipeClosed = 141
}

extension RunFailure {
    package var status: ExitStatus {
        let codes = diagnostics.map(\.code)
        if codes.contains(.damagedSnapshot) { return .invalidData }
        if codes.contains(.parameterMissing) || codes.contains(.parameterUnreadable) { return .usage }
        switch reason {
        case .failed: return .failed
        case .limit: return .limit
        case .cancelled: return .interrupted
        }
    }
}

extension Compilation {
    package var status: ExitStatus {
        guard program == nil else { return .success }
        switch ended {
        case .limit: return .limit
        case .cancelled: return .interrupted
        case .failed, nil: break
        }
        return diagnostics.contains { $0.code == .damagedSnapshot } ? .invalidData : .invalidProgram
    }
}
