import NaruSyntax

/// Walks over a `.ties` text, one logical line after the other. Positions are
/// UTF-8 offsets; the bytes are valid UTF-8.
struct TextCursor {
    let bytes: UnsafeBufferPointer<UInt8>
    var position: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        position = bytes.starts(with: mark) ? 3 : 0
    }

    /// The blanks before a line, or the place of a tab among them.
    enum LineStart {
        case indent(Int)
        case tab(Span)
        case end
    }

    /// Moves to the first character of the next line that holds more than
    /// blanks and a comment. Stands at the start of a line.
    mutating func nextLine() -> LineStart {
        while position < bytes.count {
            let start = position
            while position < bytes.count, bytes[position] == .blank { position += 1 }
            guard position < bytes.count else { return .end }
            switch bytes[position] {
            case .newline, .carriageReturn, .hash: skipLine()
            case .tab:
                let tab = position
                skipBlanks()
                if isAtLineEnd { skipLine() } else { return .tab(Span(tab, tab + 1)) }
            default: return .indent(position - start)
            }
        }
        return .end
    }

    /// Moves behind the end of the line.
    mutating func skipLine() {
        while position < bytes.count, bytes[position] != .newline { position += 1 }
        if position < bytes.count { position += 1 }
    }

    /// Skips blanks and a comment that follows them, up to the line's end.
    mutating func skipBlanks() {
        let start = position
        while position < bytes.count, bytes[position] == .blank || bytes[position] == .tab { position += 1 }
        if position > start, position < bytes.count, bytes[position] == .hash {
            while position < bytes.count, bytes[position] != .newline { position += 1 }
        }
    }

    var isAtLineEnd: Bool {
        position >= bytes.count || bytes[position] == .newline
            || bytes[position] == .carriageReturn && (position + 1 == bytes.count || bytes[position + 1] == .newline)
    }

    /// After a comma: the list may go on on the next line.
    private mutating func skipBlanksAndLineEnds() {
        skipBlanks()
        while isAtLineEnd, position < bytes.count {
            skipLine()
            skipBlanks()
            if position < bytes.count, bytes[position] == .hash { skipLine() }
        }
    }

    /// Before an item of a list: only a later one may stand on another line.
    mutating func skipBlanks(beforeItem place: Int) {
        if place == 0 { skipBlanks() } else { skipBlanksAndLineEnds() }
    }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Takes the byte if it is the next one.
    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// Takes an ASCII word or sign if exactly it comes next as a whole token.
    mutating func take(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        for index in 0..<length where bytes[position + index] != word.utf8Start[index] { return false }
        let after = position + length
        if after < bytes.count, word.utf8Start[0].isNameByte, bytes[after].isNameByte { return false }
        position = after
        return true
    }

    /// Letters of any script, digits and `_`; for ids also `-` and `.`.
    mutating func name(withSigns: Bool = false) -> Span? {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            guard byte.isNameByte || withSigns && (byte == .minus || byte == .dot) else { break }
            position += 1
        }
        return position > start ? Span(start, position) : nil
    }

    /// Everything up to a blank, a comma or the line's end.
    mutating func bareWord() -> Span {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte <= .blank && (byte == .blank || byte == .tab || byte == .newline || byte == .carriageReturn) {
                break
            }
            if byte == .comma { break }
            position += 1
        }
        return Span(start, position)
    }

    /// What stands at the cursor, for a message: a word, or one character.
    func nextToken() -> Span {
        var copy = self
        let word = copy.bareWord()
        if word.start < word.end { return word }
        let end = isAtLineEnd ? position : min(position + 1, bytes.count)
        return Span(position, end)
    }

    func slice(_ span: Span) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[span.start..<span.end])
    }

    func string(_ span: Span) -> String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }
}

extension UInt8 {
    static let blank = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let hash = UInt8(ascii: "#")
    static let minus = UInt8(ascii: "-")
    static let plus = UInt8(ascii: "+")
    static let dot = UInt8(ascii: ".")
    static let comma = UInt8(ascii: ",")
    static let colon = UInt8(ascii: ":")
    static let slash = UInt8(ascii: "/")
    static let quote = UInt8(ascii: "\"")
    static let backquote = UInt8(ascii: "`")
    static let backslash = UInt8(ascii: "\\")
    static let underscore = UInt8(ascii: "_")
    static let zero = UInt8(ascii: "0")

    @inline(__always)
    var isDigit: Bool { self &- .zero < 10 }

    @inline(__always)
    var isNameByte: Bool {
        self >= 0x80 || self | 0x20 &- UInt8(ascii: "a") < 26 || isDigit || self == .underscore
    }
}

/// A text in quotation marks, or a bare name, as it stands in a file.
struct QuotedText {
    /// Without the quotation marks.
    var content: Span
    var hasEscapes = false
    var isBare = false

    /// With the quotation marks.
    var span: Span { isBare ? content : Span(content.start - 1, content.end + 1) }
}

enum QuotedTextFailure {
    case unterminated(Span)
    case badEscape(Span)
}

extension TextCursor {
    /// Reads from one quotation mark to the other. On failure the cursor stands
    /// at the end of the line.
    mutating func quotedText(_ mark: UInt8 = .quote) -> Result<QuotedText, QuotedTextFailure> {
        let start = position
        position += 1
        var hasEscapes = false
        var badEscape: Span?
        while position < bytes.count {
            let byte = bytes[position]
            if byte == mark {
                position += 1
                if let badEscape { return .failure(.badEscape(badEscape)) }
                return .success(QuotedText(content: Span(start + 1, position - 1), hasEscapes: hasEscapes))
            }
            if byte == .newline { break }
            if byte == .backslash, mark == .quote {
                hasEscapes = true
                if badEscape == nil, Escape(bytes, at: position) == nil {
                    badEscape = Span(position, min(position + 2, bytes.count))
                }
                position += 1
                if position < bytes.count, bytes[position] == .newline { break }
            }
            if position < bytes.count { position += 1 }
        }
        return .failure(.unterminated(Span(start, start + 1)))
    }

    /// The text that a quoted one stands for.
    func unescaped(_ text: QuotedText) -> String {
        guard text.hasEscapes else { return string(text.content) }
        var result: [UInt8] = []
        var index = text.content.start
        while index < text.content.end {
            if bytes[index] == .backslash, let escape = Escape(bytes, at: index) {
                result.append(contentsOf: String(escape.scalar).utf8)
                index += escape.length
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension QuotedTextFailure: Error {}

/// `\n \t \r \" \\ \u{...}`
private struct Escape {
    var scalar: Unicode.Scalar
    var length: Int

    init?(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
        guard index + 1 < bytes.count else { return nil }
        length = 2
        switch bytes[index + 1] {
        case UInt8(ascii: "n"): scalar = "\n"
        case UInt8(ascii: "t"): scalar = "\t"
        case UInt8(ascii: "r"): scalar = "\r"
        case .quote: scalar = "\""
        case .backslash: scalar = "\\"
        case UInt8(ascii: "u"):
            guard let (found, end) = Self.hexScalar(bytes, from: index + 2) else { return nil }
            scalar = found
            length = end - index
        default: return nil
        }
    }

    private static func hexScalar(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (Unicode.Scalar, Int)? {
        guard start < bytes.count, bytes[start] == UInt8(ascii: "{") else { return nil }
        var value: UInt32 = 0
        var index = start + 1
        while index < bytes.count, index - start <= 7 {
            if bytes[index] == UInt8(ascii: "}") {
                guard index > start + 1, let scalar = Unicode.Scalar(value) else { return nil }
                return (scalar, index + 1)
            }
            guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return nil
    }
}
