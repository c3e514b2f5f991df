extension Lexer {
    mutating func name() {
        let start = position
        position = nameEnd(from: start)
        let text = string(start, position)
        let kind: Token.Kind = ReservedWord(text).map { .reserved($0) } ?? .name
        append(Token(kind, at: Span(start, position), text: text))
    }

    mutating func quotedName() {
        let start = position
        position += 1
        while let next = byte(), next != UInt8(ascii: "`"), next != 0x0A, next != 0x0D { position += 1 }
        let text = string(start + 1, position)
        guard byte() == UInt8(ascii: "`") else {
            if position == bytes.count { endsInsideText = true }
            if hasRoom { diagnostics.append(.unterminatedName(at: Span(start, position))) }
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
            if hasRoom { diagnostics.append(.parameterWithoutName(at: Span(start, position), name: nameBehindSpace())) }
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
            if hasRoom { diagnostics.append(.notADate(text, at: span)) }
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

extension Lexer {
    /// The scalar whose UTF-8 form begins at `offset`, and its length; nil
    /// where the bytes are no UTF-8.
    func scalar(at offset: Int) -> (Unicode.Scalar, Int)? {
        guard offset < bytes.count else { return nil }
        let first = bytes[offset]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length: Int
        var value: UInt32
        switch first {
        case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
        case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
        case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
        default: return nil
        }
        guard offset + length <= bytes.count else { return nil }
        for next in bytes[(offset + 1)..<(offset + length)] {
            guard next & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(next & 0x3F)
        }
        let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
        guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, length)
    }

    func isNameStart(at offset: Int) -> Bool {
        guard let (scalar, _) = scalar(at: offset) else { return false }
        return Self.startsName(scalar)
    }

    static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar == "_" || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        }
        return scalar.properties.isIDStart
    }

    static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return startsName(scalar) || ("0"..."9").contains(scalar) }
        return scalar.properties.isIDContinue
    }

    /// Where the run of name characters from `offset` on ends.
    func nameEnd(from offset: Int) -> Int {
        var end = offset
        while let (scalar, length) = scalar(at: end), Self.continuesName(scalar) { end += length }
        return end
    }

    func string(_ start: Int, _ end: Int) -> String {
        String(decoding: bytes[start..<end], as: UTF8.self).nfc
    }

    static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAC00...0xD7A3, 0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F, 0xD7B0...0xD7FF: true
        default: false
        }
    }
}
