extension Lexer {
    /// `"…"`; a text may run over several lines.
    mutating func text() {
        let start = position
        position += 1
        // Behind an unclosed text the marks no longer pair up over lines.
        readText(from: start, closing: ["\""], onOneLine: endsInsideText)
    }

    /// A text between marks that are not Naru's; it reads as the text that was
    /// meant.
    mutating func foreignText(openingLength: Int, closing: [Unicode.Scalar]) {
        let start = position
        position += openingLength
        let first = diagnostics.count
        readText(from: start, closing: closing, onOneLine: true)
        guard diagnostics.count == first, let token = tokens.last else { return }
        if hasRoom { diagnostics.append(.foreignQuotes(around: token.text, at: token.span)) }
    }

    private mutating func readText(from start: Int, closing: [Unicode.Scalar], onOneLine: Bool) {
        let contents = position
        var value = String.UnicodeScalarView()
        while position < bytes.count {
            guard let (scalar, length) = scalar(at: position) else {
                if hasRoom { diagnostics.append(.invalidUTF8(at: Span(position, position + 1))) }
                value.append("\u{FFFD}")
                position += 1
                continue
            }
            if closing.contains(scalar) {
                position += length
                let text = String(value).nfc
                return append(Token(.text, at: Span(start, position), text: text))
            }
            if onOneLine, scalar == "\n" || scalar == "\r" { break }
            if scalar == "\\" {
                if let escaped = escape() { value.append(escaped) }
            } else {
                // A file's line ends must not change what its texts say.
                if !(scalar == "\r" && byte(1) == 0x0A) { value.append(scalar) }
                position += length
            }
        }
        unterminated(from: start, contents: contents)
    }

    /// Nothing closes this text: the rest of its first line is taken for it, so
    /// that the lines below are still read.
    private mutating func unterminated(from start: Int, contents: Int) {
        endsInsideText = true
        position = contents
        skipToLineEnd()
        while diagnostics.last.flatMap(\.span).map({ $0.start > position }) ?? false { diagnostics.removeLast() }
        let span = Span(start, position)
        if hasRoom { diagnostics.append(.unterminatedText(at: span, ends: possibleEnds(contents, position))) }
        append(Token(.unreadable, at: span, text: string(contents, position)))
    }

    /// Where an unclosed text may have been meant to end: before what looks
    /// like the code behind it, or with its line.
    private func possibleEnds(_ start: Int, _ end: Int) -> [Int] {
        var last = end
        while last > start, bytes[last - 1] == UInt8(ascii: " ") { last -= 1 }
        var stop = start
        while stop < last, !")]},|".utf8.contains(bytes[stop]) { stop += 1 }
        while stop > start, bytes[stop - 1] == UInt8(ascii: " ") { stop -= 1 }
        return stop < last ? [stop, last] : [last]
    }

    private mutating func escape() -> Unicode.Scalar? {
        let start = position
        position += 1
        guard let (scalar, length) = scalar(at: position) else { return nil }
        switch scalar {
        case "n": return simple("\n")
        case "t": return simple("\t")
        case "r": return simple("\r")
        case "\"", "\\": return simple(scalar)
        case "u": return unicodeEscape(from: start)
        case "\n", "\r":
            if hasRoom { diagnostics.append(.badEscape("", at: Span(start, position))) }
            return nil
        default:
            position += length
            if hasRoom { diagnostics.append(.badEscape(String(scalar), at: Span(start, position))) }
            return scalar
        }
    }

    private mutating func simple(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        position += 1
        return scalar
    }

    private mutating func unicodeEscape(from start: Int) -> Unicode.Scalar? {
        position += 1
        var value: UInt32 = 0
        var digits = 0
        var isClosed = false
        if byte() == UInt8(ascii: "{") {
            position += 1
            while let next = byte(), let digit = Character(Unicode.Scalar(next)).hexDigitValue {
                value = min(value, 0xFFFFFF) << 4 | UInt32(digit)
                digits += 1
                position += 1
            }
            isClosed = byte() == UInt8(ascii: "}")
            if isClosed { position += 1 }
        }
        guard isClosed, digits > 0, digits <= 8, let scalar = Unicode.Scalar(value) else {
            if hasRoom { diagnostics.append(.badUnicodeEscape(at: Span(start, position))) }
            return nil
        }
        return scalar
    }

    mutating func checkUTF8(from start: Int, to end: Int) {
        var offset = start
        while offset < end {
            guard let (_, length) = scalar(at: offset) else {
                if hasRoom { diagnostics.append(.invalidUTF8(at: Span(offset, offset + 1))) }
                return
            }
            offset += length
        }
    }
}
