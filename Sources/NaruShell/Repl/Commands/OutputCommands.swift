import NaruSyntax

/// How and where results are written. Without an argument each says how it is.
enum OutputCommands {
    static let all: [ReplCommand] = [
        ReplCommand(".format [format]", "How results are written.", ko: "결과를 쓰는 형식.", .format, run: format),
        ReplCommand(
            ".width [columns|auto]", "How wide a box may be.", ko: "표의 최대 너비.", .words(["auto"]), run: width),
        ReplCommand(
            ".maxrows [n|all]", "How many rows of a result are written.", ko: "결과에서 쓸 행의 수.", .words(["all"]),
            run: maxrows),
        ReplCommand(
            ".output [file|-]", "Writes results to a file, until `.output -`.", ko: "결과를 파일에 씁니다. `.output -`까지.",
            .file,
            effect: .writesFile
        ) {
            repl, path throws(ShellFailure) in
            if path.isEmpty {
                repl.tell(repl.output?.path ?? "-")
            } else {
                if let format = OutputFormat(fileName: path), format.holdsOneResult {
                    throw format.isPicture ? .pictureOfAll(path) : .graphOfAll(path)
                }
                try repl.finishOutput()
                repl.output = try target(path)
            }
            return .done
        },
        ReplCommand(
            ".once file", "Writes the next result to a file.", ko: "다음 결과를 파일에 씁니다.", .file, effect: .writesFile
        ) {
            repl, path throws(ShellFailure) in
            guard !path.isEmpty else {
                throw .badArgument("once", Message("a file is missing", ko: "파일이 없습니다"))
            }
            repl.once = try target(path)
            return .done
        },
    ]

    /// `-` is the terminal.
    static func target(_ path: String) throws(ShellFailure) -> OutputTarget? {
        let path = FilePath.expanded(path)
        guard path != "-" else { return nil }
        guard let format = OutputFormat(fileName: path) ?? (OutputSink.isSpecial(path) ? .csv : nil) else {
            throw .unknownEnding(path)
        }
        guard format != .xlsx else { throw .workbookAtPrompt(path) }
        guard format != .png || ImageConverter.isThere else { throw .missingConverter }
        return OutputTarget(sink: try .whole(path), path: path, format: format)
    }

    static func named(_ name: String, for command: String) throws(ShellFailure) -> OutputFormat {
        let names = OutputFormat.textChoices
        guard let format = OutputFormat(rawValue: name), names.contains(name) else {
            let list = names.joined(separator: ", ")
            throw .badArgument(
                command,
                Message("there is no format '\(name)', but \(list)", ko: "'\(name)' 형식은 없습니다. 가능한 형식: \(list)"),
                near: Spelling.nearest(to: name, among: names))
        }
        return format
    }

    @Sendable private static func format(_ repl: Repl, _ name: String) throws(ShellFailure) -> ReplCommand.Outcome {
        if name.isEmpty {
            repl.tell(repl.runner.options.format.rawValue)
        } else {
            repl.runner.options.format = try named(name, for: "format")
        }
        return .done
    }

    @Sendable private static func width(_ repl: Repl, _ text: String) throws(ShellFailure) -> ReplCommand.Outcome {
        switch text {
        case "": repl.tell(repl.width.map(String.init) ?? "auto")
        case "auto": repl.width = nil
        default: repl.width = try number(text, of: "width", atLeast: 20)
        }
        return .done
    }

    @Sendable private static func maxrows(_ repl: Repl, _ text: String) throws(ShellFailure) -> ReplCommand.Outcome {
        switch text {
        case "": repl.tell(repl.runner.options.maximumRows.map(String.init) ?? "all")
        case "all": repl.runner.options.maximumRows = nil
        default: repl.runner.options.maximumRows = try number(text, of: "maxrows", atLeast: 0)
        }
        return .done
    }

    private static func number(_ text: String, of command: String, atLeast least: Int) throws(ShellFailure) -> Int {
        guard let number = Int(text), number >= least else {
            throw .badArgument(
                command,
                Message(
                    "a whole number from \(least) is wanted, not '\(text)'", ko: "\(least) 이상의 정수를 써야 합니다: '\(text)'"))
        }
        return number
    }
}
