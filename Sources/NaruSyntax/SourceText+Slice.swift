extension SourceText {
    /// The text of a span, such as a statement's; U+FFFD stands for what is not UTF-8.
    package func text(in span: Span) -> String {
        let start = max(0, min(span.start, utf8.count))
        return String(decoding: utf8[start..<max(start, min(span.end, utf8.count))], as: UTF8.self)
    }
}
