/// A quantity as what it may be.
struct Amount: Hashable, Sendable {
    enum Mark: String, CaseIterable, Sendable {
        case exact, about, range, over, under, atLeast, atMost

        var words: String {
            switch self {
            case .atLeast: "at least"
            case .atMost: "at most"
            case .exact, .range: ""
            default: rawValue
            }
        }

        /// 1: nothing bounds it above, -1: nothing bounds it below.
        var openSide: Int {
            switch self {
            case .over, .atLeast: 1
            case .under, .atMost: -1
            default: 0
            }
        }

        var isStrict: Bool { self == .over || self == .under }

        var looseness: Int {
            switch self {
            case .exact: 0
            case .about: 1
            case .range: 2
            case .over, .under: 3
            case .atLeast, .atMost: 4
            }
        }

        var mirrored: Mark {
            switch self {
            case .over: .under
            case .under: .over
            case .atLeast: .atMost
            case .atMost: .atLeast
            default: self
            }
        }
    }

    var mark: Mark
    var low: Ratio
    var high: Ratio
    var unit: String

    init(_ mark: Mark, _ low: Ratio, _ high: Ratio, _ unit: String) {
        (self.mark, self.low, self.high, self.unit) = (mark, low, high, unit)
    }

    /// `5 KRW`, `about 5 KRW`, `3..4 KRW`
    init?(_ text: String) {
        let mark = Mark.allCases.first { !$0.words.isEmpty && text.hasPrefix($0.words + " ") } ?? .exact
        let words = text.dropFirst(mark.words.count).split(separator: " ").map(String.init)
        guard words.count == 2 else { return nil }
        let ends = words[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if let middle = ends.firstIndex(of: "") {
            let sides = (ends[..<middle].joined(separator: "."), ends[(middle + 1)...].joined(separator: "."))
            guard let low = Ratio(sides.0), let high = Ratio(sides.1) else { return nil }
            self.init(.range, low, high, words[1])
        } else {
            guard let amount = Ratio(words[0]) else { return nil }
            self.init(mark, amount, amount, words[1])
        }
    }

    /// The ends of what it may be; nil is open.
    var bounds: (low: Ratio?, high: Ratio?) {
        (mark.openSide < 0 ? nil : low, mark.openSide > 0 ? nil : high)
    }

    func isLess(than other: Amount) -> Bool? {
        if let top = bounds.high, let bottom = other.bounds.low {
            if top < bottom || top == bottom && (mark.isStrict || other.mark.isStrict) { return true }
        }
        if let bottom = bounds.low, let top = other.bounds.high, bottom >= top { return false }
        return nil
    }

    func isEqual(to other: Amount) -> Bool? {
        if isLess(than: other) == true || other.isLess(than: self) == true { return false }
        let ends = [bounds.low, bounds.high, other.bounds.low, other.bounds.high]
        return ends.allSatisfy { $0 != nil && $0 == low } ? true : nil
    }

    var negated: Amount {
        get throws { Amount(mark.mirrored, try high.negated, try low.negated, unit) }
    }

    /// Nil where one is open above and the other below.
    func adding(_ other: Amount) throws -> Amount? {
        guard unit == other.unit, mark.openSide * other.mark.openSide >= 0 else { return nil }
        let loosest = mark.looseness >= other.mark.looseness ? mark : other.mark
        let sum = try (low: low.adding(other.low), high: high.adding(other.high))
        switch loosest.openSide {
        case 1: return Amount(loosest, sum.low, sum.low, unit)
        case -1: return Amount(loosest, sum.high, sum.high, unit)
        default: return Amount(loosest, sum.low, sum.high, unit)
        }
    }

    func scaled(_ change: (Ratio) throws -> Ratio, isMirrored: Bool) throws -> Amount {
        try isMirrored
            ? Amount(mark.mirrored, change(high), change(low), unit)
            : Amount(mark, change(low), change(high), unit)
    }

    /// The greatest of some, as far as their bounds tell.
    static func greatest(_ amounts: [Amount]) throws -> Amount? {
        guard let unit = amounts.first?.unit, amounts.allSatisfy({ $0.unit == unit }) else { return nil }
        let lows = amounts.filter { $0.mark.openSide >= 0 }
        let low = lows.map(\.low).max()
        let isOpenAbove = amounts.contains { $0.mark.openSide > 0 }
        let high = amounts.map(\.high).max()
        guard let low, let high else {
            // Nothing bounds any of them below.
            guard let high, !isOpenAbove else { return nil }
            let isStrict = amounts.allSatisfy { $0.high < high || $0.mark.isStrict }
            return Amount(isStrict ? .under : .atMost, high, high, unit)
        }
        if isOpenAbove {
            let isStrict = lows.contains { $0.low == low && $0.mark == .over }
            return Amount(isStrict ? .over : .atLeast, low, low, unit)
        }
        if low != high { return Amount(.range, low, high, unit) }
        let isAbout = amounts.contains { $0.mark == .about && $0.high == high }
        return Amount(isAbout ? .about : .exact, low, high, unit)
    }

    static func least(_ amounts: [Amount]) throws -> Amount? {
        try greatest(amounts.map { try $0.negated })?.negated
    }
}
