import NaruSyntax

/// Numbers keys in the order in which they first come, batch after batch: rows
/// that hold the same, by recorded value and with absent the same as absent,
/// have the same number.
struct KeyTable: Sendable {
    /// The numbers of some rows, and the rows whose key had none before, in the
    /// order of their numbers.
    struct Numbers {
        var ids: [Int32]
        var new: [Int32]
    }

    private var words: KeyWords?
    private var table = WordTable(stride: 1)
    /// As long as the keys are single codes of a small range.
    private var codes: CodeTable?

    /// `isDense` where single codes of a small range are to be expected.
    init(isDense: Bool = true) { codes = isDense ? CodeTable() : nil }

    var count: Int { codes?.count ?? table.count }

    var byteCount: Int { (codes?.byteCount ?? table.byteCount) + (words?.byteCount ?? 0) }

    /// `keys` are the parts of the key, in every batch of the same kinds.
    mutating func numbers(of keys: [Vector], rows: Int) -> Numbers {
        if let numbers = numbersOfCodes(keys) { return numbers }
        var words = self.words ?? KeyWords(like: keys)
        if self.words == nil, table.count == 0 { table = WordTable(stride: words.stride) }
        self.words = nil
        let numbers = table.number(words.words(of: keys, rows: rows), rows: rows)
        self.words = words
        return numbers
    }

    private mutating func numbersOfCodes(_ keys: [Vector]) -> Numbers? {
        guard var codes else { return nil }
        self.codes = nil
        if keys.count == 1, case .code(let values) = keys[0].inFirstLanguage.payload,
            let numbers = codes.number(values, keys[0].inFirstLanguage.valid)
        {
            self.codes = codes
            return numbers
        }
        if codes.count > 0 { _ = table.number(codes.words, rows: codes.count) }
        return nil
    }
}

/// Rows numbered by what they hold; numbers are given in order of first
/// appearance.
struct KeyNumbering {
    private(set) var ids: [Int32]
    /// For each number the first row that has it.
    private(set) var first: [Int32]

    var count: Int { first.count }

    /// All rows the same.
    init(rows: Int) {
        ids = [Int32](repeating: 0, count: rows)
        first = rows == 0 ? [] : [0]
    }

    init(_ vectors: [Vector], rows: Int) {
        self.init(rows: rows)
        guard !vectors.isEmpty, rows > 0 else { return }
        var table = KeyTable()
        let numbers = table.numbers(of: vectors, rows: rows)
        (ids, first) = (numbers.ids, numbers.new)
    }

    /// Splits rows that differ in one more vector.
    mutating func refine(by vector: Vector) {
        let known = Vector(count: ids.count, payload: .code(ids))
        self = KeyNumbering(count > 1 ? [known, vector] : [vector], rows: ids.count)
    }
}
