import NaruPictures
import NaruSyntax

/// Results as pictures.
enum PictureCommands {
    static let all: [ReplCommand] = [
        ReplCommand(
            ".picture file", "Draws the last result: .svg or .png.", ko: "마지막 결과를 그립니다: .svg나 .png.", .file,
            effect: .writesFile, run: picture),
        ReplCommand(
            ".chart [kind|auto]", "What kind of picture is drawn.", ko: "그릴 그림의 종류.",
            .words(ChartKind.allCases.map(\.rawValue) + ["auto"]), run: chart),
    ]

    @Sendable private static func picture(_ repl: Repl, _ path: String) throws(ShellFailure) -> ReplCommand.Outcome {
        guard !path.isEmpty else {
            throw .badArgument("picture", Message("a file is missing", ko: "파일이 없습니다"))
        }
        guard OutputFormat(fileName: path)?.isPicture == true else { throw .noPicture(path) }
        let last = try ResultCommands.finished(repl, "picture")
        // What can't be drawn leaves an older picture where it is.
        let target = try OutputCommands.target(path)
        try repl.show(in: target) { () throws(ShellFailure) in
            try last.write(with: repl.runner.options, to: repl.console)
        }
        try target?.sink.finish()
        return .done
    }

    @Sendable private static func chart(_ repl: Repl, _ name: String) throws(ShellFailure) -> ReplCommand.Outcome {
        switch name {
        case "": repl.tell(repl.runner.options.formatting.picture.kind?.rawValue ?? "auto")
        case "auto": repl.runner.options.formatting.picture.kind = nil
        default:
            guard let kind = ChartKind(rawValue: name) else {
                let names = ChartKind.allCases.map(\.rawValue) + ["auto"]
                let list = names.joined(separator: ", ")
                throw .badArgument(
                    "chart",
                    Message("there is no kind '\(name)', but \(list)", ko: "'\(name)' 종류는 없습니다. 가능한 종류: \(list)"),
                    near: Spelling.nearest(to: name, among: names))
            }
            repl.runner.options.formatting.picture.kind = kind
        }
        return .done
    }
}
