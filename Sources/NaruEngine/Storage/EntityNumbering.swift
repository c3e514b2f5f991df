import NaruSemantics

/// Gives entities their dense numbers: types in schema order, and within a
/// concrete type by id, whole numbers first and by value, then the other ids
/// in byte order.
struct EntityNumbering {
    /// For each type the numbers of its entities, subtypes included.
    let ranges: [Range<Int32>]
    /// For each arrival its number; nil when they are the same.
    private(set) var numbers: [Int32]?
    private(set) var ids: EntityIDs

    init(schema: Schema, arrivals: Arrivals, codes: TextCodes) {
        var sorting = Sorting(arrivals, codes, types: schema.types.count)
        for type in schema.types.indices { sorting.place(type) }
        let starts = sorting.starts
        ranges = schema.types.map { starts[$0.id.index]..<starts[$0.subtreeEnd] }
        numbers = sorting.numbers
        ids = EntityIDs(starts: starts, firstNumbers: sorting.firstNumbers, codes: StoredNumbers(sorting.codes))
    }
}

/// Numbers the entities type by type.
private struct Sorting {
    private struct Item {
        var key: UInt64
        var arrival: Int32
    }

    private let arrivals: Arrivals
    private let texts: TextCodes
    /// The runs of each type that have consecutive ids, and the places in the
    /// list of its other entities.
    private var runs: [[Arrivals.Run]]
    private var listed: [[Int32]]
    private(set) var starts: [Int32] = [0]
    private(set) var numbers: [Int32]?
    private(set) var firstNumbers: [Int?] = []
    private(set) var codes: [Int32] = []

    init(_ arrivals: Arrivals, _ texts: TextCodes, types: Int) {
        self.arrivals = arrivals
        self.texts = texts
        runs = [[Arrivals.Run]](repeating: [], count: types)
        listed = [[Int32]](repeating: [], count: types)
        for run in arrivals.runs {
            if let numbered = run.numbered { runs[numbered.type.index].append(run) }
        }
        for (place, type) in arrivals.types.enumerated() { listed[Int(type)].append(Int32(place)) }
    }

    mutating func place(_ type: Int) {
        let first = starts[type]
        if listed[type].isEmpty, runs[type].count == 1, let run = runs[type].first, let numbered = run.numbered,
            texts.dictionary.holds(number: numbered.number + Int(run.count) - 1)
        {
            setNumbers(of: run.arrivals, from: first)
            firstNumbers.append(numbered.number)
            return starts.append(first + run.count)
        }
        let items = sortedItems(type)
        for (row, item) in items.enumerated() {
            setNumbers(of: item.arrival..<item.arrival + 1, from: first + Int32(row))
        }
        firstNumbers.append(firstNumber(items))
        if firstNumbers[type] == nil { for item in items { codes.append(code(of: item)) } }
        starts.append(first + Int32(items.count))
        listed[type] = []
    }

    private mutating func sortedItems(_ type: Int) -> [Item] {
        var items: [Item] = []
        for run in runs[type] {
            for arrival in run.arrivals { items.append(item(of: arrival)) }
        }
        var list = listed[type][...]
        for run in arrivals.runs where run.numbered == nil && !list.isEmpty {
            while let place = list.first, Int(place) < run.list + Int(run.count) {
                items.append(item(of: run.first + place - Int32(run.list)))
                list.removeFirst()
            }
        }
        let isSorted = items.indices.dropFirst().allSatisfy { items[$0 - 1].key <= items[$0].key }
        if !isSorted { items.sort { ($0.key, $0.arrival) < ($1.key, $1.arrival) } }
        return items
    }

    private func item(of arrival: Int32) -> Item {
        let (number, id) = arrivals.id(of: arrival)
        if let number { return Item(key: IDKey.key(of: number), arrival: arrival) }
        if id < 0 { return Item(key: IDKey.key(of: Int(~id)), arrival: arrival) }
        let code = texts[id]
        return Item(key: texts.dictionary.withBytes(of: code) { IDKey.key(of: $0, code: code) }, arrival: arrival)
    }

    private func code(of item: Item) -> Int32 {
        let (number, id) = arrivals.id(of: item.arrival)
        return number.map { texts[number: $0] } ?? texts[id]
    }

    /// The first id, if all are consecutive numbers that need no text.
    private func firstNumber(_ items: [Item]) -> Int? {
        guard let first = items.first, let number = IDKey.number(first.key), number >= 0,
            texts.dictionary.holds(number: number + items.count - 1)
        else { return nil }
        let isConsecutive = items.indices.allSatisfy { items[$0].key == first.key + UInt64($0) }
        return isConsecutive ? number : nil
    }

    /// As long as every arrival has its own number, none is kept.
    private mutating func setNumbers(of arrivals: Range<Int32>, from number: Int32) {
        if numbers == nil {
            guard arrivals.lowerBound != number else { return }
            numbers = Array(0..<self.arrivals.count)
        }
        for arrival in arrivals { numbers?[Int(arrival)] = number + arrival - arrivals.lowerBound }
    }
}

/// The order of all ids, whatever their types.
enum EntityOrder {
    /// For each entity its place in that order; nil when the entities stand in
    /// it already. Within a type they do.
    static func places(of ids: EntityIDs, in texts: TextDictionary) -> [Int32]? {
        let keys = (0..<Int32(ids.count)).map { ids.key(of: $0, in: texts) }
        let isSorted = keys.indices.dropFirst().allSatisfy { keys[$0 - 1] <= keys[$0] }
        return isSorted ? nil : merged(keys, starts: ids.starts.map { Int($0) })
    }

    /// Merges the sorted runs of the types; ties keep the order of the types.
    private static func merged(_ keys: [UInt64], starts: [Int]) -> [Int32] {
        var runs = zip(starts, starts.dropFirst()).filter { $0 < $1 }.map { $0..<$1 }
        var order = keys.indices.map { Int32($0) }
        var other = order
        while runs.count > 1 {
            var merged: [Range<Int>] = []
            for pair in stride(from: 0, to: runs.count, by: 2) {
                let left = runs[pair]
                let right = pair + 1 < runs.count ? runs[pair + 1] : left.upperBound..<left.upperBound
                merge(keys, order, left, right, into: &other)
                merged.append(left.lowerBound..<right.upperBound)
            }
            swap(&order, &other)
            runs = merged
        }
        return inverse(order)
    }

    private static func merge(
        _ keys: [UInt64], _ order: [Int32], _ left: Range<Int>, _ right: Range<Int>, into target: inout [Int32]
    ) {
        var first = left.lowerBound
        var second = right.lowerBound
        for place in left.lowerBound..<right.upperBound {
            let takesFirst =
                first < left.upperBound
                && (second == right.upperBound || keys[Int(order[first])] <= keys[Int(order[second])])
            target[place] = takesFirst ? order[first] : order[second]
            if takesFirst { first += 1 } else { second += 1 }
        }
    }

    static func inverse(_ order: [Int32]) -> [Int32] {
        var result = [Int32](repeating: 0, count: order.count)
        for (place, number) in order.enumerated() { result[Int(number)] = Int32(place) }
        return result
    }
}
