import NaruSyntax

/// Writes the keys of rows as words that are equal where the keys are the same.
///
/// Every part of a key has fields of 64, 32 or 8 bits; the narrow ones share
/// words. An absent value has zeros in all its fields but the one that says so.
struct KeyWords: Sendable {
    private struct Field {
        var word: Int
        var shift: UInt64
    }

    private let fields: [Field]
    let stride: Int
    /// Of each list in a part, in order, what its lists are numbered by.
    private var lists: [ListKeys] = []
    private var next = (field: 0, list: 0)

    init(like keys: [Vector]) {
        let widths = keys.flatMap(\.payload.keyWidths)
        var fields = [Field](repeating: Field(word: 0, shift: 0), count: widths.count)
        // The widest first, so that none crosses the end of a word.
        var bits = 0
        for width in [64, 32, 8] {
            for place in widths.indices where widths[place] == width {
                fields[place] = Field(word: bits / 64, shift: UInt64(bits % 64))
                bits += width
            }
        }
        self.fields = fields
        stride = max((bits + 63) / 64, 1)
    }

    var byteCount: Int { lists.reduce(0) { $0 + $1.byteCount } }

    /// The words of each row, one row after the other.
    mutating func words(of keys: [Vector], rows: Int) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: rows * stride)
        next = (0, 0)
        for key in keys { put(key, key.valid, into: &words) }
        return words
    }

    private mutating func put(_ vector: Vector, _ valid: Bitmap?, into words: inout [UInt64]) {
        switch vector.payload {
        case .bool(let bits): put(vector.count, valid, absent: 2, &words) { bits[$0] ? 1 : 0 }
        case .int(let values):
            put(values, valid, &words) { UInt64(bitPattern: $0) }
            putPresence(vector.count, valid, &words)
        case .float(let values):
            put(values, valid, &words) { ($0 == 0 ? 0 : $0).bitPattern }
            putPresence(vector.count, valid, &words)
        case .code(let codes): put(codes, valid, &words)
        case .decimal(let values): put(values, valid, &words)
        case .date(let dates): put(dates, valid, &words)
        case .period(let start, let end):
            put(start, valid, &words)
            put(end, valid, &words)
        case .days(let first, let last):
            put(vector.count, valid, &words) { KeyWords.pair(first[$0], last[$0]) }
            putPresence(vector.count, valid, &words)
        case .duration(let values):
            put(values, valid, &words) { KeyWords.pair($0.months, $0.days) }
            putPresence(vector.count, valid, &words)
        case .geo(let latitude, let longitude):
            put(latitude, valid, &words) { $0.bitPattern }
            put(longitude, valid, &words) { $0.bitPattern }
            putPresence(vector.count, valid, &words)
        case .quantity(let quantities):
            put(quantities.unit, valid, &words)
            put(quantities.qualifier, valid, &words) { UInt64($0) }
            put(quantities.amount, valid, &words)
            put(quantities.upper, valid, &words)
        case .numbers(let lower, let upper): putAll([lower, upper], of: vector, valid, &words)
        case .record(let fields): putAll(fields, of: vector, valid, &words)
        case .localized:
            let texts = vector.inFirstLanguage
            put(texts, KeyWords.both(valid, texts.valid), into: &words)
        case .list(let list): put(list, valid, &words)
        }
    }

    private mutating func putAll(_ parts: [Vector], of vector: Vector, _ valid: Bitmap?, _ words: inout [UInt64]) {
        putPresence(vector.count, valid, &words)
        for part in parts { put(part, KeyWords.both(valid, part.valid), into: &words) }
    }

    private static func both(_ left: Bitmap?, _ right: Bitmap?) -> Bitmap? {
        guard let left, let right else { return left ?? right }
        return left & right
    }

    private mutating func put(_ codes: [Int32], _ valid: Bitmap?, _ words: inout [UInt64]) {
        // No code is negative.
        put(codes, valid, absent: UInt64(UInt32.max), &words) { UInt64(UInt32(bitPattern: $0)) }
    }

    private mutating func put(_ dates: DateColumn, _ valid: Bitmap?, _ words: inout [UInt64]) {
        put(dates.first.count, valid, &words) { KeyWords.pair(dates.first[$0], dates.last[$0]) }
        // No form has all bits set.
        put(dates.form, valid, absent: 0xFF, &words) { UInt64($0) }
    }

    private mutating func put(_ values: [ExactDecimal], _ valid: Bitmap?, _ words: inout [UInt64]) {
        let values = values.contains { $0.scale > 0 } ? values.map(\.normalized) : values
        put(values, valid, &words) { UInt64(truncatingIfNeeded: $0.mantissa) }
        put(values, valid, &words) { UInt64(truncatingIfNeeded: $0.mantissa >> 64) }
        put(values, valid, absent: 0xFF, &words) { UInt64($0.scale) }
    }

    private mutating func put(_ list: ListColumn, _ valid: Bitmap?, _ words: inout [UInt64]) {
        if next.list == lists.count { lists.append(ListKeys()) }
        let place = next.list
        next.list += 1
        put(lists[place].numbers(of: list), valid, &words)
    }

    private mutating func putPresence(_ count: Int, _ valid: Bitmap?, _ words: inout [UInt64]) {
        put(count, valid, absent: 1, &words) { _ in 0 }
    }

    @inline(__always)
    private mutating func put<T>(
        _ values: [T], _ valid: Bitmap?, absent: UInt64 = 0, _ words: inout [UInt64], _ word: (T) -> UInt64
    ) {
        values.withUnsafeBufferPointer { values in
            put(values.count, valid, absent: absent, &words) { word(values[$0]) }
        }
    }

    /// The next field of every row.
    @inline(__always)
    private mutating func put(
        _ rows: Int, _ valid: Bitmap?, absent: UInt64 = 0, _ words: inout [UInt64], _ value: (Int) -> UInt64
    ) {
        let (field, stride) = (fields[next.field], stride)
        next.field += 1
        precondition(words.count >= rows * stride)
        words.withUnsafeMutableBufferPointer { words in
            var place = field.word
            guard let valid else {
                for row in 0..<rows {
                    words[place] |= value(row) << field.shift
                    place &+= stride
                }
                return
            }
            for row in 0..<rows {
                words[place] |= (valid[row] ? value(row) : absent) << field.shift
                place &+= stride
            }
        }
    }

    private static func pair(_ high: Int32, _ low: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: high)) << 32 | UInt64(UInt32(bitPattern: low))
    }
}

