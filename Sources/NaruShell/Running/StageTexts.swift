import Naru
import NaruEngine
import NaruSyntax

/// The stages of a query in its own words.
struct StageTexts {
    let compilation: Compilation

    func end(_ summary: RunSummary, shown: Int) -> ResultEnd {
        let texts = compilation.texts(of: summary.stages)
        let stages = zip(summary.stages, texts).map { stage, text in
            ResultEnd.Stage(
                text: text, input: stage.input, output: stage.output, unknown: stage.unknown,
                leftOut: stage.leftOut, dropped: stage.dropped, outside: stage.outside)
        }
        return ResultEnd(rows: summary.rows, shown: shown, stages: stages)
    }

    /// The program's text of a place, on one line.
    func words(_ span: Span) -> String { compilation.words(span) }
}
