/// A source line in three parts: before the marked place, the place, behind it.
/// Of a very long line only the surroundings of the place are kept.
struct Excerpt {
    var before: String
    var marked: String
    var after: String

    /// Lines up to this many display columns are shown whole.
    private static let whole = 160
    /// Of each part no more is looked at, however little room it takes.
    static let mostBytes = 1_200

    /// - Parameter isCutBefore: whether the line goes on to the left of the parts.
    init(
        before: String, marked: String, after: String, isCutBefore: Bool, isCutWithin: Bool, isCutBehind: Bool
    ) {
        self.before = before
        self.marked = marked
        self.after = after
        let isCut = isCutBefore || isCutWithin || isCutBehind
        guard isCut || DisplayWidth.of(before + marked + after) > Excerpt.whole else { return }
        self.before = Excerpt.end(of: before, columns: 60, isCut: isCutBefore)
        self.marked = Excerpt.start(of: marked, columns: 60, isCut: isCutWithin)
        self.after = self.marked.hasSuffix("…") ? "" : Excerpt.start(of: after, columns: 40, isCut: isCutBehind)
    }

    private static func start(of text: String, columns: Int, isCut: Bool) -> String {
        let kept = fitting(text, columns: columns)
        return !isCut && kept.count == text.count ? text : kept + "…"
    }

    private static func end(of text: String, columns: Int, isCut: Bool) -> String {
        let kept = fitting(String(text.reversed()), columns: columns)
        return !isCut && kept.count == text.count ? text : "…" + String(kept.reversed())
    }

    private static func fitting(_ text: String, columns: Int) -> String {
        var kept = ""
        var width = 0
        for character in text {
            width += DisplayWidth.of(String(character))
            if width > columns { break }
            kept.append(character)
        }
        return kept
    }
}

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
            case _ where ControlText.isControl(scalar): result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension SourceText {
    /// The line that an offset stands on.
    func line(at offset: Int) -> SourceLine {
        let place = max(0, min(offset, utf8.count))
        // Without a branch, so that many bytes are compared at a time.
        let number = utf8.withUnsafeBufferPointer { bytes in
            bytes[..<place].reduce(1) { $0 &+ ($1 == UInt8(ascii: "\n") ? 1 : 0) }
        }
        var start = place
        while start > 0, utf8[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        if start == 0, utf8.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, place) }
        var end = place
        while end < utf8.count, utf8[end] != UInt8(ascii: "\n") { end += 1 }
        if end > start, utf8[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return SourceLine(span: Span(start, end), number: number)
    }

    /// The next place from `offset` on that is within no character.
    func place(near offset: Int) -> Int {
        var place = offset
        while place < utf8.count, place < offset + 3, utf8[place] & 0xC0 == 0x80 { place += 1 }
        return place
    }

    package func position(of offset: Int) -> SourcePosition { position(of: offset, on: line(at: offset)) }

    private func position(of offset: Int, on line: SourceLine) -> SourcePosition {
        let place = max(line.span.start, min(offset, utf8.count))
        if isSheet { return SourcePosition(line: line.number, column: cell(at: place, from: line.span.start)) }
        let scalars = utf8.withUnsafeBufferPointer { bytes in
            bytes[line.span.start..<place].reduce(0) { $0 &+ ($1 & 0xC0 == 0x80 ? 0 : 1) }
        }
        return SourcePosition(line: line.number, column: scalars + 1)
    }

    /// `towns.csv:3:12`, or of a sheet `towns.xlsx, Sheet1!C7`.
    package func place(of offset: Int) -> String { place(of: offset, on: line(at: offset)) }

    func place(of offset: Int, on line: SourceLine) -> String {
        let place = position(of: offset, on: line)
        guard isSheet else { return "\(name):\(place.line):\(place.column)" }
        return "\(name)!\(SourceText.letters(ofColumn: place.column))\(place.line)"
    }

    /// `C` for 3.
    package static func letters(ofColumn column: Int) -> String {
        var (letters, rest) = ("", column)
        while rest > 0 {
            let scalar = UInt8(ascii: "A") + UInt8((rest - 1) % 26)
            letters = String(UnicodeScalar(scalar)) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }

    /// The number of the element of a JSON array that stands at an offset.
    private func cell(at offset: Int, from start: Int) -> Int {
        var (cell, isText, place) = (1, false, start)
        while place < offset {
            switch utf8[place] {
            case UInt8(ascii: "\""): isText.toggle()
            case UInt8(ascii: "\\") where isText: place += 1
            case UInt8(ascii: ",") where !isText: cell += 1
            default: break
            }
            place += 1
        }
        return cell
    }
}

/// How many columns of a terminal a text takes.
package enum DisplayWidth {
    package static func of(_ text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    /// 0, 1 or 2 columns.
    package static func of(_ character: Character) -> Int {
        var width = 0
        for scalar in character.unicodeScalars {
            // U+FE0F asks for the emoji form of the scalar before it.
            if scalar == "\u{FE0F}" { return 2 }
            width = max(width, of(scalar))
        }
        return width
    }

    static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F ? 0 : 1 }
        if isWide(scalar) { return 2 }
        return isZeroWidth(scalar) ? 0 : 1
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x1100 else { return false }
        var low = 0
        var high = wideRanges.count
        while low < high {
            let middle = (low + high) / 2
            if wideRanges[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
        }
        if low < wideRanges.count, wideRanges[low].contains(scalar.value) { return !isMark(scalar) }
        return scalar.properties.isEmojiPresentation
    }

    private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Vowels and final consonants join the Hangul letter before them.
        case 0x1160...0x11FF, 0xD7B0...0xD7FB: true
        // The soft hyphen is shown.
        case 0xAD: false
        case 0x80..<0xA0: true
        default: isMark(scalar) || scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// East Asian Wide and Fullwidth (UAX #11), apart from emoji, which the
    /// standard library knows; unassigned gaps are closed.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x18D00...0x18D08, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265,
        0x20000...0x3FFFD,
    ]
}
