extension Lexer {
    mutating func name() {
        let start = position
        position = nameEnd(from: start)
        let text = string(start, position)
        let kind: Token.Kind = ReservedWord(rawValue: text).map { .reserved($0) } ?? .name
        append(Token(kind, at: Span(start, position), text: text))
    }

    mutating func quotedName() {
        let start = position
        position += 1
        while let next = byte(), next != UInt8(ascii: "`"), next != 0x0A, next != 0x0D { position += 1 }
        let text = string(start + 1, position)
        guard byte() == UInt8(ascii: "`") else {
            if position == bytes.count { endsInsideText = true }
            diagnostics.append(.unterminatedName(at: Span(start, position)))
            append(Token(.unreadable, at: Span(start, position), text: text))
            return
        }
        checkUTF8(from: start + 1, to: position)
        position += 1
        if text.isEmpty { diagnostics.append(.emptyName(at: Span(start, position))) }
        append(Token(.name, at: Span(start, position), text: text, isQuoted: true))
    }

    mutating func parameter() {
        let start = position
        guard isNameStart(at: start + 1) else {
            position += 1
            diagnostics.append(.parameterWithoutName(at: Span(start, position), name: nameBehindSpace()))
            return append(Token(.unreadable, at: Span(start, position), text: "$"))
        }
        position = nameEnd(from: start + 1)
        append(Token(.parameter, at: Span(start, position), text: string(start + 1, position)))
    }

    private func nameBehindSpace() -> Span? {
        var start = position
        while start < bytes.count, bytes[start] == UInt8(ascii: " ") { start += 1 }
        return start > position && isNameStart(at: start) ? Span(start, nameEnd(from: start)) : nil
    }

    mutating func date() {
        let start = position
        var end = start + 1
        while let (scalar, length) = scalar(at: end), scalar == "-" || Self.continuesDate(scalar) { end += length }
        let written = foreignDateEnd(from: end)
        position = written
        let text = string(start + 1, written)
        let span = Span(start, written)
        if let date = PartialDate(text) {
            append(Token(.date(date), at: span, text: text))
        } else {
            diagnostics.append(.notADate(text, at: span))
            append(Token(.unreadable, at: span, text: text))
        }
    }

    /// `2024/05/01` and `2024.5.1`: where such a date ends.
    private func foreignDateEnd(from start: Int) -> Int {
        func isDigit(_ place: Int) -> Bool { place < bytes.count && (0x30...0x39).contains(bytes[place]) }
        var end = start
        while end < bytes.count, bytes[end] == UInt8(ascii: "/") || bytes[end] == UInt8(ascii: "."), isDigit(end + 1) {
            end += 1
            while isDigit(end) { end += 1 }
        }
        return end
    }

    private static func continuesDate(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
            : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
