@_spi(_Unicode) import Swift

/// The one folding of texts for search and look-up: texts that a reader takes
/// for the same fold to the same.
///
/// Folded away are case, Latin accents, full and half width, the common
/// compatibility signs (`㈜`, `㎡`, `①`), and the kinds of space, dot and
/// quotation mark that press texts mix.
package enum TextFold {
    package static func fold(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x22 && $0 != 0x60 && $0 >= 0x20 }) { return text.lowercased() }
        var result = String.UnicodeScalarView()
        for scalar in Normalization.nfc(text).unicodeScalars { append(scalar, to: &result) }
        return Normalization.nfc(String(result))
    }

    private static func append(_ scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView) {
        switch scalar.value {
        case 0xAC00...0xD7A3: result.append(scalar)
        case 0x300...0x36F: break
        case 0xFF01...0xFF5E: append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar, to: &result)
        case 0x2460...0x2473: result.append(contentsOf: String(scalar.value - 0x2460 + 1).unicodeScalars)
        case 0x200B, 0x200C, 0x200D, 0xFEFF, 0xAD: break
        default:
            if let plain = signs[scalar] {
                result.append(contentsOf: plain.unicodeScalars)
            } else if scalar.properties.isWhitespace {
                result.append(" ")
            } else {
                appendLetter(scalar, to: &result)
            }
        }
    }

    private static func appendLetter(_ scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView) {
        let isAccented = (0xC0...0x24F).contains(scalar.value) || (0x1E00...0x1EFF).contains(scalar.value)
        let base = isAccented ? first(of: scalar) : scalar
        if let plain = signs[base] {
            result.append(contentsOf: plain.unicodeScalars)
        } else {
            result.append(contentsOf: base.properties.lowercaseMapping.unicodeScalars)
        }
    }

    /// The letter that accents were put on.
    private static func first(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        for part in String(scalar)._nfd { return part }
        return scalar
    }

    private static let signs: [Unicode.Scalar: String] = {
        var signs: [Unicode.Scalar: String] = [
            "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae",
            "œ": "oe", "Œ": "oe", "ı": "i", "ﬁ": "fi", "ﬂ": "fl", "㈜": "(주)", "㎡": "m2", "㎢": "km2", "㎞": "km",
            "㎏": "kg", "㎜": "mm", "㎝": "cm", "㏊": "ha", "²": "2", "³": "3", "℃": "°c", "％": "%", "…": "...",
            "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "～": "~", "〜": "~", "∼": "~",
        ]
        for quote in "\"'`‘’‚‛“”„‟′″´«»‹›「」『』〝〞＂＇".unicodeScalars { signs[quote] = "'" }
        for dot in "·ㆍ‧․•∙・･".unicodeScalars { signs[dot] = "·" }
        return signs
    }()
}
