import NaruSyntax

/// Finds the lines of a claim's quotes, which the store does not keep: those
/// that start with `<` in the block below the claim.
struct QuoteLines {
    private let source: SourceText

    init(_ source: SourceText) { self.source = source }

    /// The line of the quote with this number, without its indentation.
    func line(_ number: Int, below claim: Span) -> Span? {
        let bytes = source.utf8
        var start = lineStart(before: claim.start)
        let outer = indentation(from: start)
        var (depth, seen): (Int?, Int) = (nil, 0)
        start = lineEnd(from: claim.end) + 1
        while start < bytes.count {
            let end = lineEnd(from: start)
            let indent = indentation(from: start)
            let first = start + indent
            start = end + 1
            guard first < end, bytes[first] != UInt8(ascii: "\r"), bytes[first] != UInt8(ascii: "#") else { continue }
            guard indent > outer else { return nil }
            if depth == nil { depth = indent }
            // Below the head of a record also stand its fields, with quotes of their own.
            guard indent == depth, bytes[first] == UInt8(ascii: "<") else { continue }
            if seen == number { return Span(first, trimmed(first..<end)) }
            seen += 1
        }
        return nil
    }

    private func lineStart(before place: Int) -> Int {
        var start = place
        while start > 0, source.utf8[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        return start
    }

    private func lineEnd(from place: Int) -> Int {
        var end = place
        while end < source.utf8.count, source.utf8[end] != UInt8(ascii: "\n") { end += 1 }
        return end
    }

    private func indentation(from start: Int) -> Int {
        var place = start
        while place < source.utf8.count, isBlank(source.utf8[place]) { place += 1 }
        return place - start
    }

    private func trimmed(_ line: Range<Int>) -> Int {
        var end = line.upperBound
        while end > line.lowerBound, isBlank(source.utf8[end - 1]) || source.utf8[end - 1] == UInt8(ascii: "\r") {
            end -= 1
        }
        return end
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
