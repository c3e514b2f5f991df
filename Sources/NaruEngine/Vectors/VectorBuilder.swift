import NaruSyntax

/// Appends vectors of one payload kind to each other.
struct VectorBuilder {
    private var count = 0
    private var valid: [Bool] = []
    private var hasAbsent = false
    private var payload: PayloadBuilder
    private var possible: [(start: Int, members: PossibleMembers)] = []

    init(like vector: Vector) { payload = PayloadBuilder(like: vector.payload) }

    mutating func append(_ vector: Vector) {
        payload.append(vector.payload, count: vector.count)
        if let members = vector.possible { possible.append((count, members)) }
        if let bits = vector.valid {
            hasAbsent = true
            for row in 0..<vector.count { valid.append(bits[row]) }
        } else {
            valid.append(contentsOf: repeatElement(true, count: vector.count))
        }
        count += vector.count
    }

    mutating func appendAbsent(_ rows: Int) {
        guard rows > 0 else { return }
        payload.appendDefault(rows)
        if !payload.isList { hasAbsent = true }
        valid.append(contentsOf: repeatElement(payload.isList, count: rows))
        count += rows
    }

    func finish() -> Vector {
        let bits = hasAbsent ? Bitmap(count: count) { (row: Int) -> Bool in valid[row] } : nil
        return Vector(count: count, valid: bits, payload: payload.finish())
            .with(possible: .concatenate(possible, count: count))
    }

    static func concatenate(_ vectors: [Vector]) -> Vector? {
        guard let first = vectors.first else { return nil }
        guard vectors.count > 1 else { return first }
        var builder = VectorBuilder(like: first)
        for vector in vectors { builder.append(vector) }
        return builder.finish()
    }
}

