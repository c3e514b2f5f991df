/// Where an offset stands in its text; line and column count from 1, columns
/// in Unicode scalars.
package struct SourcePosition: Hashable, Sendable {
    package var line: Int
    package var column: Int
}

/// One line of a source text, ready to be shown.
struct SourceLine {
    /// Of its bytes, without the line break.
    let span: Span
    let number: Int

    /// The text as shown: tabs as four columns, and what has no picture, such
    /// as an escape sequence that would reach the terminal, as U+FFFD.
    static func shown(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": result += "    "
            case _ where scalar.properties.generalCategory == .control: result += "\u{FFFD}"
            case _ where bidirectional.contains(scalar.value): result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Marks that reorder what follows them, and so could disguise a query.
    private static let bidirectional: Set<UInt32> = [
        0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069,
    ]
}

extension SourceText {
    /// The line that an offset stands on.
    func line(at offset: Int) -> SourceLine {
        let place = max(0, min(offset, utf8.count))
        var number = 1
        var start = 0
        for index in 0..<place where utf8[index] == UInt8(ascii: "\n") {
            number += 1
            start = index + 1
        }
        if start == 0, utf8.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, place) }
        var end = place
        while end < utf8.count, utf8[end] != UInt8(ascii: "\n") { end += 1 }
        if end > start, utf8[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return SourceLine(span: Span(start, end), number: number)
    }

    package func position(of offset: Int) -> SourcePosition {
        let line = line(at: offset)
        let place = max(line.span.start, min(offset, utf8.count))
        let before = String(decoding: utf8[line.span.start..<place], as: UTF8.self)
        return SourcePosition(line: line.number, column: before.unicodeScalars.count + 1)
    }
}
