import NaruSyntax

/// Text that cannot disturb a terminal or a table.
enum SafeText {
    /// Line breaks and tabs as `\n` and `\t`; other control characters, and
    /// marks that reorder the text behind them, as `\u{…}`.
    static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: needsEscape) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where needsEscape(scalar): result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The longest beginning that fits, and `…` where something is cut. A
    /// number that does not fit is left out as a whole.
    static func shortened(_ text: String, to width: Int) -> String {
        guard DisplayWidth.of(text) > width else { return text }
        var used = 0
        var end = text.startIndex
        while end < text.endIndex {
            let next = DisplayWidth.of(text[end])
            if used + next > width - 1 { break }
            used += next
            text.formIndex(after: &end)
        }
        return text[..<(NumberText.start(ofNumberCutAt: end, in: text) ?? end)] + "…"
    }

    static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
        let blank = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
        return right ? blank + text : text + blank
    }

    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

extension SafeText {
    /// The same, but lines stay lines.
    static func escapedLines(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { escaped(String($0)) }
            .joined(separator: "\n")
    }
}