private indirect enum PayloadBuilder {
    case bool([Bool])
    case int([Int64])
    case float([Double])
    case decimal([ExactDecimal])
    case code([Int32])
    case date(DateColumn)
    case period(DateColumn, DateColumn)
    case days([Int32], [Int32])
    case duration([Duration])
    case geo([Double], [Double])
    case quantity(QuantityColumn)
    case numbers(VectorBuilder, VectorBuilder)
    case list([Int32], VectorBuilder)
    case record([VectorBuilder])
    case localized([VectorBuilder])

    init(like payload: Payload) {
        self =
            switch payload {
            case .bool: .bool([])
            case .int: .int([])
            case .float: .float([])
            case .decimal: .decimal([])
            case .code: .code([])
            case .date: .date(DateColumn())
            case .period: .period(DateColumn(), DateColumn())
            case .days: .days([], [])
            case .duration: .duration([])
            case .geo: .geo([], [])
            case .quantity: .quantity(QuantityColumn())
            case .numbers(let lower, let upper): .numbers(VectorBuilder(like: lower), VectorBuilder(like: upper))
            case .list(let list): .list([0], VectorBuilder(like: list.child))
            case .record(let fields): .record(fields.map(VectorBuilder.init(like:)))
            case .localized(let texts): .localized(texts.map(VectorBuilder.init(like:)))
            }
    }

    var isList: Bool { if case .list = self { true } else { false } }

    mutating func append(_ payload: Payload, count: Int) {
        switch (self, payload) {
        case (.bool(var values), .bool(let more)):
            self = .bool([])
            for row in 0..<count { values.append(more[row]) }
            self = .bool(values)
        case (.int(var values), .int(let more)):
            self = .int([])
            values += more
            self = .int(values)
        case (.float(var values), .float(let more)):
            self = .float([])
            values += more
            self = .float(values)
        case (.decimal(var values), .decimal(let more)):
            self = .decimal([])
            values += more
            self = .decimal(values)
        case (.code(var values), .code(let more)):
            self = .code([])
            values += more
            self = .code(values)
        case (.date(var dates), .date(let more)):
            self = .code([])
            dates += more
            self = .date(dates)
        case (.period(var start, var end), .period(let moreStart, let moreEnd)):
            self = .code([])
            start += moreStart
            end += moreEnd
            self = .period(start, end)
        case (.days(let first, let last), .days(let moreFirst, let moreLast)):
            self = .days(first + moreFirst, last + moreLast)
        case (.duration(let values), .duration(let more)): self = .duration(values + more)
        case (.geo(let latitude, let longitude), .geo(let moreLatitude, let moreLongitude)):
            self = .geo(latitude + moreLatitude, longitude + moreLongitude)
        case (.quantity(var quantities), .quantity(let more)):
            self = .code([])
            quantities += more
            self = .quantity(quantities)
        case (.numbers(var lower, var upper), .numbers(let moreLower, let moreUpper)):
            lower.append(moreLower)
            upper.append(moreUpper)
            self = .numbers(lower, upper)
        case (.list(var offsets, var child), .list(let more)):
            self = .code([])
            let base = offsets[offsets.count - 1]
            for offset in more.offsets.dropFirst() { offsets.append(base + offset) }
            child.append(more.child)
            self = .list(offsets, child)
        case (.record(var fields), .record(let more)):
            self = .code([])
            for index in fields.indices { fields[index].append(more[index]) }
            self = .record(fields)
        case (.localized(var texts), .localized(let more)):
            self = .code([])
            for index in texts.indices { texts[index].append(more[index]) }
            self = .localized(texts)
        default: appendDefault(count)
        }
    }

    mutating func appendDefault(_ count: Int) {
        switch self {
        case .bool(let values): self = .bool(values + repeatElement(false, count: count))
        case .int(let values): self = .int(values + repeatElement(0, count: count))
        case .float(let values): self = .float(values + repeatElement(0, count: count))
        case .decimal(let values):
            self = .decimal(values + repeatElement(ExactDecimal(mantissa: 0, scale: 0), count: count))
        case .code(let values): self = .code(values + repeatElement(0, count: count))
        case .date(var dates):
            dates.appendDefault(count)
            self = .date(dates)
        case .period(var start, var end):
            start.appendDefault(count)
            end.appendDefault(count)
            self = .period(start, end)
        case .days(let first, let last):
            self = .days(first + repeatElement(0, count: count), last + repeatElement(0, count: count))
        case .duration(let values): self = .duration(values + repeatElement(Duration(), count: count))
        case .geo(let latitude, let longitude):
            self = .geo(latitude + repeatElement(0, count: count), longitude + repeatElement(0, count: count))
        case .quantity(var quantities):
            quantities.appendDefault(count)
            self = .quantity(quantities)
        case .numbers(var lower, var upper):
            lower.appendAbsent(count)
            upper.appendAbsent(count)
            self = .numbers(lower, upper)
        case .list(var offsets, let child):
            offsets.append(contentsOf: repeatElement(offsets[offsets.count - 1], count: count))
            self = .list(offsets, child)
        case .record(var fields):
            for index in fields.indices { fields[index].appendAbsent(count) }
            self = .record(fields)
        case .localized(var texts):
            for index in texts.indices { texts[index].appendAbsent(count) }
            self = .localized(texts)
        }
    }

    func finish() -> Payload {
        switch self {
        case .bool(let values): .bool(Bitmap(count: values.count) { (row: Int) -> Bool in values[row] })
        case .int(let values): .int(values)
        case .float(let values): .float(values)
        case .decimal(let values): .decimal(values)
        case .code(let values): .code(values)
        case .date(let dates): .date(dates)
        case .period(let start, let end): .period(start: start, end: end)
        case .days(let first, let last): .days(first: first, last: last)
        case .duration(let values): .duration(values)
        case .geo(let latitude, let longitude): .geo(latitude: latitude, longitude: longitude)
        case .quantity(let quantities): .quantity(quantities)
        case .numbers(let lower, let upper): .numbers(lower: lower.finish(), upper: upper.finish())
        case .list(let offsets, let child): .list(ListColumn(offsets: offsets, child: child.finish()))
        case .record(let fields): .record(fields.map { $0.finish() })
        case .localized(let texts): .localized(texts.map { $0.finish() })
        }
    }
}

extension DateColumn {
    static func += (left: inout DateColumn, right: DateColumn) {
        left.first += right.first
        left.last += right.last
        left.form += right.form
    }

    mutating func appendDefault(_ count: Int) {
        first.append(contentsOf: repeatElement(0, count: count))
        last.append(contentsOf: repeatElement(0, count: count))
        form.append(contentsOf: repeatElement(0, count: count))
    }
}

extension QuantityColumn {
    static func += (left: inout QuantityColumn, right: QuantityColumn) {
        left.amount += right.amount
        left.upper += right.upper
        left.unit += right.unit
        left.qualifier += right.qualifier
    }

    mutating func appendDefault(_ count: Int) {
        let zero = ExactDecimal(mantissa: 0, scale: 0)
        amount.append(contentsOf: repeatElement(zero, count: count))
        upper.append(contentsOf: repeatElement(zero, count: count))
        unit.append(contentsOf: repeatElement(0, count: count))
        qualifier.append(contentsOf: repeatElement(0, count: count))
    }
}
