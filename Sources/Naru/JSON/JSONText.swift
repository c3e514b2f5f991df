package import NaruEngine
import NaruSyntax

/// Values as JSON. Written here because numbers have to keep every digit and
/// fields their order.
package struct JSONText: Sendable {
    /// The language of the data; nil for the dataset's first.
    package var language: String?

    package init(language: String?) { self.language = language }

    package func text(_ value: NaruEngine.Value) -> String {
        switch value {
        case .absent: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .decimal(let number): number.description
        // JSON has no word for infinity; floats of results are finite.
        case .float(let number): number.isFinite ? number.plainText : "null"
        case .duration(let duration): quoted(isoText(duration))
        case .geo(let latitude, let longitude): "[\(latitude.plainText), \(longitude.plainText)]"
        case .quantity(let quantity): object(parts(quantity))
        case .numbers(let lower, let upper): object([("lower", text(lower)), ("upper", text(upper))])
        case .entity(let entity):
            object([("type", quoted(entity.type)), ("id", quoted(entity.id)), ("label", text(entity.label))])
        case .list(let items): "[" + items.map(text).joined(separator: ", ") + "]"
        case .record(let fields): object(fields.map { ($0.name, text($0.value)) })
        default: PlainText(language: language).text(value).map(quoted) ?? "null"
        }
    }

    package func object(_ fields: [(String, String)]) -> String {
        "{" + fields.map { "\(quoted($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
    }

    private func parts(_ quantity: NaruSyntax.Quantity) -> [(String, String)] {
        var parts = [("amount", quantity.amount.description)]
        if quantity.qualifier == .range { parts.append(("upper", quantity.upper.description)) }
        parts.append(("unit", quoted(quantity.unit)))
        switch quantity.qualifier {
        case .exact: break
        case .about: parts.append(("qualifier", "\"about\""))
        case .over: parts.append(("qualifier", "\"over\""))
        case .under: parts.append(("qualifier", "\"under\""))
        case .atLeast: parts.append(("qualifier", "\"at least\""))
        case .atMost: parts.append(("qualifier", "\"at most\""))
        case .range: parts.append(("qualifier", "\"range\""))
        }
        return parts
    }

    /// ISO 8601, as in `P1Y2M3D`.
    private func isoText(_ duration: NaruSyntax.Duration) -> String {
        let years = duration.months / 12
        let parts = [(years, "Y"), (duration.months - years * 12, "M"), (duration.days, "D")].filter { $0.0 != 0 }
        return parts.isEmpty ? "P0D" : "P" + parts.map { "\($0.0)\($0.1)" }.joined()
    }

    package func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += escape(scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private func escape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
