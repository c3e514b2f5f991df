/// How names and texts are written.
enum Spelling {
    /// Words that are no names without backquotes.
    private static let reserved: Set<String> = [
        "and", "or", "not", "in", "is", "if", "then", "else", "true", "false", "no", "any", "it", "today",
    ]

    /// Words that carry a statement on to its next line; none is a unit, and
    /// no statement begins with one.
    static let joining: Set<String> = [
        "asc", "desc", "by", "into", "on", "over", "to", "via", "up", "all", "shortest", "simple", "union",
        "intersect", "except",
    ]

    static func name(_ text: String, avoiding words: Set<String> = []) -> String {
        isIdentifier(text) && !reserved.contains(text) && !words.contains(text) ? text : "`\(text)`"
    }

    /// After a dot any word is a name.
    static func member(_ text: String) -> String { isIdentifier(text) ? text : "`\(text)`" }

    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        return (first == "_" || first.properties.isXIDStart)
            && text.unicodeScalars.dropFirst().allSatisfy(\.properties.isXIDContinue)
    }

    static func text(_ value: String) -> String {
        var result = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where isInvisible(scalar): result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: result.unicodeScalars.append(scalar)
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
