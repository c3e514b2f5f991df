package import NaruEngine

/// A value that is given for a parameter, before it is read by its type.
package enum ParameterInput: Sendable {
    /// Written as where a parameter is given, and read by whatever its type is.
    case text(String)
    case list([String])
    /// A value that has a type already, or a list of such.
    case value(NaruEngine.Value)
    case absent

    init(_ value: NaruEngine.Value) {
        switch value {
        case .absent: self = .absent
        case .text(let text): self = .text(text)
        default: self = .value(value)
        }
    }
}

extension NaruEngine.Value {
    /// As the value is written where a parameter is given; of a record its id,
    /// since several may have one name.
    var parameterText: String {
        switch self {
        case .entity(let entity): "id:\(entity.id)"
        case .enumeration(let name, _, _): name
        default: plainText
        }
    }
}
