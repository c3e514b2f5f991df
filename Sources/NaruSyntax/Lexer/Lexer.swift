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

    private mutating func run() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        if byte() == UInt8(ascii: "#"), byte(1) == UInt8(ascii: "!") { comment() }
        while true {
            skipSpace()
            guard position < bytes.count else { break }
            token()
        }
        append(Token(.end, at: Span(bytes.count, bytes.count), text: ""))
    }

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
