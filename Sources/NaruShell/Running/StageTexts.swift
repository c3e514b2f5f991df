import Naru
import NaruEngine
import NaruSyntax

/// The stages of a query in its own words.
struct StageTexts {
    let compilation: Compilation

    func end(_ summary: RunSummary, shown: Int) -> ResultEnd {
        let stages = summary.stages.enumerated().map { index, stage in
            // What follows may have been written elsewhere, in a `let`.
            let next =
                summary.stages.dropFirst(index + 1).map(\.span).filter {
                    $0.text == stage.span.text && $0.start > stage.span.start
                }.map(\.start).min() ?? Int.max
            return ResultEnd.Stage(
                text: text(stage.span, before: next), input: stage.input, output: stage.output, unknown: stage.unknown,
                leftOut: stage.leftOut, dropped: stage.dropped)
        }
        return ResultEnd(rows: summary.rows, shown: shown, stages: stages)
    }

    /// The program's text of a place, on one line.
    func words(_ span: Span) -> String { text(span, before: .max) }

    /// On one line, without the bar that leads to the next stage; the source's
    /// place is that of the whole query, and ends where the first stage begins.
    private func text(_ span: Span, before next: Int) -> String {
        let end = next > span.start ? min(span.end, next) : span.end
        let source = compilation.otherText(of: span) ?? compilation.source
        let lines = source.slice(Span(span.start, end)).split(whereSeparator: \.isNewline)
        let words = lines.map(withoutComment).flatMap { $0.split(separator: " ") }
        let text = words.joined(separator: " ")
        return text.hasSuffix("|") ? String(text.dropLast()).trimmed : text.trimmed
    }

    private func withoutComment(_ line: Substring) -> Substring {
        line.contains("\"") ? line : line.prefix { $0 != "#" }
    }
}

extension String {
    /// Without blanks at either end.
    var trimmed: String {
        let start = drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}
