import NaruSyntax

/// Units as people read them. Queries, files and programs know them by their
/// codes; a unit that no word is known for is shown by its code.
struct UnitWording {
    var language: Language

    func word(_ unit: String) -> String {
        guard language == .korean else { return unit }
        let parts = unit.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        return parts.map { UnitWording.korean[$0] ?? $0 }.joined(separator: "/")
    }

    /// In Korean a counting word stands at the digits, and apart from 만, 억
    /// and 여.
    func joined(_ number: String, _ unit: String) -> String {
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
