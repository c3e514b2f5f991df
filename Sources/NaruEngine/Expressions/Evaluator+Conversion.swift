import NaruSemantics
import NaruSyntax

extension Evaluator {
    func conversion(
        _ function: Function, _ values: [Vector], _ arguments: [TypedExpression], _ expression: TypedExpression
    ) throws(EngineError) -> Vector {
        switch function {
        case .text: return try asText(values[0], arguments[0].type.type)
        case .convert: return convert(values, expression)
        case .date: return dates(values, expression)
        default: return parse(function, values[0], expression)
        }
    }

    private func asText(_ vector: Vector, _ type: Type) throws(EngineError) -> Vector {
        let reader = ValueReader(context: context)
        return rowwise([vector], zero: Int32(0), payload: Payload.code) { row in
            texts.code(of: reader.value(vector, row, type).plainText)
        }
    }

    private func parse(_ function: Function, _ vector: Vector, _ expression: TypedExpression) -> Vector {
        warning(.failedConversion, expression, [vector]) { failed in
            func number<T>(zero: T, _ payload: ([T]) -> Payload, _ body: (Int) -> T?) -> Vector {
                rowwise([vector], zero: zero, payload: payload) { row in
                    let value = body(row)
                    if value == nil { failed += 1 }
                    return value
                }
            }
            switch function {
            case .int: return number(zero: Int64(0), Payload.int) { integer(vector, $0) }
            case .decimal: return number(zero: .zero, Payload.decimal) { decimal(vector, $0) }
            default:
                return number(zero: 0, Payload.float) { decimal(vector, $0).map(\.double) ?? float(vector, $0) }
            }
        }
    }

    /// `date("…")`, or a date from its year, month and day.
    private func dates(_ values: [Vector], _ expression: TypedExpression) -> Vector {
        if case .date = values[0].payload { return values[0] }
        var failures: [Warning.Kind: Int] = [:]
        let dates = rowwise(values, zero: PartialDate(day: 0), payload: datePayload) { row -> PartialDate? in
            let reading = dateReading(values, row)
            guard reading.date == nil else { return reading.date }
            failures[reading.failure, default: 0] += 1
            return nil
        }
        for (kind, count) in failures { context.warn(kind, of: expression, count: count) }
        return dates
    }

    private func dateReading(_ values: [Vector], _ row: Int) -> DateReading {
        guard case .int = values[0].payload else { return DateReading(textAt(values[0], row)) }
        let parts = values.map { Int(intAt($0, row)) }
        let date = PartialDate(
            year: parts[0], month: parts.count > 1 ? parts[1] : nil, day: parts.count > 2 ? parts[2] : nil)
        return date.map { .date($0, .yearFirst) } ?? .impossible(.yearFirst)
    }

    func datePayload(_ dates: [PartialDate]) -> Payload {
        var column = DateColumn()
        for date in dates { column.append(date) }
        return .date(column)
    }

    /// A number with a fraction is no integer.
    private func integer(_ vector: Vector, _ row: Int) -> Int64? {
        switch vector.payload {
        case .int(let values): return values[row]
        case .bool(let bits): return bits[row] ? 1 : 0
        case .float(let values): return Int64(exactly: values[row])
        default:
            guard let value = decimal(vector, row)?.normalized, value.scale == 0 else { return nil }
            return Int64(exactly: value.mantissa)
        }
    }

    private func decimal(_ vector: Vector, _ row: Int) -> ExactDecimal? {
        switch vector.payload {
        case .int(let values): ExactDecimal(values[row])
        case .decimal(let values): values[row]
        case .float(let values): ExactDecimal(values[row])
        case .code: ExactDecimal(textAt(vector, row).trimmed)
        default: nil
        }
    }

    private func float(_ vector: Vector, _ row: Int) -> Double? {
        switch vector.payload {
        case .float(let values): return values[row]
        case .code:
            // Hexadecimal and words are numbers to Swift, not to a reader.
            let text = textAt(vector, row).trimmed
            guard text.utf8.allSatisfy({ "0123456789.eE+-".utf8.contains($0) }), let value = Double(text),
                value.isFinite
            else { return nil }
            return value
        default: return nil
        }
    }

    /// `convert(x, 1 USD, 1350 KRW)`: USD becomes KRW, KRW stays, other units
    /// are absent and counted.
    private func convert(_ values: [Vector], _ expression: TypedExpression) -> Vector {
        guard case .quantity(let amounts) = values[0].payload, case .quantity(let from) = values[1].payload,
            case .quantity(let to) = values[2].payload
        else { return values[0] }
        var failures: [Warning.Kind: Int] = [:]
        let zero = Quantity(amount: .zero, unit: "")
        let result = rowwise(values, zero: zero, payload: { .quantity(column($0)) }) { row -> Quantity? in
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
        for (kind, count) in failures { context.warn(kind, of: expression, count: count) }
        return result
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
