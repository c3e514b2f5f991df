import Naru
import NaruSyntax

/// Reads JSON (RFC 8259). Written here because numbers have to keep every digit.
struct JSONReader {
    /// No value that anybody means is deeper, and the stack is not endless.
    private static let mostDepth = 64

    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    static func read(_ text: String) throws(JSONProblem) -> JSONValue {
        var reader = JSONReader(text)
        let value = try reader.value()
        reader.skipBlanks()
        guard reader.next == nil else { throw reader.problem("there is more after its end", "끝난 뒤에 글이 더 있습니다") }
        return value
    }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private func problem(_ english: String, _ korean: String) -> JSONProblem {
        JSONProblem(reason: Message(english, ko: korean), offset: offset)
    }

    private var isAtDigit: Bool {
        next.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    }

    private mutating func skipBlanks() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func value() throws(JSONProblem) -> JSONValue {
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try nested { reader throws(JSONProblem) in try reader.object() }
        case UInt8(ascii: "["): return try nested { reader throws(JSONProblem) in try reader.array() }
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "-"): return .number(try number())
        case _ where isAtDigit: return .number(try number())
        case nil: throw problem("a value is missing", "값이 없습니다")
        default: return try word()
        }
    }

    private mutating func nested(
        _ read: (inout JSONReader) throws(JSONProblem) -> JSONValue
    ) throws(JSONProblem) -> JSONValue {
        guard depth < JSONReader.mostDepth else { throw problem("it is too deep", "너무 깊습니다") }
        depth += 1
        offset += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONProblem) -> JSONValue {
        var fields: [JSONValue.Field] = []
        skipBlanks()
        if take("}") { return .object(fields) }
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw problem("a name is missing", "이름이 없습니다") }
            let name = try text()
            skipBlanks()
            guard take(":") else { throw problem("':' is missing", "':'이 없습니다") }
            fields.append(JSONValue.Field(name: name, value: try value()))
            skipBlanks()
        } while take(",")
        guard take("}") else { throw problem("'}' is missing", "'}'가 없습니다") }
        return .object(fields)
    }

    private mutating func array() throws(JSONProblem) -> JSONValue {
        var items: [JSONValue] = []
        skipBlanks()
        if take("]") { return .array(items) }
        repeat {
            items.append(try value())
            skipBlanks()
        } while take(",")
        guard take("]") else { throw problem("']' is missing", "']'가 없습니다") }
        return .array(items)
    }

    private mutating func word() throws(JSONProblem) -> JSONValue {
        let words: [(String, JSONValue)] = [("true", .bool(true)), ("false", .bool(false)), ("null", .null)]
        for (word, value) in words where bytes[offset...].starts(with: word.utf8) {
            offset += word.utf8.count
            return value
        }
        throw problem("this is no value", "값이 아닌 글이 있습니다")
    }
}

// MARK: Numbers

extension JSONReader {
    private mutating func number() throws(JSONProblem) -> String {
        let start = offset
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func digits() throws(JSONProblem) {
        let start = offset
        while isAtDigit { offset += 1 }
        guard offset > start else { throw problem("a digit is missing", "숫자가 없습니다") }
    }
}

// MARK: Texts

extension JSONReader {
    private mutating func text() throws(JSONProblem) -> String {
        offset += 1
        var units: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return String(decoding: units, as: UTF8.self)
            case UInt8(ascii: "\\"): units += Array(String(try escape()).utf8)
            case 0..<0x20: throw problem("a control character stands in a text", "글 안에 제어 문자가 있습니다")
            default:
                units.append(byte)
                offset += 1
            }
        }
        throw problem("a text has no end", "글이 끝나지 않았습니다")
    }

    private mutating func escape() throws(JSONProblem) -> Unicode.Scalar {
        offset += 1
        let escapes: [UInt8: Unicode.Scalar] = [
            UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
            UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
        ]
        if take("u") { return try unicodeEscape() }
        guard let byte = next, let scalar = escapes[byte] else {
            throw problem("this is no escape", "알 수 없는 이스케이프입니다")
        }
        offset += 1
        return scalar
    }

    private mutating func unicodeEscape() throws(JSONProblem) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take("\\"), take("u") else { throw problem("half a character", "문자의 반쪽입니다") }
        let second = try codeUnit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw problem("half a character", "문자의 반쪽입니다") }
        return scalar
    }

    private mutating func codeUnit() throws(JSONProblem) -> UInt32 {
        let digits = bytes[offset..<min(offset + 4, bytes.count)]
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw problem("four hexadecimal digits are missing", "16진수 네 자리가 없습니다") }
        offset += 4
        return value
    }
}

/// JSON as it was written: numbers keep their digits, fields their order.
indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case text(String)
    case array([JSONValue])
    case object([Field])

    struct Field: Hashable, Sendable {
        var name: String
        var value: JSONValue
    }

    subscript(name: String) -> JSONValue? {
        guard case .object(let fields) = self else { return nil }
        return fields.last { $0.name == name }?.value
    }
}

/// Why a text is not JSON.
struct JSONProblem: Error {
    var reason: Message
    /// In bytes from 0.
    var offset: Int
}

extension ParameterInput {
    /// A JSON value as it is given for a parameter of a type; nil for what no
    /// parameter can be.
    init?(_ json: JSONValue, isCoordinate: Bool) {
        switch json {
        case .null: self = .absent
        case .array(let items):
            let texts = items.compactMap(\.parameterText)
            guard texts.count == items.count else { return nil }
            self = isCoordinate && texts.count == 2 ? .text(texts.joined(separator: " ")) : .list(texts)
        default:
            guard let text = json.parameterText else { return nil }
            self = .text(text)
        }
    }
}

extension JSONValue {
    /// One value as it is written where a parameter is given.
    fileprivate var parameterText: String? {
        switch self {
        case .bool(let flag): flag ? "true" : "false"
        case .number(let digits): digits
        case .text(let text): text
        case .object: recordText ?? quantityText
        case .null, .array: nil
        }
    }

    private var recordText: String? {
        guard case .text(let id)? = self["id"] else { return nil }
        return "id:\(id)"
    }

    private var quantityText: String? {
        guard case .number(let amount)? = self["amount"], case .text(let unit)? = self["unit"],
            self["qualifier"] == nil
        else { return nil }
        return "\(amount) \(unit)"
    }
}
