extension Lexer {
    mutating func symbol() {
        let start = position
        if let mark = foreignCommentMark() {
            skipToLineEnd()
            diagnostics.append(.foreignComment(mark, at: Span(start, start + 2)))
            return
        }
        if let (written, meant) = foreignSymbol() {
            position += written.utf8.count
            let span = Span(start, position)
            diagnostics.append(.foreignOperator(written, meant: meant, at: span))
            return append(Token(Self.kind(of: meant), at: span, text: meant))
        }
        for length in [2, 1] where start + length <= bytes.count {
            let text = String(decoding: bytes[start..<(start + length)], as: UTF8.self)
            guard let symbol = Symbol(rawValue: text) else { continue }
            position += length
            return append(Token(.symbol(symbol), at: Span(start, position), text: text))
        }
        if byte() == UInt8(ascii: "'") { return foreignText(openingLength: 1, closing: ["'"]) }
        strangeCharacter()
    }

    /// `//`, and `--` with a space behind it, which nobody puts between two signs.
    private func foreignCommentMark() -> String? {
        if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "/") { return "//" }
        guard byte() == UInt8(ascii: "-"), byte(1) == UInt8(ascii: "-") else { return nil }
        return [nil, 0x20, 0x09, 0x0A, 0x0D].contains(byte(2)) ? "--" : nil
    }

    /// An operator of another language, and Naru's word for it.
    private func foreignSymbol() -> (String, String)? {
        switch (byte(), byte(1)) {
        case (UInt8(ascii: "="), UInt8(ascii: "=")):
            return byte(2) == UInt8(ascii: "=") ? ("===", "=") : ("==", "=")
        case (UInt8(ascii: "&"), UInt8(ascii: "&")): return ("&&", "and")
        case (UInt8(ascii: "|"), UInt8(ascii: "|")): return ("||", "or")
        case (UInt8(ascii: "<"), UInt8(ascii: ">")): return ("<>", "!=")
        case (UInt8(ascii: "!"), let next) where next != UInt8(ascii: "=") && next != UInt8(ascii: "~"):
            return ("!", "not")
        case (UInt8(ascii: "="), UInt8(ascii: "~")): return ("=~", "~")
        case (UInt8(ascii: "="), UInt8(ascii: ">")): return ("=>", ">=")
        case (UInt8(ascii: "="), UInt8(ascii: "<")): return ("=<", "<=")
        case (UInt8(ascii: "&"), _): return ("&", "and")
        default: return nil
        }
    }

    private static func kind(of text: String) -> Token.Kind {
        if let word = ReservedWord(rawValue: text) { return .reserved(word) }
        return Symbol(rawValue: text).map { .symbol($0) } ?? .unreadable
    }

    mutating func strangeCharacter() {
        let start = position
        guard let (scalar, length) = scalar(at: start) else {
            while position < bytes.count, self.scalar(at: position) == nil { position += 1 }
            diagnostics.append(.invalidUTF8(at: Span(start, position)))
            return append(Token(.unreadable, at: Span(start, position), text: "\u{FFFD}"))
        }
        if let closing = Self.foreignQuotes[scalar] { return foreignText(openingLength: length, closing: closing) }
        position += length
        let span = Span(start, position)
        if let meant = Self.lookalike(of: scalar) {
            diagnostics.append(.lookalike(scalar, meant: meant, at: span))
            return append(Token(Self.kind(of: meant), at: span, text: meant))
        }
        diagnostics.append(.unexpectedCharacter(scalar, at: span))
        append(Token(.unreadable, at: span, text: String(scalar)))
    }

    private static let foreignQuotes: [Unicode.Scalar: [Unicode.Scalar]] = [
        "\u{201C}": ["\u{201D}", "\u{201C}"], "\u{201D}": ["\u{201D}"], "\u{2018}": ["\u{2019}", "\u{2018}"],
        "\u{2019}": ["\u{2019}"], "\u{FF02}": ["\u{FF02}"], "\u{FF07}": ["\u{FF07}"], "«": ["»"],
        "\u{300C}": ["\u{300D}"], "\u{300E}": ["\u{300F}"],
    ]

    /// Input methods and word processors write these for ASCII signs.
    private static func lookalike(of scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "≤": return "<="
        case "≥": return ">="
        case "≠": return "!="
        case "…", "‥": return ".."
        case "−", "–", "—": return "-"
        case "×": return "*"
        case "÷": return "/"
        case "、": return ","
        case "│": return "|"
        default: break
        }
        guard (0xFF01...0xFF5E).contains(scalar.value), let ascii = Unicode.Scalar(scalar.value - 0xFEE0) else {
            return nil
        }
        return Symbol(rawValue: String(ascii))?.rawValue
    }
}
