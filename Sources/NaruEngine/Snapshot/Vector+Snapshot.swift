import NaruSyntax

/// Columns as they lie in a snapshot. Only the forms that are stored are there.
extension SnapshotOutput {
    mutating func put(_ vector: Vector) {
        put(vector.count)
        put(vector.valid) { $0.put($1.words) }
        switch vector.payload {
        case .code(let codes): put(codes)
        case .bool(let bits): put(bits.words)
        case .int(let values): put(values)
        case .float(let values): put(values)
        case .decimal(let values): put(values)
        case .date(let dates): put(dates)
        case .period(let start, let end):
            put(start)
            put(end)
        case .duration(let values):
            put(values.map(\.months))
            put(values.map(\.days))
        case .geo(let latitude, let longitude):
            put(latitude)
            put(longitude)
        case .quantity(let quantities):
            put(quantities.amount)
            put(quantities.upper)
            put(quantities.unit)
            put(quantities.qualifier)
        case .list(let list):
            put(list.offsets)
            put(list.child)
        case .localized(let languages): for language in languages { put(language) }
        // What queries make has these forms; it is never stored.
        case .days, .numbers, .record: break
        }
    }

    private mutating func put(_ decimals: [ExactDecimal]) {
        put(decimals.map { Int64(truncatingIfNeeded: $0.mantissa >> 64) })
        put(decimals.map { UInt64(truncatingIfNeeded: $0.mantissa) })
        put(decimals.map(\.scale))
    }

    private mutating func put(_ dates: DateColumn) {
        put(dates.first)
        put(dates.last)
        put(dates.form)
    }
}

/// Which form a column has, as its field says.
indirect enum ColumnShape {
    /// Codes below a limit.
    case code(below: Int)
    /// Entities of one of some runs.
    case link([Range<Int32>])
    case bool, int, float, decimal, date, period, duration, geo
    case quantity(texts: Int)
    case list(ColumnShape)
    case localized(ColumnShape, languages: Int)

    /// Every value absent, every list empty.
    func absent(_ count: Int) -> Vector {
        if case .list(let child) = self {
            let offsets = [Int32](repeating: 0, count: count + 1)
            return Vector(count: count, payload: .list(ListColumn(offsets: offsets, child: child.absent(0))))
        }
        if case .localized(let text, let languages) = self {
            let texts = [Vector](repeating: text.absent(count), count: languages)
            return Vector(count: count, valid: Bitmap(repeating: false, count: count), payload: .localized(texts))
        }
        return Vector(
            count: count, valid: Bitmap(repeating: false, count: count),
            payload: empty.rearranged([Int32](repeating: -1, count: count)))
    }

    private var empty: Payload {
        switch self {
        case .code, .link, .list, .localized: .code([])
        case .bool: .bool(Bitmap(repeating: false, count: 0))
        case .int: .int([])
        case .float: .float([])
        case .decimal: .decimal([])
        case .date: .date(DateColumn())
        case .period: .period(start: DateColumn(), end: DateColumn())
        case .duration: .duration([])
        case .geo: .geo(latitude: [], longitude: [])
        case .quantity: .quantity(QuantityColumn())
        }
    }
}

extension SnapshotInput {
    /// A column of `count` values, or of as many as are written.
    mutating func vector(_ shape: ColumnShape, count wanted: Int?) throws(StoreDamage) -> Vector {
        let count = try int(below: Int(Int32.max))
        guard wanted == nil || wanted == count else { throw damage }
        let valid = try optional { (input: inout SnapshotInput) throws(StoreDamage) in try input.bits(count) }
        return Vector(count: count, valid: valid, payload: try payload(shape, count, valid))
    }

    private mutating func payload(
        _ shape: ColumnShape, _ count: Int, _ valid: Bitmap?
    ) throws(StoreDamage) -> Payload {
        switch shape {
        case .link(let runs): .code(try links(count, within: runs, valid))
        case .code(let limit): .code(try codes(count, below: limit))
        case .bool: .bool(try bits(count))
        case .int: .int(try numbers(Int64.self, count: count))
        case .float: .float(try doubles(count: count))
        case .decimal: .decimal(try decimals(count))
        case .date: .date(try dates(count))
        case .period: .period(start: try dates(count), end: try dates(count))
        case .duration: .duration(try durations(count))
        case .geo: .geo(latitude: try doubles(count: count), longitude: try doubles(count: count))
        case .quantity(let texts): .quantity(try quantities(count, texts))
        case .list(let child): .list(try list(child, count))
        case .localized(let text, let languages): .localized(try localized(text, count, languages))
        }
    }

