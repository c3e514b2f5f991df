/// How names and texts are written.
package enum Notation {
    package static func name(_ text: String, avoiding words: Set<String> = []) -> String {
        isIdentifier(text) && ReservedWord(text) == nil && !words.contains(text.lowercased())
            ? text : "`\(text)`"
    }

    /// After a dot any word is a name.
    package static func member(_ text: String) -> String { isIdentifier(text) ? text : "`\(text)`" }

    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        return Lexer.startsName(first) && text.unicodeScalars.dropFirst().allSatisfy(Lexer.continuesName)
    }

    /// A text in programs and data files.
    package static func text(_ value: String) -> String {
        quoted(value) { isInvisible($0) ? "\\u{\(String($0.value, radix: 16, uppercase: true))}" : nil }
    }

    /// A text in quotation marks, with the escapes that all notations share;
    /// `escape` gives those of other characters that cannot stand for themselves.
    package static func quoted(_ value: String, escape: (Unicode.Scalar) -> String?) -> String {
        var result = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default:
                if let escaped = escape(scalar) { result += escaped } else { result.unicodeScalars.append(scalar) }
            }
        }
        return result + "\""
    }

    /// A Hangul unit touches its number, unless its first letter would be read
    /// as a magnitude.
    static func touchesNumber(_ unit: String) -> Bool {
        guard let first = unit.unicodeScalars.first, !["만", "억", "조"].contains(first) else { return false }
        return isIdentifier(unit) && (0xAC00...0xD7A3).contains(first.value)
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // Zero-width joiners hold emoji together; other format characters disguise.
        case .format: scalar != "\u{200D}"
        default: false
        }
    }
}
