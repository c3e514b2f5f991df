/// Text that is broken at words to fit a terminal.
package enum TextFlow {
    /// Narrower than this nothing is broken to fit; the terminal does it.
    package static let narrowest = 20

    /// Lines of at most so many columns: broken at blanks, and within a word only
    /// where it alone is wider.
    package static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let joined = line.isEmpty ? String(word) : line + " " + word
            if DisplayWidth.of(joined) <= width {
                line = joined
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = ""
            for character in word {
                if DisplayWidth.of(line) + DisplayWidth.of(character) > width {
                    lines.append(line)
                    line = ""
                }
                line.append(character)
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// The same for text that begins behind something on its line: what follows
    /// the first line stands under where it began.
    package static func wrapped(_ text: String, behind start: String, to width: Int?) -> [String] {
        let indent = DisplayWidth.of(start)
        guard let width, indent + DisplayWidth.of(text) > width, width - indent >= narrowest else {
            return [start + text]
        }
        let lines = wrapped(text, to: width - indent)
        let blank = String(repeating: " ", count: indent)
        return lines.enumerated().map { ($0 == 0 ? start : blank) + $1 }
    }

    /// A line of a table or a list: its last column goes on under itself, or
    /// where there is no room, a little further in than the line begins.
    package static func hanging(_ line: String, to width: Int) -> [String] {
        guard DisplayWidth.of(line) > width else { return [line] }
        let margin = line.prefix { $0 == " " }
        let start = lastColumn(of: line)
        if width - DisplayWidth.of(String(line[..<start])) >= narrowest {
            return wrapped(String(line[start...]), behind: String(line[..<start]), to: width)
        }
        let indent = margin + "    "
        let room = max(width - indent.count, narrowest)
        let head = wrapped(
            String(line[margin.endIndex..<start]).trimmingBlanks, to: max(width - margin.count, narrowest))
        let rest = wrapped(String(line[start...]), to: room)
        guard start > margin.endIndex else {
            return rest.enumerated().map { ($0 == 0 ? margin : indent) + $1 }
        }
        return head.map { margin + $0 } + rest.map { indent + $0 }
    }

    /// Where the text behind the last two blanks begins.
    private static func lastColumn(of line: String) -> String.Index {
        var start = line.firstIndex { $0 != " " } ?? line.startIndex
        var blanks = 0
        for index in line[start...].indices {
            if blanks >= 2, line[index] != " " { start = index }
            blanks = line[index] == " " ? blanks + 1 : 0
        }
        return start
    }
}

extension String {
    fileprivate var trimmingBlanks: String { String(reversed().drop { $0 == " " }.reversed()) }
}
