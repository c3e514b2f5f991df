package import NaruEngine
package import NaruSyntax

/// Values as people read them: grouped amounts, enum labels, escaped control
/// characters.
package struct HumanText {
    package var language: Language
    /// What stands for an absent value.
    package var absent: String

    package init(language: Language, absent: String) {
        self.language = language
        self.absent = absent
    }

    package func text(_ value: NaruEngine.Value) -> String { SafeText.escaped(unescaped(value)) }

    /// With line breaks and other control characters as they are.
    package func unescaped(_ value: NaruEngine.Value) -> String { wording(value) ?? absent }

    private func wording(_ value: NaruEngine.Value) -> String? {
        switch value {
        case .quantity(let quantity): QuantityWording(language: language).text(quantity)
        case .duration(let duration) where language == .korean: DurationWording.korean(duration)
        case .geo(let latitude, let longitude): "\(latitude.plainText), \(longitude.plainText)"
        case .enumeration(let name, let english, let aliases): label(name, english, aliases)
        case .list(let items):
            items.isEmpty ? nil : items.map { wording($0) ?? absent }.joined(separator: "; ")
        case .record(let fields): recordText(fields)
        default: PlainText(language: language.rawValue).text(value)
        }
    }

    private func label(_ name: String, _ english: String, _ aliases: [String]) -> String {
        if language == .english { return english.isEmpty ? name : english }
        return aliases.first ?? (english.isEmpty ? name : english)
    }

    private func recordText(_ fields: [RecordValue]) -> String {
        "{" + fields.map { "\($0.name): \(wording($0.value) ?? absent)" }.joined(separator: ", ") + "}"
    }
}

/// Text that cannot disturb a terminal or a table.
package enum SafeText {
    /// Line breaks and tabs as `\n` and `\t`; other control characters, and
    /// marks that reorder the text behind them, as `\u{…}`.
    package static func escaped(_ text: String) -> String { ControlText.escaped(text) }

    /// The longest beginning that fits, and `…` where something is cut. A
    /// number that does not fit is left out as a whole.
    package static func shortened(_ text: String, to width: Int) -> String {
        guard DisplayWidth.of(text) > width else { return text }
        var used = 0
        var end = text.startIndex
        while end < text.endIndex {
            let next = DisplayWidth.of(text[end])
            if used + next > width - 1 { break }
            used += next
            text.formIndex(after: &end)
        }
        return text[..<(NumberPlaces.start(ofNumberCutAt: end, in: text) ?? end)] + "…"
    }

    package static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
        let blank = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
        return right ? blank + text : text + blank
    }
}

extension SafeText {
    /// The same, but lines stay lines.
    package static func escapedLines(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { escaped(String($0)) }
            .joined(separator: "\n")
    }
}

/// Where numbers stand in a text that people read.
package enum NumberPlaces {
    /// The beginning of the number that a cut would leave a part of: of
    /// `1,000억 5,000만`, `2023-10-31` or `3..4` any part says something else.
    package static func start(ofNumberCutAt cut: String.Index, in text: String) -> String.Index? {
        var place = text.startIndex
        while place < cut {
            guard isDigit(text[place]) else {
                text.formIndex(after: &place)
                continue
            }
            let start = signed(place, in: text)
            place = end(ofNumberAt: place, in: text)
            if place > cut { return start }
        }
        // Between a sign and its digits.
        guard cut > text.startIndex, cut < text.endIndex, isDigit(text[cut]) else { return nil }
        let start = signed(cut, in: text)
        return start < cut ? start : nil
    }

    private static func end(ofNumberAt start: String.Index, in text: String) -> String.Index {
        var place = start
        while place < text.endIndex {
            let character = text[place]
            if isDigit(character) {
                text.formIndex(after: &place)
            } else if joints.contains(character), let next = digit(behind: place, in: text, skipping: joints) {
                place = next
            } else if myriads.contains(character) {
                text.formIndex(after: &place)
                place = digit(behind: place, in: text, skipping: " ") ?? place
            } else {
                break
            }
        }
        return place
    }

    /// The next digit, with at most one of the characters before it besides the
    /// one here.
    private static func digit(behind place: String.Index, in text: String, skipping: String) -> String.Index? {
        var next = place
        for _ in 0..<2 where next < text.endIndex && skipping.contains(text[next]) { text.formIndex(after: &next) }
        return next < text.endIndex && isDigit(text[next]) ? next : nil
    }

    private static func signed(_ digit: String.Index, in text: String) -> String.Index {
        guard digit > text.startIndex else { return digit }
        let before = text.index(before: digit)
        return "-+−".contains(text[before]) ? before : digit
    }

    /// What stands within numbers, dates, times and ranges.
    private static let joints = ",.-/:~"
    private static let myriads = "천만억조경해"

    private static func isDigit(_ character: Character) -> Bool {
        character.wholeNumberValue != nil && character.isNumber
    }
}
