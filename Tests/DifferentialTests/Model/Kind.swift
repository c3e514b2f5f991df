/// The static type of an expression, as far as the model has to know it.
indirect enum Kind: Hashable, Sendable {
    case bool, int, decimal, float, text, words, date, stretch, duration, amount, choice
    case entity(String)
    case set(String)
    case list(Kind)
    case record([Field])

    struct Field: Hashable, Sendable {
        var name: String
        var kind: Kind
    }

    /// As programs write it.
    var text: String {
        switch self {
        case .words: "text"
        case .stretch: "period"
        case .amount: "quantity"
        case .choice: "city.kind"
        case .entity(let type): type
        case .set(let type): "\(type)*"
        case .list(let item): "\(item.text)*"
        case .record: "record"
        default: "\(self)"
        }
    }

    var isMany: Bool {
        switch self {
        case .set, .list: true
        default: false
        }
    }

    /// Of an element of it.
    var element: Kind {
        switch self {
        case .set(let type): .entity(type)
        case .list(let item): item
        default: self
        }
    }

    var isNumber: Bool { self == .int || self == .decimal || self == .float }
}
