import NaruSyntax

/// What the argument parser says of a wrong command line, in both languages.
enum UsageText {
    /// How its sentences begin, and what stands behind the name in them.
    private static let sentences: [(english: String, korean: String)] = [
        ("Missing value for '", "에 값이 필요합니다"),
        ("Missing expected argument '", "이(가) 필요합니다"),
        ("Unknown option '", "은(는) 모르는 옵션입니다"),
        ("Unexpected argument '", "은(는) 남는 인자입니다"),
    ]

    static func message(_ english: String) -> Message {
        for sentence in sentences where english.hasPrefix(sentence.english) {
            let name = english.dropFirst(sentence.english.count).prefix { $0 != "'" }
            return Message(english, ko: "'\(name)'\(sentence.korean)")
        }
        if let count = english.split(separator: " ").first, english.contains(" unexpected arguments: ") {
            let list = english.split(separator: ":", maxSplits: 1).last ?? ""
            return Message(english, ko: "남는 인자가 \(count)개 있습니다:\(list)")
        }
        return Message(english, ko: "명령줄을 알 수 없습니다: \(english)")
    }
}
