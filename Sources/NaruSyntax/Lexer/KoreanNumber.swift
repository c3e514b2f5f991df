/// Numbers as they are said, `3억5천만`, and how Naru writes them.
enum KoreanNumber {
    private static let large: [Character: Int64] = ["만": 10_000, "억": 100_000_000, "조": 1_000_000_000_000]
    private static let small: [Character: Int64] = ["십": 10, "백": 100, "천": 1000]

    /// What the text says, and how much of it; nil where it says no number.
    static func value(of text: String) -> (value: Int64, rest: String)? {
        var total: Int64 = 0
        var section: Int64 = 0
        var digits: Int64?
        var parts = 0
        var rest = Substring(text)
        while let letter = rest.first {
            if let digit = letter.wholeNumberValue, letter.isASCII {
                guard let more = times(digits ?? 0, 10, plus: Int64(digit)) else { return nil }
                digits = more
            } else if let unit = small[letter] {
                guard let more = times(digits ?? 1, unit, plus: section) else { return nil }
                (section, digits, parts) = (more, nil, parts + 1)
            } else if let unit = large[letter] {
                let (count, overflow) = section.addingReportingOverflow(digits ?? 0)
                guard !overflow, let more = times(count, unit, plus: total) else { return nil }
                (total, section, digits, parts) = (more, 0, nil, parts + 1)
            } else {
                break
            }
            rest.removeFirst()
        }
        guard parts > 0, let sum = times(1, total, plus: section), let all = times(1, sum, plus: digits ?? 0) else {
            return nil
        }
        return (all, String(rest))
    }

    private static func times(_ count: Int64, _ unit: Int64, plus more: Int64) -> Int64? {
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        let (sum, carry) = product.addingReportingOverflow(more)
        return overflow || carry || sum < 0 ? nil : sum
    }

    /// `35000만`: with the largest suffix that leaves a whole number.
    static func written(_ value: Int64) -> String? {
        guard value > 0 else { return nil }
        for (suffix, unit) in large.sorted(by: { $0.value > $1.value }) where value % unit == 0 {
            return "\(value / unit)\(suffix)"
        }
        return "\(value)"
    }
}
