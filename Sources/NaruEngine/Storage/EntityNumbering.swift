import NaruSemantics

/// Gives entities their dense numbers: types in schema order, and within a
/// concrete type by id, whole numbers first and by value, then the other ids
/// in byte order.
struct EntityNumbering {
    /// For each type the numbers of its entities, subtypes included.
    var ranges: [Range<Int32>]
    /// For each arrival its number; nil when they are the same.
    var numbers: [Int32]?
    /// For each number its type, the text code of its id and its sort key.
    var types: [TypeID]
    var ids: [Int32]
    var idOrder: [Int32]?

    /// `types` and `ids` go by arrival; `ids` are places in `texts`.
    init(schema: Schema, types: [TypeID], ids: [Int32], texts: TextDictionary) {
        let count = types.count
        let keys = IDKey.keys(of: ids, in: texts)
        var counts = [Int](repeating: 0, count: schema.types.count + 1)
        for type in types { counts[type.index + 1] += 1 }
        for index in 1..<counts.count { counts[index] += counts[index - 1] }
        let starts = counts
        ranges = schema.types.map { Int32(starts[$0.id.index])..<Int32(starts[$0.subtreeEnd]) }
        let isSorted = (1..<max(1, count)).allSatisfy {
            types[$0 - 1] < types[$0] || types[$0 - 1] == types[$0] && keys[$0 - 1] <= keys[$0]
        }
        if isSorted {
            self.types = types
            self.ids = ids
            idOrder = Self.idOrder(keys: keys, starts: starts)
            return
        }
        let order = Self.order(types: types, keys: keys, starts: starts)
        var numbers = [Int32](repeating: 0, count: count)
        for (number, arrival) in order.enumerated() { numbers[Int(arrival)] = Int32(number) }
        self.numbers = numbers
        self.types = order.map { types[Int($0)] }
        self.ids = order.map { ids[Int($0)] }
        idOrder = Self.idOrder(keys: order.map { keys[Int($0)] }, starts: starts)
    }

    /// The arrivals in the order of their numbers.
    private static func order(types: [TypeID], keys: [UInt64], starts: [Int]) -> [Int32] {
        var next = starts
        var order = [Int32](repeating: 0, count: types.count)
        for arrival in types.indices {
            order[next[types[arrival].index]] = Int32(arrival)
            next[types[arrival].index] += 1
        }
        for type in 0..<starts.count - 1 where starts[type + 1] - starts[type] > 1 {
            let run = starts[type]..<starts[type + 1]
            let isSorted = run.dropFirst().allSatisfy { keys[Int(order[$0 - 1])] <= keys[Int(order[$0])] }
            guard !isSorted else { continue }
            var items = order[run].map { (key: keys[Int($0)], arrival: $0) }
            items.sort { ($0.key, $0.arrival) < ($1.key, $1.arrival) }
            for (offset, item) in items.enumerated() { order[run.lowerBound + offset] = item.arrival }
        }
        return order
    }

    /// Merges the sorted runs of the types; ties keep the order of the types.
    private static func idOrder(keys: [UInt64], starts: [Int]) -> [Int32]? {
        let isSorted = (1..<max(1, keys.count)).allSatisfy { keys[$0 - 1] <= keys[$0] }
        guard !isSorted else { return nil }
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
        var places = [Int32](repeating: 0, count: keys.count)
        for (place, number) in order.enumerated() { places[Int(number)] = Int32(place) }
        return places
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
}

/// The place of an id in the order of ids, as one number.
package enum IDKey {
    private static let firstText: UInt64 = 1 << 63

    static func keys(of ids: [Int32], in texts: TextDictionary) -> [UInt64] {
        texts.withBytes { bytes, offsets in
            ids.map { id in
                let text = bytes[Int(offsets[Int(id)])..<Int(offsets[Int(id) + 1])]
                return key(of: UnsafeBufferPointer(rebasing: text), code: id)
            }
        }
    }

    package static func key(of text: UnsafeBufferPointer<UInt8>, code: Int32) -> UInt64 {
        guard let number = canonicalInteger(text) else { return firstText | UInt64(code) }
        return UInt64(number + 1 << 62)
    }

    /// `0`, or at most 18 digits without a leading zero, with or without `-`.
    static func canonicalInteger(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = text.first == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        guard start < text.count, text.count - start <= 18 else { return nil }
        if text[start] == UInt8(ascii: "0") { return text.count == 1 ? 0 : nil }
        var value: Int64 = 0
        for index in start..<text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int64(digit)
        }
        return isNegative ? -value : value
    }
}
