import NaruSyntax

/// Values that this program writes as objects: amounts with their units, and
/// things with their types, ids and labels.
enum JSONValueObject {
    /// The cell of such a value: of a thing its label, or its id where it has
    /// none; of an amount the whole object. nil for other objects.
    static func cell(of object: Cell, in bytes: Bytes) -> Cell? {
        guard let members = members(of: object, in: bytes) else { return nil }
        let keys = Set(members.keys)
        if keys == ["type", "id", "label"], let id = members["id"], let label = members["label"], id.isText(in: bytes) {
            return label.count > 0 ? label : id
        }
        return isAmount(keys, members, bytes) ? object : nil
    }

    private static func isAmount(_ keys: Set<String>, _ members: [String: Cell], _ bytes: Bytes) -> Bool {
        guard let amount = members["amount"], let unit = members["unit"], unit.isText(in: bytes),
            !amount.isText(in: bytes)
        else { return false }
        return keys.subtracting(["amount", "upper", "unit", "qualifier"]).isEmpty
    }

    static func isAmount(_ cell: Cell, in bytes: Bytes) -> Bool {
        guard let members = members(of: cell, in: bytes) else { return false }
        return isAmount(Set(members.keys), members, bytes)
    }

    /// An amount as it is written in `.ties` files: `over 3 city`.
    static func amountText(_ cell: Cell, in bytes: Bytes) -> [UInt8]? {
        guard let members = members(of: cell, in: bytes), let amount = members["amount"], let unit = members["unit"]
        else {
            return nil
        }
        func text(_ cell: Cell) -> [UInt8] { JSONTokens.unescaped(cell, in: bytes) }
        var result: [UInt8] = []
        if let qualifier = members["qualifier"], members["upper"] == nil { result += text(qualifier) + [.blank] }
        result += text(amount)
        if let upper = members["upper"] { result += [.dot, .dot] + text(upper) }
        return result + [.blank, .backquote] + text(unit) + [.backquote]
    }

    /// nil for what is no object, or too large to be such a value.
    private static func members(of object: Cell, in bytes: Bytes) -> [String: Cell]? {
        guard object.count > 2, bytes[object.span.start] == UInt8(ascii: "{") else { return nil }
        var scanner = JSONScanner(bytes, position: object.span.start, line: 1)
        return scanner.members(atMost: 4)
    }
}

extension JSONScanner {
    /// The members of the object at the cursor; nil where they are more, or not
    /// plain values.
    mutating func members(atMost count: Int) -> [String: Cell]? {
        var members: [String: Cell] = [:]
        guard take(UInt8(ascii: "{")) else { return nil }
        repeat {
            skipBlanks()
            guard members.count < count, let key = key() else { return nil }
            skipBlanks()
            guard take(.colon) else { return nil }
            skipBlanks()
            guard let value = value(), !value.isNested(in: bytes) else { return nil }
            members[String(decoding: bytes[key.span.start..<key.span.end], as: UTF8.self)] = value
            skipBlanks()
        } while take(.comma)
        return members
    }
}
