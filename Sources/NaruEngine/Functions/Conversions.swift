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
