package import NaruEngine
package import NaruSyntax

/// The stages of a query in its own words.
extension Compilation {
    /// The text of each stage, the source first.
    package func texts(of stages: [StageCount]) -> [String] {
        stages.enumerated().map { index, stage in
            // What follows may have been written elsewhere, in a `let`.
            let next = stages.dropFirst(index + 1).map(\.span).filter {
                $0.text == stage.span.text && $0.start > stage.span.start
            }.map(\.start).min()
            return text(stage.span, before: next ?? Int.max)
        }
    }

    /// The program's text of a place, on one line.
    package func words(_ span: Span) -> String { text(span, before: .max) }

    /// On one line, without the bar that leads to the next stage; the source's
    /// place is that of the whole query, and ends where the first stage begins.
    private func text(_ span: Span, before next: Int) -> String {
        let end = next > span.start ? min(span.end, next) : span.end
        let source = otherText(of: span) ?? source
        let lines = source.text(in: Span(span.start, end)).split(whereSeparator: \.isNewline)
        let words = lines.map(withoutComment).flatMap { $0.split(separator: " ") }
        let kept = words.last == "|" ? words.dropLast() : words[...]
        return kept.joined(separator: " ")
    }

    private func withoutComment(_ line: Substring) -> Substring {
        line.contains("\"") ? line : line.prefix { $0 != "#" }
    }
}
