import Foundation

/// Functions of single values; absent arguments have been seen to.
enum Scalars {
    static func call(_ name: String, _ arguments: [ModelValue]) throws -> ModelValue? {
        switch (name, arguments.first) {
        case ("text", .int(let value)): return .text(String(value))
        case ("int", .text(let text)): return integer(text)
        case ("date", .text(let text)): return isDate(text) ? Span(text).map(ModelValue.date) : nil
        case ("date", .int): return try date(arguments)
        case (_, .text(let text)): return try ofText(name, text, arguments)
        case ("overlaps", let first?): return try Comparing.overlap(first, arguments[1]).map(ModelValue.bool)
        case (_, .date(let date)): return try ofDate(name, date, arguments)
        case (_, .amount(let amount)): return try ofAmount(name, amount, arguments)
        default: return try ofNumber(name, arguments)
        }
    }

    private static func integer(_ text: String) -> ModelValue? {
        let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Int(text).map(ModelValue.int)
    }

    /// `2023`, `2023-10`, `2023-10-31`
    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let lengths = parts.map(\.count)
        guard (1...3).contains(parts.count), lengths == Array([4, 2, 2].prefix(parts.count)) else { return false }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, numbers[0] > 0 else { return false }
        let month = numbers.count > 1 ? numbers[1] : 1
        guard (1...12).contains(month) else { return false }
        return numbers.count < 3 || (1...Days.length(ofMonth: month, numbers[0])).contains(numbers[2])
    }

    private static func date(_ arguments: [ModelValue]) throws -> ModelValue? {
        let numbers = arguments.compactMap { if case .int(let value) = $0 { value } else { nil } }
        guard numbers.count == 3 else { throw BeyondModel("date") }
        guard (1...9999).contains(numbers[0]), (1...12).contains(numbers[1]),
            numbers[2] >= 1, numbers[2] <= Days.length(ofMonth: numbers[1], numbers[0])
        else { return nil }
        let day = Days.number(numbers[0], numbers[1], numbers[2])
        return .date(Span(low: day, high: day))
    }

    private static func ofText(_ name: String, _ text: String, _ arguments: [ModelValue]) throws -> ModelValue? {
        func other(_ place: Int) throws -> String {
            guard case .text(let text) = arguments[place] else { throw BeyondModel(name) }
            return text
        }
        func number(_ place: Int) throws -> Int {
            guard case .int(let value) = arguments[place] else { throw BeyondModel(name) }
            return value
        }
        let scalars = Array(text.unicodeScalars)
        switch name {
        case "length": return .int(scalars.count)
        case "lower": return .text(ModelWorld.composed(text.lowercased()))
        case "upper": return .text(ModelWorld.composed(text.uppercased()))
        case "trim": return .text(text.trimmingCharacters(in: .whitespacesAndNewlines))
        case "fold": return .text(Folding.fold(text))
        case "initials": return .text(Folding.initials(text))
        case "starts_with": return .bool(scalars.starts(with: Array(try other(1).unicodeScalars)))
        case "has_word": return .bool(Folding.hasWord(text, try other(1)))
        case "ends_with": return .bool(scalars.reversed().starts(with: try other(1).unicodeScalars.reversed()))
        case "substring":
            let start = try number(1) - 1
            let end = arguments.count > 2 ? min(scalars.count, start + (try number(2))) : scalars.count
            guard start < end else { return .text("") }
            return .text(joined(scalars[start..<end]))
        case "split": return .list(pieces(scalars, Array(try other(1).unicodeScalars)).map { .text(joined($0)) })
        case "replace":
            let between = try other(2)
            let parts = pieces(scalars, Array(try other(1).unicodeScalars)).map(joined)
            return .text(ModelWorld.composed(parts.joined(separator: between)))
        default: throw BeyondModel("no function \(name)")
        }
    }

    private static func joined(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    private static func pieces(_ text: [Unicode.Scalar], _ mark: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
        var found: [ArraySlice<Unicode.Scalar>] = []
        var (start, place) = (0, 0)
        while place + mark.count <= text.count {
            if text[place..<(place + mark.count)].elementsEqual(mark) {
                found.append(text[start..<place])
                place += mark.count
                start = place
            } else {
                place += 1
            }
        }
        return found + [text[start...]]
    }

    private static func ofDate(_ name: String, _ date: Span, _ arguments: [ModelValue]) throws -> ModelValue? {
        switch name {
        case "earliest": return .date(Span(low: date.low, high: date.low))
        case "latest": return .date(Span(low: date.high, high: date.high))
        case "years_between", "months_between":
            guard case .date(let end) = arguments[1] else { throw BeyondModel(name) }
            let counts = Set(
                [date.low, date.high].flatMap { from in
                    [end.low, end.high].map {
                        Days.wholeMonths(from: from, to: $0, each: name == "years_between" ? 12 : 1)
                    }
                })
            return counts.count == 1 ? counts.first.map(ModelValue.int) : nil
        default: throw BeyondModel("no function \(name)")
        }
    }

    private static func ofAmount(_ name: String, _ amount: Amount, _ arguments: [ModelValue]) throws -> ModelValue? {
        switch name {
        case "convert":
            guard case .amount(let from) = arguments[1], case .amount(let to) = arguments[2] else {
                throw BeyondModel(name)
            }
            if amount.unit == to.unit { return .amount(amount) }
            guard amount.unit == from.unit else { return nil }
            var changed = try amount.scaled(
                { try $0.multiplied(by: to.low).divided(by: from.low) }, isMirrored: false)
            changed.unit = to.unit
            return .amount(changed)
        case "abs":
            guard amount.mark == .exact || amount.mark == .about else { throw BeyondModel(name) }
            let size = amount.low < Ratio(0) ? try amount.low.negated : amount.low
            return .amount(Amount(amount.mark, size, size, amount.unit))
        default: throw BeyondModel("no function \(name)")
        }
    }

    private static func ofNumber(_ name: String, _ arguments: [ModelValue]) throws -> ModelValue? {
        let first = arguments[0]
        guard let ratio = first.ratio else { throw BeyondModel("\(name) of a float") }
        switch name {
        case "abs":
            if case .int(let value) = first { return value == .min ? nil : .int(abs(value)) }
            return .decimal(ratio < Ratio(0) ? try ratio.negated : ratio)
        case "floor": return Int(exactly: ratio.wholePart).map(ModelValue.int)
        case "ceil": return Int(exactly: -(try ratio.negated.wholePart)).map(ModelValue.int)
        case "round":
            guard let places = arguments.count > 1 ? arguments[1].ratio?.int : 0 else { throw BeyondModel(name) }
            return .decimal(try ratio.rounded(places: places))
        case "div":
            guard case .int(let left) = first, case .int(let right) = arguments[1] else { throw BeyondModel(name) }
            guard right != 0 else { return nil }
            let (quotient, isLost) = left.dividedReportingOverflow(by: right)
            return isLost ? nil : .int(quotient)
        case "sqrt":
            return ratio < Ratio(0) ? nil : .float(ratio.double.squareRoot())
        case "float": return .float(ratio.double)
        case "decimal": return .decimal(ratio)
        case "int": return ratio.int.map(ModelValue.int)
        default: throw BeyondModel("no function \(name)")
        }
    }
}
