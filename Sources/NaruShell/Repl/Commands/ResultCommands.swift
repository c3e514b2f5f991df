import Naru
import NaruEngine
import NaruSyntax

/// More about the last result.
enum ResultCommands {
    static let all: [ReplCommand] = [
        ReplCommand(".last [format]", "The last result again.", ko: "마지막 결과를 다시 봅니다.", .format, run: last),
        ReplCommand(
            ".why [row]", "What a row of the last result rests on.", ko: "마지막 결과의 한 행이 무엇에 근거하는지.",
            .words([]), run: why),
        ReplCommand(
            ".explain query", "How a query is answered, with rows and times.", ko: "질의를 답하는 과정. 행 수와 시간 포함.",
            .statement,
            run: explain),
    ]

    static func finished(_ repl: Repl, _ command: String) throws(ShellFailure) -> FinishedQuery {
        guard let last = repl.runner.last else {
            throw .badArgument(command, Message("there is no result yet", ko: "아직 결과가 없습니다"))
        }
        return last
    }

    @Sendable private static func last(_ repl: Repl, _ name: String) throws(ShellFailure) -> ReplCommand.Outcome {
        let last = try finished(repl, "last")
        var target = repl.output
        if !name.isEmpty {
            let format = try OutputCommands.named(name, for: "last")
            target?.format = format
            let before = repl.runner.options.format
            repl.runner.options.format = format
            defer { repl.runner.options.format = before }
            try write(last, repl, target)
        } else {
            try write(last, repl, target)
        }
        return .done
    }

    private static func write(_ last: FinishedQuery, _ repl: Repl, _ target: OutputTarget?) throws(ShellFailure) {
        try repl.show(in: target) { () throws(ShellFailure) in
            try last.write(with: repl.runner.options, to: repl.console)
        }
    }

    @Sendable private static func why(_ repl: Repl, _ text: String) throws(ShellFailure) -> ReplCommand.Outcome {
        let last = try finished(repl, "why")
        guard let number = text.isEmpty ? 1 : Int(text), number >= 1, number <= last.result.count else {
            let count = last.result.count
            throw .badArgument(
                "why",
                Message(
                    "the last result has no row '\(text)', but \(count)", ko: "마지막 결과에 '\(text)'행이 없습니다. 모두 \(count)행"))
        }
        let layout = EvidenceLayout(
            language: repl.language,
            paint: Paint(isOn: repl.usesColor && repl.output == nil), width: repl.width ?? Terminal.width)
        do throws(RunFailure) {
            let evidence = try last.evidence(ofRow: number - 1)
            let values = last.result.values(number - 1..<number).first ?? []
            let cells = Array(zip(last.columns.map(\.name), values))
            let lines = layout.lines(row: number, cells, evidence)
            return show(lines, repl)
        } catch {
            repl.console.report(error.diagnostics, in: last.compilation.source)
            return .done
        }
    }

    private static func show(_ lines: [String], _ repl: Repl) -> ReplCommand.Outcome {
        do throws(ShellFailure) { try repl.show(lines) } catch { repl.console.report(error) }
        return .done
    }

    @Sendable private static func explain(_ repl: Repl, _ text: String) throws(ShellFailure) -> ReplCommand.Outcome {
        guard !text.isEmpty else { throw .badArgument("explain", Message("a query is missing", ko: "질의가 없습니다")) }
        let source = SourceText(name: "input", text: text)
        try repl.show(repl.runner.explain(source, language: repl.language).lines)
        return .done
    }
}