    mutating func bits(_ count: Int) throws(StoreDamage) -> Bitmap {
        let words = try numbers(UInt64.self, count: (count + 63) / 64)
        // Bits behind the last one would be counted with the others.
        if count % 64 != 0, let last = words.last, last >> UInt64(count % 64) != 0 { throw damage }
        return Bitmap(count: count) { (word: Int) -> UInt64 in words[word] }
    }

    mutating func codes(_ count: Int?, below limit: Int) throws(StoreDamage) -> [Int32] {
        let codes = try numbers(Int32.self, count: count)
        var highest: UInt32 = 0
        for code in codes { highest = max(highest, UInt32(bitPattern: code)) }
        // An absent value has code 0, also where there is none.
        guard highest < max(1, limit) else { throw damage }
        return codes
    }

    /// Codes of entities that a link may lead to; an absent one has any.
    private mutating func links(
        _ count: Int, within runs: [Range<Int32>], _ valid: Bitmap?
    ) throws(StoreDamage) -> [Int32] {
        let codes = try numbers(Int32.self, count: count)
        let last = max(1, runs.map(\.upperBound).max() ?? 0)
        for (row, code) in codes.enumerated() {
            let isSound = valid?[row] ?? true ? runs.contains { $0.contains(code) } : code >= 0 && code < last
            guard isSound else { throw damage }
        }
        return codes
    }

    private mutating func decimals(_ count: Int) throws(StoreDamage) -> [ExactDecimal] {
        let high = try numbers(Int64.self, count: count)
        let low = try numbers(UInt64.self, count: count)
        let scales = try numbers(UInt8.self, count: count)
        guard scales.allSatisfy({ $0 <= 38 }) else { throw damage }
        let values = (0..<count).map {
            ExactDecimal(mantissa: Int128(high[$0]) << 64 | Int128(low[$0]), scale: scales[$0])
        }
        guard values.allSatisfy({ $0.mantissa.magnitude <= ExactDecimal.limit.magnitude }) else { throw damage }
        return values
    }

    private mutating func dates(_ count: Int) throws(StoreDamage) -> DateColumn {
        let dates = DateColumn(
            first: try numbers(Int32.self, count: count), last: try numbers(Int32.self, count: count),
            form: try numbers(UInt8.self, count: count))
        for row in 0..<count {
            let (first, last) = (dates.first[row], dates.last[row])
            guard first <= last, PartialDate.isDay(first), PartialDate.isDay(last),
                PartialDate.Precision(rawValue: dates.form[row] & 15) != nil
            else { throw damage }
        }
        return dates
    }

    private mutating func durations(_ count: Int) throws(StoreDamage) -> [Duration] {
        let months = try numbers(Int32.self, count: count)
        let days = try numbers(Int32.self, count: count)
        let longest = Duration.longest
        guard (months + days).allSatisfy({ -longest <= $0 && $0 <= longest }) else { throw damage }
        return zip(months, days).map { Duration(months: $0, days: $1) }
    }

    private mutating func quantities(_ count: Int, _ texts: Int) throws(StoreDamage) -> QuantityColumn {
        let quantities = QuantityColumn(
            amount: try decimals(count), upper: try decimals(count), unit: try codes(count, below: texts),
            qualifier: try numbers(UInt8.self, count: count))
        guard quantities.qualifier.allSatisfy({ Quantity.Qualifier(rawValue: $0) != nil }) else { throw damage }
        return quantities
    }

    private mutating func list(_ child: ColumnShape, _ count: Int) throws(StoreDamage) -> ListColumn {
        let offsets = try numbers(Int32.self, count: count + 1)
        let elements = try vector(child, count: nil)
        guard offsets.first == 0, offsets.last.map(Int.init) == elements.count else { throw damage }
        for row in 0..<count where offsets[row] > offsets[row + 1] { throw damage }
        return ListColumn(offsets: offsets, child: elements)
    }

    private mutating func localized(
        _ text: ColumnShape, _ count: Int, _ languages: Int
    ) throws(StoreDamage) -> [Vector] {
        var vectors: [Vector] = []
        for _ in 0..<languages { vectors.append(try vector(text, count: count)) }
        return vectors
    }
}
