import NaruSyntax

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
