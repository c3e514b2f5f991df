import NaruSyntax

/// Numbers rows by what they hold: rows that are the same, by recorded value
/// and with absent the same as absent, get the same number; numbers are given
/// in order of first appearance.
struct KeyNumbering {
    private(set) var ids: [Int32]
    private(set) var count: Int

    /// All rows the same.
    init(rows: Int) {
        ids = [Int32](repeating: 0, count: rows)
        count = rows == 0 ? 0 : 1
    }

    init(_ vectors: [Vector], rows: Int) {
        self.init(rows: rows)
        for vector in vectors { refine(by: vector) }
    }

    /// Splits rows that differ in one more vector.
    mutating func refine(by vector: Vector) {
        switch vector.payload {
        case .bool(let bits): refine(vector.valid) { bits[$0] ? 1 : 0 }
        case .int(let values): refine(vector.valid) { UInt64(bitPattern: values[$0]) }
        case .float(let values): refine(vector.valid) { (values[$0] == 0 ? 0 : values[$0]).bitPattern }
        case .code(let values): refine(vector.valid) { UInt64(UInt32(bitPattern: values[$0])) }
        case .decimal(let values): refineHashed(vector.valid, values)
        case .date(let dates): refine(dates, vector.valid)
        case .period(let start, let end):
            refine(start, vector.valid)
            refine(end, vector.valid)
        case .days(let first, let last): refine(vector.valid) { pair(first[$0], last[$0]) }
        case .duration(let values): refine(vector.valid) { pair(values[$0].months, values[$0].days) }
        case .geo(let latitude, let longitude):
            refine(vector.valid) { latitude[$0].bitPattern }
            refine(vector.valid) { longitude[$0].bitPattern }
        case .quantity(let quantities):
            refine(vector.valid) {
                UInt64(UInt32(bitPattern: quantities.unit[$0])) << 8 | UInt64(quantities.qualifier[$0])
            }
            refineHashed(vector.valid, quantities.amount)
            refineHashed(vector.valid, quantities.upper)
        case .numbers(let lower, let upper):
            refine(by: lower)
            refine(by: upper)
        case .record(let fields):
            refine(vector.valid) { _ in 0 }
            for field in fields { refine(by: field) }
        case .localized: refine(by: vector.inFirstLanguage)
        case .list(let list): refine(by: list)
        }
    }

    private mutating func refine(_ dates: DateColumn, _ valid: Bitmap?) {
        refine(valid) { pair(dates.first[$0], dates.last[$0]) }
        refine(valid) { UInt64(dates.form[$0]) }
    }

    /// Lists are the same element by element.
    private mutating func refine(by list: ListColumn) {
        var elements = KeyNumbering([list.child], rows: list.child.count).ids
        elements.append(0)
        var numbers: [[Int32]: UInt64] = [:]
        refine(nil) { row in
            let items = Array(elements[Int(list.offsets[row])..<Int(list.offsets[row + 1])])
            let number = numbers[items] ?? UInt64(numbers.count)
            numbers[items] = number
            return number
        }
    }

    private mutating func refineHashed<T: Hashable>(_ valid: Bitmap?, _ values: [T]) {
        var numbers: [T: UInt64] = [:]
        refine(valid) { row in
            let number = numbers[values[row]] ?? UInt64(numbers.count)
            numbers[values[row]] = number
            return number
        }
    }

    private mutating func refine(_ valid: Bitmap?, _ key: (Int) -> UInt64) {
        var table = NumberTable(capacity: 64)
        for row in ids.indices {
            let isPresent = valid?[row] ?? true
            let old = UInt64(UInt32(bitPattern: ids[row])) << 1 | (isPresent ? 1 : 0)
            ids[row] = table.number(old, isPresent ? key(row) : 0)
        }
        count = table.count
    }
}

private func pair(_ high: Int32, _ low: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: high)) << 32 | UInt64(UInt32(bitPattern: low))
}

/// An open-addressing hash table from pairs of words to the order in which
/// they first came.
struct NumberTable {
    private var first: [UInt64]
    private var second: [UInt64]
    private var numbers: [Int32]
    private(set) var count = 0
    private var mask: Int

    init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        first = [UInt64](repeating: 0, count: size)
        second = [UInt64](repeating: 0, count: size)
        numbers = [Int32](repeating: -1, count: size)
        mask = size - 1
    }

    @inline(__always)
    private static func hash(_ first: UInt64, _ second: UInt64) -> Int {
        var mixed = first &* 0x9E37_79B9_7F4A_7C15 ^ second &* 0xC2B2_AE3D_27D4_EB4F
        mixed ^= mixed >> 29
        return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 17)
    }

    /// The number of a pair, the next free one for a new pair.
    mutating func number(_ a: UInt64, _ b: UInt64) -> Int32 {
        var place = NumberTable.hash(a, b) & mask
        while numbers[place] >= 0 {
            if first[place] == a && second[place] == b { return numbers[place] }
            place = (place + 1) & mask
        }
        first[place] = a
        second[place] = b
        numbers[place] = Int32(count)
        count += 1
        if count * 2 > mask { grow() }
        return Int32(count - 1)
    }

    private mutating func grow() {
        var larger = NumberTable(capacity: numbers.count)
        for place in numbers.indices where numbers[place] >= 0 {
            var free = NumberTable.hash(first[place], second[place]) & larger.mask
            while larger.numbers[free] >= 0 { free = (free + 1) & larger.mask }
            larger.first[free] = first[place]
            larger.second[free] = second[place]
            larger.numbers[free] = numbers[place]
        }
        larger.count = count
        self = larger
    }
}

extension Vector {
    /// A text in several languages as the dataset's first one, or the next
    /// that is there: what sorting and grouping go by, whatever is shown.
    var inFirstLanguage: Vector { inLanguage(0) }

    /// A text in several languages as one of them, else the first one that is
    /// there.
    func inLanguage(_ language: Int) -> Vector {
        guard case .localized(let texts) = payload, let first = texts.first else { return self }
        var result = texts.indices.contains(language) ? texts[language] : first
        for other in texts where result.valid != nil { result = result.filled(from: other) }
        return result
    }

    /// A text in one of its languages; a plain text is the same in each.
    func text(ofLanguage language: Int) -> Vector {
        guard case .localized(let texts) = payload, texts.indices.contains(language) else { return self }
        return texts[language]
    }

    /// The codes of this vector, present or not, at some rows, and those of
    /// another at the others.
    func chosen(where isChosen: Bitmap, over other: Vector) -> Vector {
        guard case .code(let codes) = payload, case .code(var result) = other.payload else { return other }
        for row in isChosen.indices { result[Int(row)] = codes[Int(row)] }
        return Vector(
            count: count, valid: (presence & isChosen) | (other.presence & ~isChosen), payload: .code(result))
    }

    /// The values of another code vector where this one is absent.
    func filled(from other: Vector) -> Vector {
        guard let valid, case .code(var codes) = payload, case .code(let others) = other.payload else { return self }
        for row in 0..<count where !valid[row] { codes[row] = others[row] }
        return Vector(count: count, valid: other.valid.map { $0 | valid }, payload: .code(codes))
    }
}
