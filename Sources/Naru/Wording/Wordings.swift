package import NaruEngine
package import NaruSemantics
package import NaruSyntax

/// Amounts with their digits grouped: by thousands, in Korean by 만, 억 and 조.
package struct QuantityWording {
    var language: Language

    package init(language: Language) { self.language = language }

    package func text(_ quantity: NaruSyntax.Quantity) -> String {
        let amount = number(quantity.amount)
        func withUnit(_ number: String) -> String { UnitWording(language: language).joined(number, quantity.unit) }
        let isKorean = language == .korean
        switch quantity.qualifier {
        case .exact: return withUnit(amount)
        case .range: return withUnit("\(amount)..\(number(quantity.upper))")
        case .about: return (isKorean ? "약 " : "about ") + withUnit(amount)
        case .over: return isKorean ? withUnit(amount + "여") : "over " + withUnit(amount)
        case .under: return isKorean ? withUnit(amount) + " 미만" : "under " + withUnit(amount)
        case .atLeast: return isKorean ? withUnit(amount) + " 이상" : "at least " + withUnit(amount)
        case .atMost: return isKorean ? withUnit(amount) + " 이하" : "at most " + withUnit(amount)
        }
    }

    package func number(_ amount: ExactDecimal) -> String {
        let digits = amount.description
        let sign = digits.hasPrefix("-") ? "-" : ""
        let parts = digits.dropFirst(sign.count).split(separator: ".")
        let whole = String(parts.first ?? "0")
        let fraction = parts.count > 1 ? "." + parts[1] : ""
        // A fraction cannot stand behind 만 or 억.
        let grouped = language == .korean && fraction.isEmpty ? myriads(whole) : thousands(whole)
        return sign + grouped + fraction
    }

    private func thousands(_ digits: String) -> String { groups(of: 3, digits).joined(separator: ",") }

    private func myriads(_ digits: String) -> String {
        let names = ["", "만", "억", "조", "경", "해"]
        let groups = groups(of: 4, digits)
        guard groups.count <= names.count else { return thousands(digits) }
        var words: [String] = []
        for (group, name) in zip(groups, names.prefix(groups.count).reversed()) {
            let short = String(group.drop { $0 == "0" })
            if !short.isEmpty { words.append(thousands(short) + name) }
        }
        return words.isEmpty ? "0" : words.joined(separator: " ")
    }

    /// The digits cut into groups from the right; the first may be shorter.
    private func groups(of size: Int, _ digits: String) -> [String] {
        var rest = Substring(digits)
        var result: [String] = []
        while !rest.isEmpty {
            result.append(String(rest.suffix(size)))
            rest = rest.dropLast(size)
        }
        return result.reversed()
    }
}

/// Units as people read them. Queries, files and programs know them by their
/// codes; a unit that no word is known for is shown by its code.
package struct UnitWording {
    var language: Language

    package init(language: Language) { self.language = language }

    package func word(_ unit: String) -> String {
        guard language == .korean else { return unit }
        let parts = unit.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        return parts.map { UnitWording.korean[$0] ?? $0 }.joined(separator: "/")
    }

    /// In Korean a counting word stands at the digits, and apart from 만, 억
    /// and 여.
    package func joined(_ number: String, _ unit: String) -> String {
        let word = word(unit)
        let isGlued = number.last?.isNumber == true && word.unicodeScalars.first.map(UnitWording.isHangul) == true
        let isMoney = UnitWording.money.contains(word)
        return number + (isGlued && !isMoney ? "" : " ") + word
    }

    private static func isHangul(_ scalar: Unicode.Scalar) -> Bool { (0xAC00...0xD7A3).contains(scalar.value) }

    private static let money: Set<String> = ["원", "달러", "유로", "위안", "엔", "파운드"]

    private static let korean = [
        "KRW": "원", "USD": "달러", "EUR": "유로", "CNY": "위안", "JPY": "엔", "GBP": "파운드", "percent": "퍼센트",
        "person": "명", "year": "년", "month": "개월", "week": "주", "day": "일", "hour": "시간", "rank": "위",
        "unit": "개", "country": "개국", "city": "개 도시", "municipality": "개 직할시", "company": "개 기업",
        "cluster": "개 클러스터", "base": "개 거점",
    ]
}

package enum DurationWording {
    /// `1년 2개월 3일`
    package static func korean(_ duration: NaruSyntax.Duration) -> String {
        let years = duration.months / 12
        let parts = [(years, "년"), (duration.months - years * 12, "개월"), (duration.days, "일")].filter { $0.0 != 0 }
        return parts.isEmpty ? "0일" : parts.map { "\($0.0)\($0.1)" }.joined(separator: " ")
    }
}

/// The fixed words of a column in the reader's language.
package struct VocabularyWording {
    /// nil for a column of other values.
    private let vocabularies: [Vocabulary?]
    private let language: Language

    package init(_ vocabularies: [Vocabulary?], language: Language) {
        self.vocabularies = language == .english ? [] : vocabularies
        self.language = language
    }

    package func worded(_ row: [NaruEngine.Value]) -> [NaruEngine.Value] {
        guard vocabularies.contains(where: { $0 != nil }) else { return row }
        return row.enumerated().map { place, value in
            // Some formats show fewer columns than a row has values, others more.
            guard vocabularies.indices.contains(place), let vocabulary = vocabularies[place] else { return value }
            return worded(value, vocabulary)
        }
    }

    private func worded(_ value: NaruEngine.Value, _ vocabulary: Vocabulary) -> NaruEngine.Value {
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
    package var wording: Message {
        switch self {
        case .stated: Message("stated", ko: "명시")
        case .inferred: Message("inferred", ko: "추론")
        case .outside: Message("outside", ko: "외부")
        case .imported: Message("imported", ko: "가져옴")
        case .absence: Message("absence", ko: "없음")
        }
    }
}
