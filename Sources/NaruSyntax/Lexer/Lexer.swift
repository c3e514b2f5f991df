/// Cuts a source text into tokens. It never fails: what it can't read becomes
/// an `unreadable` token and a diagnostic.
package struct Lexer {
    package struct Output: Sendable {
        /// Ends with an `end` token.
        package var tokens: [Token]
        package var comments: [Span]
        package var diagnostics: [Diagnostic]
        /// A text or backquoted name ran to the end without its closing mark.
        package var endsInsideText: Bool
    }

    let bytes: [UInt8]
    var position = 0
    var tokens: [Token] = []
    var comments: [Span] = []
    var diagnostics: [Diagnostic] = []
    var endsInsideText = false
    private var sawLineBreak = true
    private var sawSpace = true

    package static func tokens(of source: SourceText) -> Output {
        var lexer = Lexer(bytes: source.utf8)
        lexer.run()
        return Output(
            tokens: lexer.tokens, comments: lexer.comments, diagnostics: lexer.diagnostics,
            endsInsideText: lexer.endsInsideText)
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Whether one more mistake would be told.
    var hasRoom: Bool { diagnostics.count <= Diagnostic.most }

    private mutating func run() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        if byte() == UInt8(ascii: "#"), byte(1) == UInt8(ascii: "!") { comment() }
        while true {
            skipSpace()
            guard position < bytes.count, mayGoOn() else { break }
            token()
        }
        append(Token(.end, at: Span(bytes.count, bytes.count), text: ""))
    }

    /// Asked of each token: few of them look whether there is room for all, and
    /// for the tree that will be made of them.
    private func mayGoOn() -> Bool {
        tokens.count & 4095 != 4095 || Allowance.mayHold(tokens.count * Self.bytesOfToken)
    }

    private static let bytesOfToken = 2 * MemoryLayout<Token>.stride + 160

    func byte(_ ahead: Int = 0) -> UInt8? {
        position + ahead < bytes.count ? bytes[position + ahead] : nil
    }

    mutating func append(_ token: Token) {
        var token = token
        token.isFirstOnLine = sawLineBreak
        token.hasSpaceBefore = sawSpace
        sawLineBreak = false
        sawSpace = false
        tokens.append(token)
    }

    private mutating func skipSpace() {
        while let next = byte() {
            switch next {
            case 0x0A, 0x0D:
                sawLineBreak = true
                sawSpace = true
                position += 1
            case 0x20, 0x09, 0x0B, 0x0C:
                sawSpace = true
                position += 1
            case UInt8(ascii: "#"):
                sawSpace = true
                comment()
            case 0xC2, 0xE1, 0xE2, 0xE3:
                // No-break, ideographic and other wide spaces come with pasted text.
                guard let (scalar, length) = scalar(at: position), scalar.properties.isWhitespace else { return }
                sawSpace = true
                position += length
            default: return
            }
        }
    }

    private mutating func comment() {
        let start = position
        skipToLineEnd()
        comments.append(Span(start, position))
    }

    mutating func skipToLineEnd() {
        while let next = byte(), next != 0x0A, next != 0x0D { position += 1 }
    }

    private mutating func token() {
        guard let first = byte() else { return }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
        case UInt8(ascii: "\""): text()
        case UInt8(ascii: "`"): quotedName()
        case UInt8(ascii: "@"): date()
        case UInt8(ascii: "$"): parameter()
        case 0..<0x80 where !isNameStart(at: position): symbol()
        default:
            if isNameStart(at: position) { name() } else { strangeCharacter() }
        }
    }
}

extension Lexer {
    mutating func symbol() {
        let start = position
        if let mark = foreignCommentMark() {
            skipToLineEnd()
            if hasRoom { diagnostics.append(.foreignComment(mark, at: Span(start, start + 2))) }
            return
        }
        if let (written, meant) = foreignSymbol() {
            position += written.utf8.count
            let span = Span(start, position)
            if hasRoom { diagnostics.append(.foreignOperator(written, meant: meant, at: span)) }
            return append(Token(Self.kind(of: meant), at: span, text: meant))
        }
        if let symbol = Symbol(bytes[start], byte(1)) {
            let text = symbol.rawValue
            position += text.utf8.count
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
        if let word = ReservedWord(text) { return .reserved(word) }
        return Symbol(rawValue: text).map { .symbol($0) } ?? .unreadable
    }

    mutating func strangeCharacter() {
        let start = position
        guard let (scalar, length) = scalar(at: start) else {
            while position < bytes.count, self.scalar(at: position) == nil { position += 1 }
            if hasRoom { diagnostics.append(.invalidUTF8(at: Span(start, position))) }
            return append(Token(.unreadable, at: Span(start, position), text: "\u{FFFD}"))
        }
        if let closing = Self.foreignQuotes[scalar] { return foreignText(openingLength: length, closing: closing) }
        position += length
        let span = Span(start, position)
        if let meant = Self.lookalike(of: scalar) {
            if hasRoom { diagnostics.append(.lookalike(scalar, meant: meant, at: span)) }
            return append(Token(Self.kind(of: meant), at: span, text: meant))
        }
        if hasRoom { diagnostics.append(.unexpectedCharacter(scalar, at: span)) }
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
