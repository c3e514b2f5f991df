import NaruEngine
import NaruSyntax

/// XML for other programs: texts stay as they are but for what XML has no
/// characters for.
struct ExchangeMarkup {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var open: [String] = []

    mutating func begin(_ name: String, _ attributes: [(String, String)] = []) {
        tag(name, attributes, ">\n")
        open.append(name)
    }

    mutating func end() {
        guard let name = open.popLast() else { return }
        indent()
        text += "</\(name)>\n"
    }

    /// Without content where there is none.
    mutating func leaf(_ name: String, _ attributes: [(String, String)] = [], _ content: String? = nil) {
        guard let content else { return tag(name, attributes, "/>\n") }
        tag(name, attributes, ">")
        text += ExchangeMarkup.escaped(content) + "</\(name)>\n"
    }

    private mutating func tag(_ name: String, _ attributes: [(String, String)], _ end: String) {
        indent()
        text += "<" + name
        for (name, value) in attributes { text += " \(name)=\"\(ExchangeMarkup.escaped(value))\"" }
        text += end
    }

    private mutating func indent() { text += String(repeating: "  ", count: open.count) }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            // Readers make blanks of them where they stand as they are.
            case "\t", "\n", "\r": result += "&#\(scalar.value);"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension TimeMark {
    /// The first and the last day, as `2023-10-31`; nil where an end is open.
    var days: (first: String?, last: String?) {
        func day(_ number: Int?) -> String? {
            number.flatMap { Int32(exactly: $0) }.map { NaruSyntax.PartialDate(day: $0).description }
        }
        return (day(start?.lowerBound), day(isSpan ? end?.upperBound : start?.upperBound))
    }
}
