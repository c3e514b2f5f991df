import NaruSemantics
import NaruSyntax

/// Reads stored fields of entities, and the parts of values (`.year`, `.unit`),
/// under the views of a run.
struct FieldReader {
    let context: RunContext

    private var store: Store { context.store }
    private var texts: TextPool { context.texts }

    // MARK: Fields

    /// The field of single entities; absent where the entity is.
    func read(_ field: FieldID, of entities: Vector) -> Vector {
        guard case .code(let numbers) = entities.payload else { return entities }
        if let role = store.schema.claims?.role(of: field) {
            return ClaimReader(context: context).read(role, of: numbers, valid: entities.valid)
        }
        return column(of: field, at: numbers, valid: entities.valid)
    }

    /// The field of entities that follow one another.
    func read(_ field: FieldID, of range: Range<EntityNumber>) -> Vector {
        let owner = store.schema[field].owner
        let stored = store.range(of: owner)
        guard store.schema.claims?.isBuiltIn(owner) != true, stored.lowerBound <= range.lowerBound,
            range.upperBound <= stored.upperBound
        else { return read(field, of: .entities(range)) }
        let first = Int(stored.lowerBound)
        return store.column(of: field).slice(Int(range.lowerBound) - first..<Int(range.upperBound) - first)
    }

    /// Scanned entities follow one another, and so do their rows.
    private func column(of field: FieldID, at numbers: [Int32], valid: Bitmap?) -> Vector {
        let first = store.range(of: store.schema[field].owner).lowerBound
        let column = store.column(of: field)
        if valid == nil, let run = numbers.run, run.lowerBound >= Int(first),
            run.upperBound <= Int(first) + column.count
        {
            return column.slice(run.lowerBound - Int(first)..<run.upperBound - Int(first))
        }
        if valid == nil, column.valid == nil, column.possible == nil, case .code(let codes) = column.payload,
            let found = numbers.lookedUp(in: codes, from: first, threads: context.threads)
        {
            return Vector(count: found.count, payload: .code(found))
        }
        let (rows, areAll) = numbers.rows(from: first, count: column.count, valid: valid)
        return areAll ? column.gather(rows) : column.gatherOptional(rows)
    }

    // MARK: Parts

    func read(_ property: Property, of values: Vector, as type: ValueType) throws(EngineError) -> Vector {
        switch (property, values.payload) {
        case (.id, .code(let numbers)): return ids(of: values, numbers)
        case (.typeName, .code(let numbers)):
            return values.replacing(
                .code(presentCodes(values, numbers) { texts.code(of: store.schema[store.type(of: $0)].name) }))
        case (.label, .code): return labels(of: values)
        case (.language(let language), .localized(let texts)):
            guard let index = store.schema.languages.firstIndex(of: language), texts.indices.contains(index) else {
                throw .internal("a language that the dataset has not")
            }
            return texts[index]
        case (.start, .period(let start, _)): return endpoint(start, values.valid)
        case (.end, .period(_, let end)): return endpoint(end, values.valid)
        case (.amount, .quantity(let quantities)):
            return values.replacing(.decimal(quantities.amount)).masked(by: ~quantities.ranges)
        case (.low, .quantity(let quantities)): return end(values) { quantities.bounds($0).0 }
        case (.high, .quantity(let quantities)): return end(values) { quantities.bounds($0).1 }
        case (.unit, .quantity(let quantities)): return values.replacing(.code(quantities.unit))
        case (.quantityQualifier, .quantity(let quantities)): return qualifier(quantities, values)
        case (.latitude, .geo(let latitude, _)): return values.replacing(.float(latitude))
        case (.longitude, .geo(_, let longitude)): return values.replacing(.float(longitude))
        case (.year, .date(let dates)): return part(dates, values) { $0.year($1) }
        case (.quarter, .date(let dates)): return part(dates, values) { $0.quarter($1) }
        case (.month, .date(let dates)): return part(dates, values) { $0.month($1) }
        case (.day, .date(let dates)): return part(dates, values) { $0.day($1) }
        case (.precision, .date(let dates)): return precision(dates, values)
        case (.dateQualifier, .date(let dates)): return dateQualifier(dates, values)
        default:
            // Of values that are all absent the kind says nothing.
            guard values.presence.isEmpty else { throw .internal("a part of a value that has none such") }
            return .absent(count: values.count, of: ValueType(type.type), languages: context.languages)
        }
    }

    private func ids(of values: Vector, _ numbers: [Int32]) -> Vector {
        let (ids, texts, count) = (store.ids, store.texts, store.entityCount)
        return values.replacing(
            .code(presentCodes(values, numbers) { Int($0) < count ? ids.code(of: $0, in: texts) : idCode($0) }))
    }

    private func idCode(_ entity: Int32) -> Int32 {
        store.idCode(of: entity) ?? texts.code(of: store.id(of: entity))
    }

