/// Numbers keys of a fixed number of words in the order in which they first
/// come: an open-addressing hash table that stays at most half full.
struct WordTable: Sendable {
    let stride: Int
    private(set) var count = 0
    /// A key's number plus one below its hash's upper half; zero is free.
    private var slots: [UInt64] = []
    /// The words of each key, by its number; room for `capacity` keys.
    private var words: [UInt64] = []
    private var capacity = 0

    /// Rows are numbered so many at a time, so that a table that was just
    /// begun is no larger than it has to be.
    private static let portion = 1024

    init(stride: Int) { self.stride = stride }

    var byteCount: Int { (slots.count + words.count) * 8 }

    /// The number of each of `rows` keys, whose words stand one key after the
    /// other, and the rows whose key is new.
    mutating func number(_ keys: [UInt64], rows: Int) -> KeyTable.Numbers {
        precondition(keys.count >= rows * stride)
        var new: [Int32] = []
        // Unsafe, since every row of a group, a join and a set goes through here:
        // the table is as large as the portion needs, and ids has room for all rows.
        let ids = [Int32](unsafeUninitializedCapacity: rows) { ids, size in
            keys.withUnsafeBufferPointer { keys in
                while size < rows {
                    let end = min(size + WordTable.portion, rows)
                    reserve(count + end - size)
                    switch stride {
                    case 1: number(size..<end, of: keys, 1, ids, &new)
                    case 2: number(size..<end, of: keys, 2, ids, &new)
                    case 3: number(size..<end, of: keys, 3, ids, &new)
                    default: number(size..<end, of: keys, stride, ids, &new)
                    }
                    size = end
                }
            }
        }
        return KeyTable.Numbers(ids: ids, new: new)
    }

    @inline(__always)
    private mutating func number(
        _ rows: Range<Int>, of keys: UnsafeBufferPointer<UInt64>, _ stride: Int,
        _ ids: UnsafeMutableBufferPointer<Int32>, _ new: inout [Int32]
    ) {
        var known = count
        slots.withUnsafeMutableBufferPointer { slots in
            words.withUnsafeMutableBufferPointer { words in
                let mask = slots.count &- 1
                for row in rows {
                    let key = row &* stride
                    var hash: UInt64 = 0
                    for place in 0..<stride { hash = WordTable.mixed(hash, keys[key &+ place]) }
                    let tag = hash & ~0xFFFF_FFFF
                    var slot = Int(truncatingIfNeeded: hash) & mask
                    while true {
                        let found = slots[slot]
                        if found == 0 {
                            slots[slot] = tag | UInt64(truncatingIfNeeded: known &+ 1)
                            for place in 0..<stride { words[known &* stride &+ place] = keys[key &+ place] }
                            ids[row] = Int32(truncatingIfNeeded: known)
                            new.append(Int32(truncatingIfNeeded: row))
                            known &+= 1
                            break
                        }
                        if found & ~0xFFFF_FFFF == tag {
                            let number = Int(truncatingIfNeeded: found & 0xFFFF_FFFF) &- 1
                            var isSame = true
                            for place in 0..<stride where words[number &* stride &+ place] != keys[key &+ place] {
                                isSame = false
                            }
                            if isSame {
                                ids[row] = Int32(truncatingIfNeeded: number)
                                break
                            }
                        }
                        slot = (slot &+ 1) & mask
                    }
                }
            }
        }
        count = known
    }

    @inline(__always)
    private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 32
    }

    private mutating func reserve(_ keys: Int) {
        guard keys > capacity else { return }
        var size = 8
        while size < keys { size *= 2 }
        capacity = size
        words += repeatElement(0, count: size * stride - words.count)
        slots = [UInt64](repeating: 0, count: size * 2)
        for number in 0..<count { enter(number) }
    }

    private mutating func enter(_ number: Int) {
        var hash: UInt64 = 0
        for place in 0..<stride { hash = WordTable.mixed(hash, words[number * stride + place]) }
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = hash & ~0xFFFF_FFFF | UInt64(number + 1)
    }
}

/// The same for single codes of a small range: a place for each, no hash.
struct CodeTable: Sendable {
    static let limit: UInt32 = 1 << 16

    /// By code plus one, so that the first place is that of absent codes; -1 is
    /// free.
    private var numbers: [Int32] = []
    private(set) var count = 0

    var byteCount: Int { numbers.count * 4 }

    /// nil, and nothing is numbered, where a code is too large.
    mutating func number(_ codes: [Int32], _ valid: Bitmap?) -> KeyTable.Numbers? {
        let places = codes.enumerated().map { row, code in
            valid.map { $0[row] } ?? true ? UInt32(bitPattern: code) &+ 1 : 0
        }
        let greatest = places.max() ?? 0
        guard greatest < CodeTable.limit else { return nil }
        if greatest >= numbers.count {
            numbers += repeatElement(-1, count: max(Int(greatest) + 1, numbers.count * 2) - numbers.count)
        }
        var new: [Int32] = []
        var ids = [Int32](repeating: 0, count: places.count)
        for (row, place) in places.enumerated() {
            var number = numbers[Int(place)]
            if number < 0 {
                number = Int32(count)
                numbers[Int(place)] = number
                new.append(Int32(row))
                count += 1
            }
            ids[row] = number
        }
        return KeyTable.Numbers(ids: ids, new: new)
    }

    /// The words that the codes have as keys, by number.
    var words: [UInt64] {
        var words = [UInt64](repeating: 0, count: count)
        for (place, number) in numbers.enumerated() where number >= 0 {
            words[Int(number)] = UInt64(UInt32(truncatingIfNeeded: place) &- 1)
        }
        return words
    }
}
