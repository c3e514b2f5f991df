/// A program or data text with the name that diagnostics show for it.
package final class SourceText: Hashable, Sendable {
    /// A file path, or a word such as `query` or `stdin`.
    package let name: String
    package let utf8: [UInt8]
    /// The text was made of a sheet: its lines are the rows, each a JSON array of
    /// the cells from column A on, and places in it are those of cells.
    package let isSheet: Bool

    package init(name: String, text: String) {
        self.name = name
        self.utf8 = Array(text.utf8)
        isSheet = false
    }

    package init(name: String, utf8: [UInt8], isSheet: Bool = false) {
        self.name = name
        self.utf8 = utf8
        self.isSheet = isSheet
    }

    package static func == (left: SourceText, right: SourceText) -> Bool { left === right }
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension SourceText {
    /// The text of a span, such as a statement's; U+FFFD stands for what is not UTF-8.
    package func text(in span: Span) -> String {
        let start = max(0, min(span.start, utf8.count))
        return String(decoding: utf8[start..<max(start, min(span.end, utf8.count))], as: UTF8.self)
    }
}

/// A half-open range of UTF-8 offsets in one source text.
package struct Span: Hashable, Sendable {
    package var start: Int
    package var end: Int
    /// 0 in the program itself; in a checked program what was taken from a prelude,
    /// an import or an earlier program has the number of its text, counted from 1.
    package var text = 0

    package init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    package func joined(_ other: Span) -> Span {
        var joined = self
        (joined.start, joined.end) = (min(start, other.start), max(end, other.end))
        return joined
    }
}
