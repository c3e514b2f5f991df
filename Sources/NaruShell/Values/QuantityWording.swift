import NaruSyntax

/// Amounts with their digits grouped: by thousands, in Korean by 만, 억 and 조.
struct QuantityWording {
    var language: Language

    func text(_ quantity: Quantity) -> String {
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

    private func number(_ amount: ExactDecimal) -> String {
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
