import NaruSyntax

/// The name of the set that a file holds.
enum TableName {
    /// The file's name without its ending, and without what tells its versions
    /// apart: `2024년 결연현황(최종).csv` holds `결연현황`.
    static func cleaned(_ path: String) -> String {
        let plain = stem(of: path)
        var text = Substring(plain)
        while let shorter = [withoutParentheses(text), withoutDateBefore(text), withoutWordBehind(text)]
            .lazy.compactMap({ $0 }).first(where: { $0.count < text.count && $0.contains(where: \.isLetter) })
        {
            text = shorter
        }
        return InferredType.identifier(from: String(text))
    }

    static func plain(_ path: String) -> String { InferredType.identifier(from: stem(of: path)) }

    private static func stem(of path: String) -> String {
        let name = DatasetLoader.fileName(path)
        let file = name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
        let stem = file.lastIndex(of: ".").flatMap { $0 > file.startIndex ? String(file[..<$0]) : nil } ?? file
        return stem.nfc
    }

    private static func isMark(_ character: Character) -> Bool { " _-.".contains(character) }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: isMark)
        while let last = text.last, isMark(last) { text.removeLast() }
        return text
    }

    private static func withoutParentheses(_ text: Substring) -> Substring? {
        for (open, close) in [("(", ")"), ("[", "]")] as [(Character, Character)] {
            guard let start = text.firstIndex(of: open), let end = text[start...].firstIndex(of: close) else {
                continue
            }
            return trimmed(Substring(text[..<start] + text[text.index(after: end)...]))
        }
        return nil
    }

    /// `2024년 12월 기준`, or a year or a day before a blank or a sign.
    private static func withoutDateBefore(_ text: Substring) -> Substring? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard isYearOrDay(digits) else { return nil }
        var rest = text.dropFirst(digits.count)
        guard let next = rest.first else { return nil }
        if isMark(next) { return trimmed(rest) }
        guard digits.count == 4, next == "년" else { return nil }
        rest = trimmed(rest.dropFirst())
        for unit in ["월", "일"] {
            let number = rest.prefix { $0.isASCII && $0.isNumber }
            guard (1...2).contains(number.count), rest.dropFirst(number.count).hasPrefix(unit) else { break }
            rest = trimmed(rest.dropFirst(number.count + 1))
        }
        for word in ["기준 ", "기준_", "말 ", "말_"] where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
        return trimmed(rest)
    }

    private static func isYearOrDay(_ digits: Substring) -> Bool {
        [4, 6, 8].contains(digits.count) && (digits.hasPrefix("19") || digits.hasPrefix("20"))
    }

    private static let versions: Set<String> = [
        "최종", "최종본", "수정", "수정본", "복사본", "사본", "기준", "말", "final", "copy",
    ]

    /// `_20241231`, ` 2024년`, `-최종`, `_v2` behind the name.
    private static func withoutWordBehind(_ text: Substring) -> Substring? {
        guard let mark = text.lastIndex(where: isMark) else { return nil }
        let word = text[text.index(after: mark)...]
        let isVersion = word.count < 5 && word.first?.lowercased() == "v" && word.dropFirst().first?.isNumber == true
        let isYear = word.count == 5 && word.last == "년" && isYearOrDay(word.dropLast())
        let isDay = word.count > 4 && isYearOrDay(word)
        guard isVersion || isYear || isDay || versions.contains(word.lowercased()) else { return nil }
        return trimmed(text[..<mark])
    }
}
