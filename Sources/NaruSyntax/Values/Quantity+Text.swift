extension Quantity: CustomStringConvertible {
    /// `about 1000 KRW`, `3..4 city`
    package var description: String {
        switch qualifier {
        case .exact: "\(amount) \(unit)"
        case .about: "about \(amount) \(unit)"
        case .over: "over \(amount) \(unit)"
        case .under: "under \(amount) \(unit)"
        case .atLeast: "at least \(amount) \(unit)"
        case .atMost: "at most \(amount) \(unit)"
        case .range: "\(amount)..\(upper) \(unit)"
        }
    }
}

extension Duration: CustomStringConvertible {
    /// `1 year 2 months 3 days`
    package var description: String {
        let years = months / 12
        let parts = [(years, "year"), (months - years * 12, "month"), (days, "day")].filter { $0.0 != 0 }
        if parts.isEmpty { return "0 days" }
        return parts.map { "\($0.0) \($0.1)\($0.0 == 1 || $0.0 == -1 ? "" : "s")" }.joined(separator: " ")
    }
}
