import Naru
import NaruEngine
import NaruPlan
import NaruSemantics
import NaruSyntax

/// A plan with the figures of a run, for reading.
struct ExplainText {
    let schema: Schema
    let language: Language

    func lines(_ explanation: QueryExplanation, words: @escaping (Span) -> String) -> [String] {
        let figures = explanation.figures
        var rows = PlanText(schema: schema, language: language, words: words).lines(explanation.plan).map { line in
            let indent = String(repeating: "  ", count: line.depth)
            return Row(
                operation: indent + line.operation, expected: line.estimate?.text ?? "",
                figures: measured(line.place, figures),
                method: line.method, detail: SafeText.shortened(SafeText.escaped(line.detail), to: 70))
        }
        let shown = explanation.plan.root.place + 1
        if figures.indices.contains(shown) {
            var output = Row(operation: Message("output", ko: "출력")[language])
            output.figures = measured(shown, figures, rowsOf: shown - 1)
            rows.append(output)
        }
        return TextTable.lines(aligned([header] + rows, isMeasured: !figures.isEmpty))
    }

    private struct Row {
        var operation: String
        var expected = ""
        var figures = ["", ""]
        var method = ""
        var detail = ""
    }

    private var header: Row {
        switch language {
        case .english:
            Row(operation: "operator", expected: "expected", figures: ["rows", "time"], method: "how", detail: "what")
        case .korean: Row(operation: "연산", expected: "예상", figures: ["행", "시간"], method: "방법", detail: "대상")
        }
    }

    /// Rows and time; nothing of an operator that was not reached.
    private func measured(_ place: Int?, _ figures: [OperatorProfile.Figures], rowsOf other: Int? = nil) -> [String] {
        guard let place, figures.indices.contains(place), figures[place].time > .zero else { return ["", ""] }
        return [String(figures[other ?? place].rows), ExplainText.milliseconds(figures[place].time)]
    }

    /// Numbers stand at the right.
    private func aligned(_ rows: [Row], isMeasured: Bool) -> [[String]] {
        let numbers = rows.map { row in [row.expected] + (isMeasured ? row.figures : []) }
        let widths = numbers[0].indices.map { column in numbers.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        return zip(rows, numbers).map { row, numbers in
            [row.operation] + zip(numbers, widths).map { SafeText.padded($0, to: $1, right: true) }
                + [row.method, row.detail]
        }
    }

    static func milliseconds(_ time: Swift.Duration) -> String {
        let micros = time.components.seconds * 1_000_000 + time.components.attoseconds / 1_000_000_000_000
        let rest = String(micros % 1000 / 10)
        return "\(micros / 1000).\(rest.count < 2 ? "0" + rest : rest) ms"
    }
}

extension ProgramRunner {
    /// How the queries of a text are answered, and the status of the first that
    /// could not be; findings go to the listener. `runs` says whether rows and
    /// times are to be measured.
    func explain(_ source: SourceText, language: Language, runs: Bool = true) -> (lines: [String], status: ExitStatus) {
        let compilation = checked(source, in: session)
        listener.report(compilation.diagnostics, in: source)
        guard let program = compilation.program else { return ([], compilation.status) }
        let text = ExplainText(schema: checker.catalog.schema, language: language)
        var lines: [String] = []
        var status = ExitStatus.success
        for query in program.queries {
            do throws(RunFailure) {
                let explanation = try session.explain(
                    query, of: compilation, given: bindings(for: compilation), runs: runs)
                if !lines.isEmpty { lines.append("") }
                lines += text.lines(explanation) { span in compilation.words(span) }
            } catch {
                listener.report(error.diagnostics, in: source)
                if status == .success { status = error.status }
            }
        }
        return (lines, status)
    }
}
