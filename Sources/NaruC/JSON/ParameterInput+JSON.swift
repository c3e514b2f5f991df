import Naru

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