    /// Entities of a small range come several times each; their codes are found once.
    private func presentCodes(_ values: Vector, _ numbers: [Int32], _ body: (Int32) -> Int32) -> [Int32] {
        guard let least = numbers.min(), let greatest = numbers.max(), Int(greatest) - Int(least) < numbers.count else {
            return numbers.indices.map { values.isPresent($0) ? body(numbers[$0]) : 0 }
        }
        var known = [Int32](repeating: -1, count: Int(greatest) - Int(least) + 1)
        return numbers.indices.map { row in
            guard values.isPresent(row) else { return 0 }
            let place = Int(numbers[row]) - Int(least)
            if known[place] < 0 { known[place] = body(numbers[row]) }
            return known[place]
        }
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
        let ids = entities.replacing(.code(presentCodes(entities, numbers, idCode)))
        var labels = [Vector](repeating: ids, count: store.schema.labelType == .localizedText ? context.languages : 1)
        for field in store.schema.fields where field.isLabel {
            let texts = read(field.id, of: entities)
            let hasLabel = texts.presence
            for language in labels.indices {
                labels[language] = texts.text(ofLanguage: language).chosen(where: hasLabel, over: labels[language])
            }
        }
        guard store.schema.labelType == .localizedText else { return labels[0] }
        return entities.replacing(.localized(labels))
    }

    /// An open end is absent.
    private func end(_ values: Vector, _ bound: (Int) -> QuantityBound) -> Vector {
        Vector.rowwise([values], zero: .zero, payload: Payload.decimal) { bound($0).amount }
    }

    private func qualifier(_ quantities: QuantityColumn, _ values: Vector) -> Vector {
        let names = ["", "about", "over", "at least", "at most", "range", "under"]
        let codes = quantities.qualifier.map { texts.code(of: names[min(Int($0), names.count - 1)]) }
        let qualified = Bitmap(count: codes.count) { (row: Int) -> Bool in quantities.qualifier[row] != 0 }
        return values.replacing(.code(codes)).masked(by: qualified)
    }

    private func precision(_ dates: DateColumn, _ values: Vector) -> Vector {
        let names = ["day", "month", "quarter", "year", "day of unknown month", "interval"]
        return values.replacing(.code(dates.form.map { texts.code(of: names[min(Int($0 & 15), names.count - 1)]) }))
    }

    private func dateQualifier(_ dates: DateColumn, _ values: Vector) -> Vector {
        let codes = dates.form.map { texts.code(of: PartialDate.Qualifier(rawValue: $0 >> 4).mark) }
        let marked = Bitmap(count: codes.count) { (row: Int) -> Bool in dates.form[row] >> 4 != 0 }
        return values.replacing(.code(codes)).masked(by: marked)
    }

    /// Parts are absent where the recorded date leaves them open. Inlined, so that
    /// each part has a loop compiled for it.
    @inline(__always)
    private func part(_ dates: DateColumn, _ values: Vector, _ part: (DateColumn, Int) -> Int64?) -> Vector {
        var parts = [Int64](repeating: 0, count: values.count)
        let known = Bitmap(count: values.count) { (row: Int) -> Bool in
            guard let part = part(dates, row) else { return false }
            parts[row] = part
            return true
        }
        let result = values.replacing(.int(parts))
        return known.popCount == values.count ? result : result.masked(by: known)
    }
}

extension QuantityColumn {
    var ranges: Bitmap {
        Bitmap(count: qualifier.count) { (row: Int) -> Bool in
            qualifier[row] == Quantity.Qualifier.range.rawValue
        }
    }
}

extension DateColumn {
    /// The first and the last day as dates; nil where an end is open.
    @inline(__always)
    private func ends(_ row: Int) -> (start: CivilDate, end: CivilDate)? {
        let (first, last) = (first[row], last[row])
        guard first != PartialDate.distantPast, last != PartialDate.distantFuture else { return nil }
        let start = CivilDate(day: first)
        return (start, first == last ? start : CivilDate(day: last))
    }

    @inline(__always)
    fileprivate func year(_ row: Int) -> Int64? {
        guard let (start, end) = ends(row), start.year == end.year else { return nil }
        return Int64(start.year)
    }

    @inline(__always)
    fileprivate func quarter(_ row: Int) -> Int64? {
        guard let (start, end) = ends(row), start.year == end.year else { return nil }
        let quarter = (start.month - 1) / 3
        return quarter == (end.month - 1) / 3 ? Int64(quarter + 1) : nil
    }

    @inline(__always)
    fileprivate func month(_ row: Int) -> Int64? {
        guard let (start, end) = ends(row), start.year == end.year, start.month == end.month else { return nil }
        return Int64(start.month)
    }

    @inline(__always)
    fileprivate func day(_ row: Int) -> Int64? {
        guard let (start, _) = ends(row) else { return nil }
        if self[row].precision == .dayOfYear { return Int64(start.day) }
        return first[row] == last[row] ? Int64(start.day) : nil
    }
}
