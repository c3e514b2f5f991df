/// A half-open range of UTF-8 offsets in one source text.
package struct Span: Hashable, Sendable {
    package var start: Int
    package var end: Int
    /// 0 in the program itself; in a checked program what was inlined from a
    /// prelude or an import has the number of its text, counted from 1.
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