/// Numbers lists; lists are the same element by element. A list's number is the
/// place of its last element in a tree of all lists' beginnings.
private struct ListKeys: Sendable {
    private var elements = KeyTable()
    private var beginnings = WordTable(stride: 1)

    var byteCount: Int { elements.byteCount + beginnings.byteCount }

    mutating func numbers(of list: ListColumn) -> [Int32] {
        var numbers = [Int32](repeating: 0, count: list.offsets.count - 1)
        let items = elements.numbers(of: [list.child], rows: list.child.count).ids
        var longer = Array(numbers.indices)
        // All first elements, then all second ones, and so on.
        for place in 0... {
            longer = longer.filter { Int(list.offsets[$0 + 1] - list.offsets[$0]) > place }
            guard !longer.isEmpty else { break }
            let words = longer.map { row in
                UInt64(numbers[row]) << 32 | UInt64(items[Int(list.offsets[row]) + place])
            }
            for (row, number) in zip(longer, beginnings.number(words, rows: longer.count).ids) {
                numbers[row] = number + 1
            }
        }
        return numbers
    }
}

extension Payload {
    /// The bits of the fields that a key of this kind has.
    fileprivate var keyWidths: [Int] {
        switch self {
        case .bool: [8]
        case .int, .float, .days, .duration, .date: [64, 8]
        case .code, .localized, .list: [32]
        case .decimal, .geo: [64, 64, 8]
        case .period: [64, 8, 64, 8]
        case .quantity: [32, 8] + [64, 64, 8] + [64, 64, 8]
        case .numbers(let lower, let upper): [8] + lower.payload.keyWidths + upper.payload.keyWidths
        case .record(let fields): [8] + fields.flatMap(\.payload.keyWidths)
        }
    }
}
