import NaruSemantics

/// How names and texts are written in `schema.ties`.
enum SchemaText {
    /// Words that begin a line of their own.
    private static let members: Set<String> = ["from", "let", "valid", "id"]

    static func name(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy(\.isNameByte) && !members.contains(name) && !name.isEmpty
        return isPlain && name != "plural" && name != "abstract" ? name : "`\(name)`"
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// A name for the field of a column: the header, unless it is taken or can
    /// be no name.
    static func field(_ header: String, _ taken: inout Set<String>) -> String {
        var name = header
        if header.utf8.contains(where: { $0 == .backquote || $0 == .backslash || $0 < .blank }) {
            name = InferredType.identifier(from: header)
        }
        while taken.contains(name) { name += "_" }
        taken.insert(name)
        return name
    }

    static func word(of content: Field.Content) -> String {
        switch content {
        case .bool: "bool"
        case .int: "int"
        case .decimal: "decimal"
        case .float: "float"
        case .date: "date"
        case .period: "period"
        case .duration: "duration"
        case .geo: "geo"
        case .quantity: "quantity"
        case .text, .enumeration, .link: "text"
        }
    }
}
