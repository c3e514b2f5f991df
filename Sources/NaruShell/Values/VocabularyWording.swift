import NaruEngine
import NaruSemantics
import NaruSyntax

/// The fixed words of a column in the reader's language.
struct VocabularyWording {
    /// nil for a column of other values.
    private let vocabularies: [Vocabulary?]
    private let language: Language

    init(_ columns: [OutputColumn], language: Language) {
        vocabularies = language == .english ? [] : columns.map(\.vocabulary)
        self.language = language
    }

    func worded(_ row: [Value]) -> [Value] {
        guard vocabularies.contains(where: { $0 != nil }) else { return row }
        return row.enumerated().map { place, value in
            // Some formats show fewer columns than a row has values, others more.
            guard vocabularies.indices.contains(place), let vocabulary = vocabularies[place] else { return value }
            return worded(value, vocabulary)
        }
    }

    private func worded(_ value: Value, _ vocabulary: Vocabulary) -> Value {
        switch value {
        case .text(let text): .text(word(text, vocabulary))
        case .list(let items): .list(items.map { worded($0, vocabulary) })
        default: value
        }
    }

    private func word(_ text: String, _ vocabulary: Vocabulary) -> String {
        switch vocabulary {
        case .unit: UnitWording(language: language).word(text)
        case .basis: EvidenceEntry.Basis(rawValue: text)?.wording[language] ?? text
        case .precision: Self.precisions[text]?[language] ?? text
        case .qualifier: Self.qualifiers[text]?[language] ?? text
        case .flag: Self.flags[text]?[language] ?? text
        }
    }

    private static let precisions = words([
        "day": "일", "month": "월", "quarter": "분기", "year": "연", "day of unknown month": "달을 모르는 날", "interval": "기간",
    ])

    private static let qualifiers = words([
        "about": "약", "over": "여", "at least": "이상", "at most": "이하", "range": "범위",
    ])

    private static let flags = words([
        "ambiguous": "모호함", "disputed": "다툼 있음", "implausible": "믿기 어려움", "misprint": "오식",
    ])

    private static func words(_ korean: [String: String]) -> [String: Message] {
        Dictionary(uniqueKeysWithValues: korean.map { ($0.key, Message($0.key, ko: $0.value)) })
    }
}

extension EvidenceEntry.Basis {
    var wording: Message {
        switch self {
        case .stated: Message("stated", ko: "명시")
        case .inferred: Message("inferred", ko: "추론")
        case .outside: Message("outside", ko: "외부")
        case .imported: Message("imported", ko: "가져옴")
        case .absence: Message("absence", ko: "없음")
        }
    }
}
