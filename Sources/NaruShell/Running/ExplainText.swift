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
        let plan = PlanText(schema: schema, words: words).lines(explanation.plan)
        var rows = plan.map { line in
            let indent = String(repeating: "  ", count: line.depth)
            return [indent + line.operation] + cells(line.place, figures) + [
                SafeText.shortened(SafeText.escaped(line.detail), to: 70)
            ]
        }
        if let last = figures.indices.last {
            rows.append([Message("output", ko: "출력")[language]] + cells(last, figures, rowsOf: last - 1) + [""])
        }
        guard !figures.isEmpty else { return TextTable.lines(rows.map { [$0[0], $0[3]] }) }
        let header = language == .korean ? ["연산", "행", "시간", ""] : ["operator", "rows", "time", ""]
        return TextTable.lines(aligned([header] + rows))
    }

    private func cells(_ place: Int?, _ figures: [OperatorProfile.Figures], rowsOf other: Int? = nil) -> [String] {
        // Operators of nested plans are not measured one by one.
        guard let place, figures.indices.contains(place), figures[place].time > .zero else { return ["", ""] }
        return [String(figures[other ?? place].rows), ExplainText.milliseconds(figures[place].time)]
    }

    /// Numbers stand at the right.
    private func aligned(_ rows: [[String]]) -> [[String]] {
        let widths = [1, 2].map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        return rows.map { row in
            [
                row[0], SafeText.padded(row[1], to: widths[0], right: true),
                SafeText.padded(row[2], to: widths[1], right: true), row[3],
            ]
        }
    }

    static func milliseconds(_ time: Swift.Duration) -> String {
        let micros = time.components.seconds * 1_000_000 + time.components.attoseconds / 1_000_000_000_000
        let rest = String(micros % 1000 / 10)
        return "\(micros / 1000).\(rest.count < 2 ? "0" + rest : rest) ms"
    }
}

extension ProgramRunner {
    /// How the queries of a text are answered; findings go to the listener.
    func explain(_ source: SourceText, language: Language) -> [String] {
        let statements = Parser.parse(source).program.statements
        let layers = definitions.layered(source, statements: statements)
        let compilation = session.compile(layers.combined, importing: ImportReader.read)
        listener.report(layers.restored(compilation.diagnostics), in: source)
        guard let program = compilation.program else { return [] }
        let text = ExplainText(schema: checker.catalog.schema, language: language)
        var lines: [String] = []
        for query in program.queries where query.query.span.start >= layers.start {
            do throws(RunFailure) {
                let explanation = try session.explain(query, of: compilation, given: bindings(for: compilation))
                if !lines.isEmpty { lines.append("") }
                lines += text.lines(explanation) { span in compilation.words(span) }
            } catch {
                listener.report(layers.restored(error.diagnostics), in: layers.original)
            }
        }
        return lines
    }

    /// The parameters that are declared, with their types as written.
    var declaredParameters: [(name: String, type: String)] {
        let source = SourceText(name: "input", text: definitionsText)
        return Parser.parse(source).program.statements.compactMap { statement in
            guard case .parameter(let parameter, _) = statement.kind else { return nil }
            return (parameter.name.text, source.text(in: parameter.type.span))
        }
    }
}
