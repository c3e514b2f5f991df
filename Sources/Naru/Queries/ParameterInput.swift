import NaruEngine

/// A value that is given for a parameter, before it is read by its type.
package enum ParameterInput: Sendable {
    case text(String)
    case list([String])
    case absent

    init(_ value: NaruEngine.Value) {
        switch value {
        case .absent: self = .absent
        case .list(let items): self = .list(items.map(ParameterInput.text(of:)))
        default: self = .text(ParameterInput.text(of: value))
        }
    }

    /// As the value is written where a parameter is given; of a record its id,
    /// since several may have one name.
    private static func text(of value: NaruEngine.Value) -> String {
        if case .entity(let entity) = value { return "id:\(entity.id)" }
        return value.plainText
    }
}
