/// A fixed number of bits in 64-bit words; the bits past `count` are zero.
package struct Bitmap: Hashable, Sendable {
    package private(set) var words: [UInt64]
    package let count: Int

    package init(repeating bit: Bool, count: Int) {
        self.count = count
        words = [UInt64](repeating: bit ? .max : 0, count: (count + 63) / 64)
        if bit { clearTail() }
    }

    /// Fills word by word; `word(i)` gives bits `64 * i ..< 64 * (i + 1)`.
    init(count: Int, word: (Int) -> UInt64) {
        self.count = count
        words = [UInt64](unsafeUninitializedCapacity: (count + 63) / 64) { buffer, size in
            size = buffer.count
            for index in 0..<size { buffer[index] = word(index) }
        }
        clearTail()
    }

    /// One test per bit, gathered into words.
    @inline(__always)
    init(count: Int, bit: (Int) -> Bool) {
        self.init(count: count) { (word: Int) -> UInt64 in
            var bits: UInt64 = 0
            let start = word * 64
            for offset in 0..<min(64, count - start) where bit(start + offset) {
                bits |= 1 << UInt64(offset)
            }
            return bits
        }
    }

    /// The bits at these places are set.
    init(places: [Int32], count: Int) {
        self.init(repeating: false, count: count)
        for place in places { self[Int(place)] = true }
    }

    private mutating func clearTail() {
        let used = count & 63
        if used != 0, let last = words.indices.last { words[last] &= (1 << UInt64(used)) - 1 }
    }

    @inline(__always)
    package subscript(index: Int) -> Bool {
        get { words[index >> 6] >> UInt64(index & 63) & 1 == 1 }
        set {
            let mask: UInt64 = 1 << UInt64(index & 63)
            if newValue { words[index >> 6] |= mask } else { words[index >> 6] &= ~mask }
        }
    }

    package var popCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
    package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    package static func & (left: Bitmap, right: Bitmap) -> Bitmap {
        Bitmap(count: left.count) { left.words[$0] & right.words[$0] }
    }

    package static func | (left: Bitmap, right: Bitmap) -> Bitmap {
        Bitmap(count: left.count) { left.words[$0] | right.words[$0] }
    }

    package static prefix func ~ (bits: Bitmap) -> Bitmap {
        Bitmap(count: bits.count) { ~bits.words[$0] }
    }

    /// The positions of the set bits, ascending.
    package var indices: [Int32] {
        var result: [Int32] = []
        result.reserveCapacity(popCount)
        for (word, value) in words.enumerated() {
            var bits = value
            while bits != 0 {
                result.append(Int32(word * 64 + bits.trailingZeroBitCount))
                bits &= bits - 1
            }
        }
        return result
    }

    package func gather(_ rows: [Int32]) -> Bitmap {
        Bitmap(count: rows.count) { (index: Int) -> Bool in self[Int(rows[index])] }
    }
}
