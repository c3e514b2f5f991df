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
        append(Token(text.isEmpty ? .unreadable : .name, at: Span(start, position), text: text, isQuoted: true))
    }

    mutating func parameter() {
        let start = position
        guard isNameStart(at: start + 1) else {
            position += 1
            diagnostics.append(.parameterWithoutName(at: Span(start, position)))
            return append(Token(.unreadable, at: Span(start, position), text: "$"))
        }
        position = nameEnd(from: start + 1)
        append(Token(.parameter, at: Span(start, position), text: string(start + 1, position)))
    }

    mutating func date() {
        let start = position
        var end = start + 1
        while let (scalar, length) = scalar(at: end), scalar == "-" || Self.continuesDate(scalar) { end += length }
        position = end
        let text = string(start + 1, end)
        let span = Span(start, end)
        if let date = PartialDate(text) {
            append(Token(.date(date), at: span, text: text))
        } else {
            diagnostics.append(.notADate(text, at: span))
            append(Token(.unreadable, at: span, text: text))
        }
    }

    private static func continuesDate(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
            : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
