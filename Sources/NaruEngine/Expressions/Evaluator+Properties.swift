import NaruSemantics
import NaruSyntax

extension Evaluator {
    func property(_ property: Property, of base: TypedExpression, _ expression: TypedExpression, _ frame: Frame)
        throws(EngineError) -> Vector
    {
        let values = try evaluate(base, frame)
        if property == .amount { warnOfRanges(values, expression) }
        return try eachElement(of: values, isSet: false) { self.property(property, of: $0) }
    }

    func property(_ property: Property, of values: Vector) -> Vector {
        switch (property, values.payload) {
        case (.id, .code(let numbers)):
            return replacing(values, .code(presentCodes(values, numbers, idCode)))
        case (.typeName, .code(let numbers)):
            return replacing(
                values,
                .code(presentCodes(values, numbers) { texts.code(of: store.schema[store.type(of: $0)].name) }))
        case (.label, .code): return labels(of: values)
        case (.language(let language), .localized(let texts)):
            let index = store.schema.languages.firstIndex(of: language) ?? 0
            return texts.indices.contains(index) ? texts[index] : values
        case (.start, .period(let start, _)): return endpoint(start, values.valid)
        case (.end, .period(_, let end)): return endpoint(end, values.valid)
        case (.amount, .quantity(let quantities)):
            return replacing(values, .decimal(quantities.amount)).masked(by: ~quantities.ranges)
        case (.low, .quantity(let quantities)): return end(values) { quantities.bounds($0).0 }
        case (.high, .quantity(let quantities)): return end(values) { quantities.bounds($0).1 }
        case (.unit, .quantity(let quantities)): return replacing(values, .code(quantities.unit))
        case (.quantityQualifier, .quantity(let quantities)): return qualifier(quantities, values)
        case (.latitude, .geo(let latitude, _)): return replacing(values, .float(latitude))
        case (.longitude, .geo(_, let longitude)): return replacing(values, .float(longitude))
        case (_, .date(let dates)): return datePart(property, dates, values)
        default: return values
        }
    }

    private func idCode(_ entity: Int32) -> Int32 {
        store.idCode(of: entity) ?? texts.code(of: store.id(of: entity))
    }

    func replacing(_ vector: Vector, _ payload: Payload) -> Vector {
        Vector(count: vector.count, valid: vector.valid, payload: payload)
    }

    private func presentCodes(_ values: Vector, _ numbers: [Int32], _ body: (Int32) -> Int32) -> [Int32] {
        numbers.indices.map { values.isPresent($0) ? body(numbers[$0]) : 0 }
    }

    /// An open end is absent.
    private func endpoint(_ dates: DateColumn, _ valid: Bitmap?) -> Vector {
        let known = Bitmap(count: dates.first.count) { (row: Int) -> Bool in
            !(dates.first[row] == PartialDate.distantPast || dates.last[row] == PartialDate.distantFuture)
        }
        let mask = valid.map { $0 & known } ?? known
        return Vector(count: dates.first.count, valid: mask, payload: .date(dates))
    }

    /// The text of an entity's label field, or its id where it has none. One
    /// without languages is the same in all of them.
    private func labels(of entities: Vector) -> Vector {
        guard case .code(let numbers) = entities.payload else { return entities }
        let ids = replacing(entities, .code(presentCodes(entities, numbers, idCode)))
        var labels = [Vector](repeating: ids, count: store.schema.labelType == .localizedText ? context.languages : 1)
        for field in store.schema.fields where field.isLabel {
            let texts = read(field.id, of: entities)
            let hasLabel = texts.presence
            for language in labels.indices {
                labels[language] = texts.text(ofLanguage: language).chosen(where: hasLabel, over: labels[language])
            }
        }
        guard store.schema.labelType == .localizedText else { return labels[0] }
        return replacing(entities, .localized(labels))
    }

    /// An open end is absent.
    private func end(_ values: Vector, _ bound: (Int) -> QuantityBound) -> Vector {
        rowwise([values], zero: .zero, payload: Payload.decimal) { bound($0).amount }
    }

    /// A range has no one amount.
    private func warnOfRanges(_ values: Vector, _ expression: TypedExpression) {
        var present = values
        if case .list(let list) = values.payload { present = list.child }
        guard case .quantity(let quantities) = present.payload else { return }
        let ranges = quantities.ranges
        context.warn(
            .undefinedResult, of: expression, count: (present.valid.map { ranges & $0 } ?? ranges).popCount)
    }

    private func qualifier(_ quantities: QuantityColumn, _ values: Vector) -> Vector {
        let names = ["", "about", "over", "at least", "at most", "range", "under"]
        let codes = quantities.qualifier.map { texts.code(of: names[min(Int($0), names.count - 1)]) }
        let qualified = Bitmap(count: codes.count) { (row: Int) -> Bool in quantities.qualifier[row] != 0 }
        return replacing(values, .code(codes)).masked(by: qualified)
    }

    /// Parts are absent where the recorded date leaves them open.
    private func datePart(_ property: Property, _ dates: DateColumn, _ values: Vector) -> Vector {
        switch property {
        case .precision:
            let names = ["day", "month", "quarter", "year", "day of unknown month", "interval"]
            return replacing(
                values, .code(dates.form.map { texts.code(of: names[min(Int($0 & 15), names.count - 1)]) }))
        case .dateQualifier:
            let codes = dates.form.map { texts.code(of: PartialDate.Qualifier(rawValue: $0 >> 4).mark) }
            let marked = Bitmap(count: codes.count) { (row: Int) -> Bool in dates.form[row] >> 4 != 0 }
            return replacing(values, .code(codes)).masked(by: marked)
        default:
            var parts = [Int64](repeating: 0, count: values.count)
            let known = Bitmap(count: values.count) { (row: Int) -> Bool in
                guard let part = dates.part(property, row) else { return false }
                parts[row] = part
                return true
            }
            let result = replacing(values, .int(parts))
            return known.popCount == values.count ? result : result.masked(by: known)
        }
    }
}

extension QuantityColumn {
    fileprivate var ranges: Bitmap {
        Bitmap(count: qualifier.count) { (row: Int) -> Bool in
            qualifier[row] == Quantity.Qualifier.range.rawValue
        }
    }
}

extension DateColumn {
    @inline(__always)
    fileprivate func part(_ property: Property, _ row: Int) -> Int64? {
        let (first, last) = (first[row], last[row])
        guard first != PartialDate.distantPast, last != PartialDate.distantFuture else { return nil }
        let start = CivilDate(day: first)
        let end = first == last ? start : CivilDate(day: last)
        let isOneYear = start.year == end.year
        switch property {
        case .year: return isOneYear ? Int64(start.year) : nil
        case .quarter:
            let quarter = (start.month - 1) / 3
            return isOneYear && quarter == (end.month - 1) / 3 ? Int64(quarter + 1) : nil
        case .month: return isOneYear && start.month == end.month ? Int64(start.month) : nil
        case .day:
            if self[row].precision == .dayOfYear { return Int64(start.day) }
            return first == last ? Int64(start.day) : nil
        default: return nil
        }
    }
}
