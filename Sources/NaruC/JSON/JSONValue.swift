import NaruSyntax

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
