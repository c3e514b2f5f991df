import NaruData
import NaruPictures
import NaruSyntax

extension DiagnosticCode {
    static let unknownEnding = DiagnosticCode("E5213")
    static let outputEncoding = DiagnosticCode("E5214")
    static let missingWriter = DiagnosticCode("E5215")
    static let unwritableSheet = DiagnosticCode("E5216")
    static let twiceStandardInput = DiagnosticCode("E5217")
    static let onePicture = DiagnosticCode("E5224")
    static let missingConverter = DiagnosticCode("E5225")
}

/// Files for results, and how they are written.
extension ShellFailure {
    static func unknownEnding(_ path: String) -> ShellFailure {
        ShellFailure(
            .usage, .unknownEnding,
            Message("the name '\(path)' doesn't say how to write it", ko: "'\(path)'이라는 이름으로는 쓸 형식을 알 수 없습니다"),
            help: [
                Message("endings: \(OutputFormat.endings)", ko: "확장자: \(OutputFormat.endings)"),
                Message("or say the format: --format csv", ko: "또는 형식을 쓰세요: --format csv"),
            ])
    }

    static func otherEnding(_ path: String, format: String) -> ShellFailure {
        ShellFailure(
            .usage, .unknownEnding,
            Message(
                "'\(path)' ends in .xlsx, and --format says \(format)",
                ko: "'\(path)'의 확장자는 .xlsx인데 --format은 \(format)입니다"),
            help: [Message("leave out --format, or end it in .\(format)", ko: "--format을 빼거나 확장자를 .\(format)으로 하세요")])
    }

    static func workbookAtPrompt(_ path: String) -> ShellFailure {
        ShellFailure(
            .usage, .unknownEnding,
            Message("a workbook is written by a whole run", ko: "엑셀 파일은 한 번의 실행으로 씁니다"),
            help: [Message("outside the prompt: naru -o \(path) 'QUERY'", ko: "프롬프트 밖에서: naru -o \(path) '질의'")])
    }

    static func encodingOfFormat(_ format: OutputFormat) -> ShellFailure {
        ShellFailure(
            .usage, .outputEncoding,
            Message(
                "--output-encoding is for CSV and TSV, and \(format.rawValue) is in UTF-8",
                ko: "--output-encoding은 CSV와 TSV에 씁니다. \(format.rawValue)은(는) UTF-8입니다"),
            help: [Message("leave it out, or write .csv", ko: "빼거나 .csv로 쓰세요")])
    }

    static func noCharacter(_ scalar: Unicode.Scalar, encoding: String) -> ShellFailure {
        let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
        return ShellFailure(
            .inputOutput, .outputEncoding,
            Message(
                "the character '\(scalar)' (\(code)) cannot be written in \(encoding)",
                ko: "'\(scalar)'(\(code)) 글자는 \(encoding)으로 쓸 수 없습니다"),
            help: [
                Message(
                    "Excel opens this as well: --output-encoding utf-8-bom",
                    ko: "엑셀은 이것도 엽니다: --output-encoding utf-8-bom")
            ])
    }

    static func missingWriter(_ path: String) -> ShellFailure {
        ShellFailure(
            .inputOutput, .missingWriter,
            Message(
                "'\(path)' cannot be written: the library libxlsxwriter is not installed here",
                ko: "'\(path)'을(를) 쓸 수 없습니다: 여기에는 libxlsxwriter 라이브러리가 없습니다"),
            help: [
                Message(
                    "install libxlsxwriter4 (Debian), libxlsxwriter (Fedora, Homebrew), or write .csv with --output-encoding utf-8-bom",
                    ko:
                        "libxlsxwriter4(Debian)나 libxlsxwriter(Fedora, Homebrew)를 설치하거나, --output-encoding utf-8-bom으로 .csv를 쓰세요"
                )
            ])
    }

