import NaruEngine
import NaruSyntax

/// The stages of a query in its own words.
struct StageTexts {
    let source: SourceText

    func end(_ summary: RunSummary, shown: Int) -> ResultEnd {
        let stages = summary.stages.enumerated().map { index, stage in
            let next = index + 1 < summary.stages.count ? summary.stages[index + 1].span.start : Int.max
            return ResultEnd.Stage(
                text: text(stage.span, before: next), input: stage.input, output: stage.output, unknown: stage.unknown,
                leftOut: stage.leftOut, dropped: stage.dropped)
        }
        return ResultEnd(rows: summary.rows, shown: shown, stages: stages)
    }

    /// On one line, without the bar that leads to the next stage; the source's
    /// place is that of the whole query, and ends where the first stage begins.
    private func text(_ span: Span, before next: Int) -> String {
        let end = next > span.start ? min(span.end, next) : span.end
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
