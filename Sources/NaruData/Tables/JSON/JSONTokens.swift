import NaruEngine
import NaruSyntax

/// The small parts of JSON: numbers, and escapes in texts.
enum JSONTokens {
    /// `-0.5e+10`: no leading zeros, digits on both sides of a point.
    static func isNumber(_ text: Bytes) -> Bool {
        var index = 0
        func skipDigits() -> Bool {
            let start = index
            while index < text.count, text[index].isDigit { index += 1 }
            return index > start
        }
        if index < text.count, text[index] == .minus { index += 1 }
        let first = index
        guard skipDigits() else { return false }
        if text[first] == .zero, index > first + 1 { return false }
        if index < text.count, text[index] == .dot {
            index += 1
            guard skipDigits() else { return false }
        }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < text.count, text[index] == .plus || text[index] == .minus { index += 1 }
            guard skipDigits() else { return false }
        }
        return index == text.count
    }

    /// How many bytes the escape at the backslash takes, both halves of a
    /// surrogate pair together; nil when it is none, or stands for no character.
    static func escapeLength(_ bytes: Bytes, at index: Int) -> Int? {
        guard index + 1 < bytes.count else { return nil }
        switch bytes[index + 1] {
        case .quote, .backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            return 2
        case UInt8(ascii: "u"): return scalar(bytes, at: index)?.length
        default: return nil
        }
    }

    /// The text of a cell with its escapes replaced. They have been checked.
    static func unescaped(_ cell: Cell, in bytes: Bytes) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(cell.count)
        var index = cell.span.start
        while index < cell.span.end {
            guard bytes[index] == .backslash, index + 1 < cell.span.end else {
                result.append(bytes[index])
                index += 1
                continue
            }
            let letter = bytes[index + 1]
            if letter == UInt8(ascii: "u"), let (scalar, length) = scalar(bytes, at: index) {
                result += Array(String(Character(scalar)).utf8)
                index += length
            } else {
                result.append(character(of: letter))
                index += 2
            }
        }
        return result
    }

    private static func character(of letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): .newline
        case UInt8(ascii: "r"): .carriageReturn
        case UInt8(ascii: "t"): .tab
        default: letter
        }
    }

    /// `\u` and four digits, or two such for a character beyond U+FFFF. Not
    /// U+0000, which no text may have.
    private static func scalar(_ bytes: Bytes, at index: Int) -> (Unicode.Scalar, length: Int)? {
        guard let first = unit(bytes, at: index), first != 0 else { return nil }
        if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
        guard (0xD800...0xDBFF).contains(first), let second = unit(bytes, at: index + 6),
            (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { return nil }
        return (scalar, 12)
    }

    private static func unit(_ bytes: Bytes, at index: Int) -> UInt32? {
        guard index + 5 < bytes.count, bytes[index] == .backslash, bytes[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt32 = 0
        for place in index + 2...index + 5 {
            switch bytes[place] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 + UInt32(bytes[place] - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 + UInt32(bytes[place] - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 + UInt32(bytes[place] - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return unit
    }

    /// `text` with quotation marks and escapes, as a JSON value.
    static func append(quoted text: Bytes, to result: inout [UInt8]) {
        result.append(.quote)
        for byte in text {
            switch byte {
            case .quote, .backslash: result += [.backslash, byte]
            case .newline: result += [.backslash, UInt8(ascii: "n")]
            case .tab: result += [.backslash, UInt8(ascii: "t")]
            case .carriageReturn: result += [.backslash, UInt8(ascii: "r")]
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                result += [.backslash, UInt8(ascii: "u"), .zero, .zero, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: result.append(byte)
            }
        }
        result.append(.quote)
    }
}

/// What a cell of a JSON table is. A number or a bracket never stands directly
/// behind a quotation mark, the content of a text always does.
extension Cell {
    func isText(in bytes: Bytes) -> Bool { span.start > 0 && bytes[span.start - 1] == .quote }

    /// An array or an object.
    func isNested(in bytes: Bytes) -> Bool {
        guard count > 1 else { return false }
        let first = bytes[span.start]
        return (first == UInt8(ascii: "[") || first == UInt8(ascii: "{")) && !isText(in: bytes)
    }

    func isList(in bytes: Bytes) -> Bool { isNested(in: bytes) && bytes[span.start] == UInt8(ascii: "[") }

    /// The elements of an array.
    func elements(in bytes: Bytes) -> [Cell] {
        var elements: [Cell] = []
        var scanner = JSONScanner(bytes, position: span.start, line: 1)
        _ = scanner.array { element in
            elements.append(
                element.isNested(in: bytes) ? JSONValueObject.cell(of: element, in: bytes) ?? element : element)
        }
        return elements
    }
}
