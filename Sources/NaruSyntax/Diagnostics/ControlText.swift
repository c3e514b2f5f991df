/// Characters that a terminal obeys instead of showing them, and those that put
/// what follows them in another order: in a text that somebody else wrote they
/// could make a screen say what is not so.
package enum ControlText {
    package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Line breaks and tabs as `\n` and `\t`, all others as `\u{…}`.
    package static func escaped(_ text: String) -> String {
        escaped(text) { scalar in
            switch scalar {
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            default: "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
    }

    /// With what stands for each; nil for what stays.
    package static func escaped(_ text: String, _ escape: (Unicode.Scalar) -> String?) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isControl(scalar), let written = escape(scalar) {
                result += written
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