    static var twiceStandardInput: ShellFailure {
        ShellFailure(
            .usage, .twiceStandardInput,
            Message(
                "standard input holds the data, so the query stands elsewhere", ko: "표준 입력이 데이터이므로 질의는 다른 곳에 써야 합니다"),
            help: [
                Message(
                    "write it on the command line: naru --data - 'count(stdin)'",
                    ko: "명령줄에 쓰세요: naru --data - 'count(stdin)'")
            ])
    }
}

/// Pictures.
extension ShellFailure {
    static let missingConverter = ShellFailure(
        .inputOutput, .missingConverter,
        Message(
            "a PNG needs the program \(ImageConverter.program), which is not installed here",
            ko: "PNG에는 \(ImageConverter.program) 프로그램이 필요한데 여기에는 없습니다"),
        help: [
            Message(
                "install librsvg2-bin (Debian), librsvg2-tools (Fedora), librsvg (Homebrew), or write .svg, which browsers show",
                ko: "librsvg2-bin(Debian), librsvg2-tools(Fedora), librsvg(Homebrew)를 설치하거나, 브라우저가 보여 주는 .svg로 쓰세요")
        ])

    static let converterFailed = ShellFailure(
        .inputOutput, .missingConverter,
        Message("\(ImageConverter.program) made no image", ko: "\(ImageConverter.program)이(가) 그림을 만들지 못했습니다"),
        help: [Message("write .svg, which browsers show", ko: "브라우저가 보여 주는 .svg로 쓰세요")])

    /// `--chart` where no picture is drawn.
    static func onlyForPictures(_ option: String) -> ShellFailure {
        ShellFailure(
            .usage, .usage,
            Message("\(option) is for pictures", ko: "\(option)은(는) 그림에 씁니다"),
            help: [Message("draw one: --format svg, or -o x.svg", ko: "그림으로 쓰세요: --format svg 또는 -o x.svg")])
    }

    static let imageOnTerminal = ShellFailure(
        .usage, .usage, Message("a PNG is no text for a terminal", ko: "PNG는 터미널에 쓸 수 없습니다"),
        help: [Message("write it to a file: -o x.png", ko: "파일에 쓰세요: -o x.png")])

    static func pictureOfAll(_ path: String) -> ShellFailure {
        ShellFailure(
            .usage, .unknownEnding,
            Message("'\(path)' holds one picture, not all results to come", ko: "'\(path)'에는 그림이 하나만 들어갑니다"),
            help: [
                Message("draw the last result: `.picture \(path)`", ko: "마지막 결과를 그리세요: `.picture \(path)`"),
                Message("or the next one: `.once \(path)`", ko: "또는 다음 결과: `.once \(path)`"),
            ])
    }

    static func graphOfAll(_ path: String) -> ShellFailure {
        ShellFailure(
            .usage, .unknownEnding,
            Message("'\(path)' holds one graph, not all results to come", ko: "'\(path)'에는 그래프가 하나만 들어갑니다"),
            help: [Message("write the next result: `.once \(path)`", ko: "다음 결과를 쓰세요: `.once \(path)`")])
    }

    static func noPicture(_ path: String) -> ShellFailure {
        ShellFailure(
            .usage, .unknownEnding,
            Message("'\(path)' is not the name of a picture", ko: "'\(path)'은(는) 그림 파일 이름이 아닙니다"),
            help: [Message("end it in .svg or .png", ko: ".svg나 .png로 끝내세요")])
    }
}

extension PictureProblem {
    static let secondPicture = PictureProblem(
        .onePicture,
        Message(
            "a picture or graph shows one result, and this is the second",
            ko: "그림이나 그래프에는 결과가 하나만 들어가는데 이것은 두 번째입니다"),
        help: [Message("write each by itself: `-c 'QUERY' -o y.svg`", ko: "하나씩 쓰세요: `-c '질의' -o y.svg`")])
}

/// Data that come through standard input.
enum StandardInput {
    /// `-`, `csv:-`, or `towns=-`.
    static func isNamed(_ path: String) -> Bool { path == "-" || path.hasSuffix(":-") || path.hasSuffix("=-") }
}
