import NaruSemantics
import NaruSyntax

/// `text int decimal float date convert`
extension FunctionCall {
    func asText() -> Vector {
        let reader = ValueReader(context: context)
        return rowwise(zero: Int32(0), payload: Payload.code) { row in
            texts.code(of: reader.value(arguments[0], row, types[0]).plainText)
        }
    }

    /// `date("…")`, or a date from its year, month and day.
    func date() -> Vector {
        if case .date = arguments[0].payload { return arguments[0] }
        var failures: [Warning.Kind: Int] = [:]
        let dates = rowwise(zero: PartialDate(day: 0), payload: { .date(DateColumn($0)) }) { row -> PartialDate? in
            let reading = dateReading(row)
            guard reading.date == nil else { return reading.date }
            failures[reading.failure, default: 0] += 1
            return nil
        }
        for (kind, count) in failures { warn(kind, count: count) }
        return dates
    }

    private func dateReading(_ row: Int) -> DateReading {
        guard case .int = arguments[0].payload else { return DateReading(text(0, row)) }
        let parts = arguments.indices.map { Int(int($0, row)) }
        let date = PartialDate(
            year: parts[0], month: parts.count > 1 ? parts[1] : nil, day: parts.count > 2 ? parts[2] : nil)
        return date.map { .date($0, .yearFirst) } ?? .impossible(.yearFirst)
    }

    /// A number with a fraction is no integer.
    func integer(_ row: Int) -> Int64? {
        switch arguments[0].payload {
        case .int(let values): return values[row]
        case .bool(let bits): return bits[row] ? 1 : 0
        case .float(let values): return Int64(exactly: values[row])
        case .decimal, .code, .date, .period, .days, .duration, .geo, .quantity, .numbers, .list, .record, .localized:
            guard let value = decimal(row)?.normalized, value.scale == 0 else { return nil }
            return Int64(exactly: value.mantissa)
        }
    }

    func decimal(_ row: Int) -> ExactDecimal? {
        switch arguments[0].payload {
        case .int(let values): ExactDecimal(values[row])
        case .decimal(let values): values[row]
        case .float(let values): ExactDecimal(values[row])
        case .code: ExactDecimal(text(0, row).trimmed)
        case .bool, .date, .period, .days, .duration, .geo, .quantity, .numbers, .list, .record, .localized: nil
        }
    }

    func float(_ row: Int) -> Double? {
        switch arguments[0].payload {
        case .float(let values): return values[row]
        case .code:
            // Hexadecimal and words are numbers to Swift, not to a reader.
            let text = text(0, row).trimmed
            guard text.utf8.allSatisfy({ "0123456789.eE+-".utf8.contains($0) }), let value = Double(text),
                value.isFinite
            else { return nil }
            return value
        case .bool, .int, .decimal, .date, .period, .days, .duration, .geo, .quantity, .numbers, .list, .record,
            .localized:
            return nil
        }
    }

    /// `convert(x, 1 USD, 1350 KRW)`: USD becomes KRW, KRW stays, other units
    /// are absent and counted.
    func convert() throws(EngineError) -> Vector {
        guard case .quantity(let amounts) = arguments[0].payload, case .quantity(let from) = arguments[1].payload,
            case .quantity(let to) = arguments[2].payload
        else { return try absentResult() }
        var failures: [Warning.Kind: Int] = [:]
        let zero = Quantity(amount: .zero, unit: "")
        let result = rowwise(zero: zero, payload: { .quantity(texts.column($0)) }) { row -> Quantity? in
            let amount = amounts[row, texts]
            if amounts.unit[row] == to.unit[row] { return amount }
            guard amounts.unit[row] == from.unit[row] else {
                failures[.mixedUnits, default: 0] += 1
                return nil
            }
            switch Quantities.converted(amount, from: from[row, texts], to: to[row, texts]) {
            case .success(let converted): return converted
            case .failure(let failure):
                failures[failure.kind, default: 0] += 1
                return nil
            }
        }
        for (kind, count) in failures { warn(kind, count: count) }
        return result
    }
}

extension DateColumn {
    init(_ dates: [PartialDate]) {
        self.init()
        for date in dates { append(date) }
    }
}

extension DateReading {
    fileprivate var failure: Warning.Kind {
        switch self {
        case .ambiguous: .ambiguousDate
        case .impossible: .impossibleDate
        case .date, .unreadable: .failedConversion
        }
    }
}

/// Values as those of a type that holds them all, and more.
extension RunContext {
    /// Numbers of two types as the wider one.
    func inCommonNumber(_ left: Vector, _ right: Vector) throws(EngineError) -> (Vector, Vector) {
        switch (left.payload, right.payload) {
        case (.float, .int), (.float, .decimal): return (left, try widen(right, to: .float))
        case (.int, .float), (.decimal, .float): return (try widen(left, to: .float), right)
        case (.decimal, .int): return (left, try widen(right, to: .decimal))
        case (.int, .decimal): return (try widen(left, to: .decimal), right)
        default: return (left, right)
        }
    }

    /// Values, or lists of values, as those of a wider type.
    func widened(_ values: Vector, to type: Type) throws(EngineError) -> Vector {
        let widened = try values.possible.flatMap { possible throws(EngineError) in
            let child = try widen(possible.list.child, to: type)
            return PossibleMembers(ListColumn(offsets: possible.list.offsets, child: child))
        }
        guard case .list(let list) = values.payload else { return try widen(values, to: type).with(possible: widened) }
        let child = try widen(list.child, to: type)
        return Vector(count: values.count, payload: .list(ListColumn(offsets: list.offsets, child: child)))
            .with(possible: widened)
    }

    private func widen(_ values: Vector, to type: Type) throws(EngineError) -> Vector {
        switch (values.payload, type) {
        case (.int(let numbers), .decimal): return values.replacing(.decimal(numbers.map { ExactDecimal($0) }))
        case (.int(let numbers), .float): return values.replacing(.float(numbers.map(Double.init)))
        case (.decimal(let numbers), .float): return values.replacing(.float(numbers.map(\.double)))
        case (.date(let dates), .days): return values.replacing(.days(first: dates.first, last: dates.last))
        case (.date(let dates), .period): return values.replacing(.period(start: dates, end: dates))
        case (.days(let first, let last), .date):
            let form = zip(first, last).map { PartialDate(days: $0, to: $1).precision.rawValue }
            return values.replacing(.date(DateColumn(first: first, last: last, form: form)))
        case (.localized, .text): return values.inLanguage(language)
        case (.code, .localizedText):
            return values.replacing(.localized([Vector](repeating: values, count: max(languages, 1))))
        // What is too large for a decimal is counted where it is calculated with.
        case (.float, .decimal): return values
        case (_, _) where values.payload.holds(type): return values
        default:
            // Of values that are all absent the kind says nothing.
            guard values.presence.isEmpty else { throw .internal("values that no wider type holds") }
            return .absent(count: values.count, of: ValueType(type), languages: languages)
        }
    }
}
