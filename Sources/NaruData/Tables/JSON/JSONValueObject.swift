import NaruSyntax

/// Values that this program writes as objects: amounts with their units,
/// coordinates, and things with their types, ids and labels.
enum JSONValueObject {
    /// The cell of such a value: of a thing its label, or its id where it has
    /// none; of an amount and of coordinates the whole object. nil for other
    /// objects.
    static func cell(of object: Cell, in bytes: Bytes) -> Cell? {
        guard let members = members(of: object, in: bytes) else { return nil }
        let keys = Set(members.keys)
        if keys == ["type", "id", "label"], let id = members["id"], let label = members["label"], id.isText(in: bytes) {
            return label.count > 0 ? label : id
        }
        return isAmount(keys, members, bytes) || isPlace(members, bytes) ? object : nil
    }

    /// What an object in a cell is.
    enum Kind { case amount, place }

    /// nil for one that is no value of this program.
    static func kind(of cell: Cell, in bytes: Bytes) -> Kind? {
        guard let members = members(of: cell, in: bytes) else { return nil }
        if isAmount(Set(members.keys), members, bytes) { return .amount }
        return isPlace(members, bytes) ? .place : nil
    }

    private static func isPlace(_ members: [String: Cell], _ bytes: Bytes) -> Bool {
        guard members.count == 2, let latitude = members["latitude"], let longitude = members["longitude"] else {
            return false
        }
        return isDegree(latitude, atMost: 90, bytes) && isDegree(longitude, atMost: 180, bytes)
    }

    private static func isDegree(_ cell: Cell, atMost limit: Double, _ bytes: Bytes) -> Bool {
        guard !cell.isText(in: bytes) else { return false }
        let number = WrittenNumber.float(Bytes(rebasing: bytes[cell.span.start..<cell.span.end]))
        return number.map { abs($0) <= limit } ?? false
    }

    private static func isAmount(_ keys: Set<String>, _ members: [String: Cell], _ bytes: Bytes) -> Bool {
        guard let amount = members["amount"], let unit = members["unit"], unit.isText(in: bytes),
            !amount.isText(in: bytes)
        else { return false }
        return keys.subtracting(["amount", "upper", "unit", "qualifier"]).isEmpty
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

    /// Coordinates as they are written in `.ties` files.
    static func placeText(_ cell: Cell, in bytes: Bytes) -> [UInt8]? {
        guard let members = members(of: cell, in: bytes), isPlace(members, bytes), let latitude = members["latitude"],
            let longitude = members["longitude"]
        else { return nil }
        return Array(bytes[latitude.span.start..<latitude.span.end]) + [.blank]
            + Array(bytes[longitude.span.start..<longitude.span.end])
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
