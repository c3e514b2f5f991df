@_spi(_Unicode) import Swift

/// What one scalar outside ASCII folds to.
enum FoldTable {
    static func append(_ scalar: Unicode.Scalar, to result: inout [UInt8]) {
        if let form = compatibilityForms[scalar] {
            result.append(contentsOf: form)
        } else {
            appendPlain(scalar, to: &result)
        }
    }

    /// For a scalar that is no compatibility form of others.
    private static func appendPlain(_ scalar: Unicode.Scalar, to result: inout [UInt8]) {
        if let form = single(scalar.value) {
            result.append(contentsOf: UTF8.encode(form).map { Array($0) } ?? [])
        } else if isInvisible(scalar.value) {
            return
        } else if isLatin(scalar.value) {
            result.append(contentsOf: latin(scalar).utf8)
        } else {
            result.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
    }

    private static func single(_ value: UInt32) -> Unicode.Scalar? {
        switch value {
        // Blanks
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return " "
        // Unicode's Quotation_Mark, primes and the spacing accents used as quotes
        case 0xAB, 0xB4, 0xBB, 0x2018...0x201F, 0x2032...0x2037, 0x2039, 0x203A, 0x300C...0x300F, 0x301D...0x301F,
            0xFE41...0xFE44, 0xFF02, 0xFF07, 0xFF40, 0xFF62, 0xFF63:
            return "'"
        // Middle dots
        case 0xB7, 0x318D, 0x119E, 0x2022, 0x2024, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65: return "·"
        // The stroke of a fraction
        case 0x2044: return "/"
        // Hyphens that only differ in whether a line may break there
        case 0x2010, 0x2011: return "-"
        // Full-width ASCII, with its capitals made small
        case 0xFF21...0xFF3A: return Unicode.Scalar(value - 0xFF21 + 0x61)
        case 0xFF01...0xFF5E: return Unicode.Scalar(value - 0xFEE0)
        case 0xFFE0...0xFFE6: return wideSigns[Int(value - 0xFFE0)]
        // Half-width and conjoining jamo become compatibility jamo
        case 0xFFA1...0xFFBE: return Unicode.Scalar(value - 0xFFA1 + 0x3131)
        case 0xFFC2...0xFFDC: return halfVowel(value)
        case 0x1100...0x1112: return initials[Int(value - 0x1100)]
        case 0x1161...0x1175: return Unicode.Scalar(value - 0x1161 + 0x314F)
        case 0x11A8...0x11C2: return finals[Int(value - 0x11A8)]
        // Superior and inferior digits, circled digits
        case 0xB2, 0xB3: return Unicode.Scalar(value - 0xB2 + 0x32)
        case 0xB9: return "1"
        case 0x2070, 0x2074...0x2079: return Unicode.Scalar(value - 0x2070 + 0x30)
        case 0x2080...0x2089: return Unicode.Scalar(value - 0x2080 + 0x30)
        case 0x2460...0x2468: return Unicode.Scalar(value - 0x2460 + 0x31)
        default: return nil
        }
    }

    /// Soft hyphens, joiners, marks of direction and variation: nothing to see.
    private static func isInvisible(_ value: UInt32) -> Bool {
        value == 0xAD || 0x200B...0x200F ~= value || value == 0x2060 || value == 0xFEFF || 0xFE00...0xFE0F ~= value
    }

    private static func isLatin(_ value: UInt32) -> Bool {
        0xC0...0x24F ~= value || 0x1E00...0x1EFF ~= value || value == 0xAA || value == 0xBA || value == 0x212B
    }

    /// The small letter without its marks.
    private static func latin(_ scalar: Unicode.Scalar) -> String {
        let parts = String(scalar)._nfd.filter { !(0x300...0x36F ~= $0.value) }
        return parts.map { part in struck[part.value] ?? part.properties.lowercaseMapping }.joined()
    }

    /// Letters whose stroke is no accent to Unicode, but is one to a reader.
    private static let struck: [UInt32: String] = [
        0xAA: "a", 0xBA: "o", 0xC6: "ae", 0xE6: "ae", 0xD0: "d", 0xF0: "d", 0xD8: "o", 0xF8: "o", 0xDE: "th",
        0xFE: "th", 0xDF: "ss", 0x1E9E: "ss", 0x110: "d", 0x111: "d", 0x126: "h", 0x127: "h", 0x131: "i", 0x132: "ij",
        0x133: "ij", 0x141: "l", 0x142: "l", 0x13F: "l·", 0x140: "l·", 0x152: "oe", 0x153: "oe", 0x166: "t",
        0x167: "t", 0x17F: "s", 0x180: "b", 0x243: "b", 0x197: "i", 0x268: "i", 0x1C4: "dz", 0x1C5: "dz", 0x1C6: "dz",
    ]

    /// Folded forms of characters that stand for others.
    private static let compatibilityForms: [Unicode.Scalar: [UInt8]] = {
        var forms: [Unicode.Scalar: [UInt8]] = [:]
        for word in CompatibilityForms.table.unicodeScalars.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            guard let scalar = word.first else { continue }
            var folded: [UInt8] = []
            for part in word.dropFirst() { appendPlain(part, to: &folded) }
            forms[scalar] = folded
        }
        return forms
    }()

    private static let wideSigns: [Unicode.Scalar] = ["¢", "£", "¬", "¯", "¦", "¥", "₩"]

    private static let initials: [Unicode.Scalar] = [
        "ㄱ", "ㄲ", "ㄴ", "ㄷ", "ㄸ", "ㄹ", "ㅁ", "ㅂ", "ㅃ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅉ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
    ]

    private static let finals: [Unicode.Scalar] = [
        "ㄱ", "ㄲ", "ㄳ", "ㄴ", "ㄵ", "ㄶ", "ㄷ", "ㄹ", "ㄺ", "ㄻ", "ㄼ", "ㄽ", "ㄾ", "ㄿ", "ㅀ", "ㅁ", "ㅂ", "ㅄ", "ㅅ", "ㅆ",
        "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
    ]

    /// Half-width vowels stand in groups of six with gaps of two.
    private static func halfVowel(_ value: UInt32) -> Unicode.Scalar? {
        let place = value - 0xFFC2
        guard place % 8 < 6 else { return nil }
        return Unicode.Scalar(place / 8 * 6 + place % 8 + 0x314F)
    }
}
