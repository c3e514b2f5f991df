/// Where numbers stand in a text that people read.
enum NumberText {
    /// The beginning of the number that a cut would leave a part of: of
    /// `1,000억 5,000만`, `2023-10-31` or `3..4` any part says something else.
    static func start(ofNumberCutAt cut: String.Index, in text: String) -> String.Index? {
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
