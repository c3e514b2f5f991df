import Foundation

/// What `~` overlooks.
enum Folding {
    static func matches(_ value: ModelValue?, _ pattern: ModelValue?) throws -> Bool? {
        guard let value, let pattern else { return nil }
        guard case .text(let wanted) = pattern else { throw BeyondModel("pattern") }
        switch value {
        case .text(let text): return contains(text, wanted)
        case .words(let words): return words.values.contains { contains($0, wanted) }
        default: throw BeyondModel("no text")
        }
    }

    private static func contains(_ text: String, _ pattern: String) -> Bool {
        let folded = Array(fold(pattern).unicodeScalars)
        if isOfInitials(pattern), isPart(Array(pattern.unicodeScalars), Array(initials(text).unicodeScalars)) {
            return true
        }
        return isPart(folded, Array(fold(text).unicodeScalars))
    }

    private static func isPart(_ part: [Unicode.Scalar], _ whole: [Unicode.Scalar]) -> Bool {
        guard part.count <= whole.count else { return false }
        return (0...(whole.count - part.count)).contains { whole[$0..<($0 + part.count)].elementsEqual(part) }
    }

    private static func isOfInitials(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { ("ㄱ"..."ㅎ").contains($0) }
    }

    private static let consonants = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".unicodeScalars)

    static func initials(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let place = Int(scalar.value) - 0xAC00
            result.unicodeScalars.append((0..<11_172).contains(place) ? consonants[place / 588] : scalar)
        }
        return result
    }

    /// Compatibility forms, case, Latin accents, quotation marks, dots, blanks.
    static func fold(_ text: String) -> String {
        var compatible = ""
        for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
            let isJamo = (0x3131...0x318E).contains(scalar.value)
            compatible += isJamo ? String(scalar) : String(scalar).precomposedStringWithCompatibilityMapping
        }
        let lower = compatible.lowercased().replacingOccurrences(of: "ß", with: "ss")
        var bare = ""
        var isLatin = false
        for scalar in lower.decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark, isLatin { continue }
            isLatin = scalar.value < 0x250
            bare.unicodeScalars.append(marks[scalar] ?? scalar)
        }
        return bare.precomposedStringWithCanonicalMapping
    }

    /// Whole words, of which the last may carry a Korean particle that fits it.
    static func hasWord(_ text: String, _ pattern: String) -> Bool {
        let (words, wanted) = (words(of: text), words(of: pattern))
        guard let last = wanted.last, wanted.count <= words.count else { return false }
        return (0...(words.count - wanted.count)).contains { start in
            let found = words[start..<(start + wanted.count)]
            guard found.dropLast().elementsEqual(wanted.dropLast()), let end = found.last else { return false }
            return end == last || particles(after: last).contains { end == last + $0 }
        }
    }

    private static func words(of text: String) -> [String] {
        fold(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func particles(after word: String) -> [String] {
        guard let place = word.unicodeScalars.last.map({ Int($0.value) - 0xAC00 }), (0..<11_172).contains(place) else {
            return []
        }
        return ["의", "에", "에서", "에서는", "도"] + (place % 28 == 0 ? ["가", "는", "를", "와"] : ["이", "은", "을", "과"])
    }

    private static let marks: [Unicode.Scalar: Unicode.Scalar] = {
        var result: [Unicode.Scalar: Unicode.Scalar] = [:]
        for scalar in "‘’‚‛“”„\"".unicodeScalars { result[scalar] = "'" }
        for scalar in "ㆍ‧․".unicodeScalars { result[scalar] = "·" }
        for scalar in "\u{A0}\u{3000}\t\n".unicodeScalars { result[scalar] = " " }
        return result
    }()
}
