/// Bits in 64-bit words; the bits past `count` are zero.
package struct Bitmap: Hashable, Sendable {
    package private(set) var words: [UInt64]
    package private(set) var count: Int

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
            let start = word * 64
            return Bitmap.word(min(64, count - start)) { bit(start &+ $0) }
        }
    }

    /// The answers to as many questions, at most 64, as the low bits of a word.
    ///
    /// They are bytes first: a loop over a whole word can then be one of vectors,
    /// and has no branch a bit, which no processor could foresee.
    @inline(__always)
    static func word(_ count: Int, bit: (Int) -> Bool) -> UInt64 {
        guard count == 64 else {
            var bits: UInt64 = 0
            for place in 0..<count { bits |= (bit(place) ? 1 : 0) &<< UInt64(truncatingIfNeeded: place) }
            return bits
        }
        var bytes = SIMD64<UInt8>()
        return withUnsafeMutableBytes(of: &bytes) { bytes in
            for place in 0..<64 { bytes[place] = bit(place) ? 1 : 0 }
            var bits: UInt64 = 0
            for byte in 0..<8 {
                let eight = UInt64(littleEndian: bytes.load(fromByteOffset: byte &* 8, as: UInt64.self))
                bits |= lowBits(eight) &<< UInt64(truncatingIfNeeded: byte &* 8)
            }
            return bits
        }
    }

    /// The lowest bit of each of eight bytes, gathered with a product.
    @inline(__always)
    static func lowBits(_ bytes: UInt64) -> UInt64 { ((bytes & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) >> 56 }

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

    package static func & (left: Bitmap, right: Bitmap) -> Bitmap { combined(left, right) { $0 & $1 } }
    package static func | (left: Bitmap, right: Bitmap) -> Bitmap { combined(left, right) { $0 | $1 } }

    package static prefix func ~ (bits: Bitmap) -> Bitmap { combined(bits, bits) { word, _ in ~word } }

    @inline(__always)
    private static func combined(_ left: Bitmap, _ right: Bitmap, _ body: (UInt64, UInt64) -> UInt64) -> Bitmap {
        left.words.withUnsafeBufferPointer { a in
            right.words.withUnsafeBufferPointer { b in
                precondition(b.count >= a.count)
                return Bitmap(count: left.count) { body(a[$0], b[$0]) }
            }
        }
    }

    /// The positions of the set bits, ascending.
    package var indices: [Int32] {
        let total = popCount
        return [Int32](unsafeUninitializedCapacity: total) { target, size in
            for (word, value) in words.enumerated() {
                var bits = value
                while bits != 0 {
                    target[size] = Int32(truncatingIfNeeded: word &* 64 &+ bits.trailingZeroBitCount)
                    size += 1
                    bits &= bits &- 1
                }
            }
        }
    }

    /// The bits at `rows`. Unchecked reads: callers pass rows of this bitmap.
    package func gather(_ rows: [Int32]) -> Bitmap {
        words.withUnsafeBufferPointer { source in
            rows.withUnsafeBufferPointer { rows in
                Bitmap(count: rows.count) { (index: Int) -> Bool in
                    let row = Int(rows[index])
                    return source[row >> 6] >> UInt64(row & 63) & 1 == 1
                }
            }
        }
    }

    package func slice(_ range: Range<Int>) -> Bitmap {
        var result = Bitmap(repeating: false, count: 0)
        result.append(self, range)
        return result
    }

    package mutating func append(_ bits: Bitmap) { append(bits, 0..<bits.count) }

    package mutating func append(repeating bit: Bool, count more: Int) {
        append(Bitmap(repeating: bit, count: more), 0..<more)
    }

    /// Word by word; where the end of this bitmap stands within a word, each
    /// word of the other goes into two.
    private mutating func append(_ bits: Bitmap, _ range: Range<Int>) {
        precondition(range.upperBound <= bits.count)
        let shift = UInt64(count & 63)
        let needed = (count + range.count + 63) / 64
        words.reserveCapacity(needed)
        count += range.count
        var start = range.lowerBound
        while start < range.upperBound {
            let word = bits.word(from: start) & Bitmap.mask(range.upperBound - start)
            if shift == 0 {
                words.append(word)
            } else {
                words[words.count - 1] |= word << shift
                if words.count < needed { words.append(word >> (64 - shift)) }
            }
            start += 64
        }
    }

    /// 64 bits from any place on.
    private func word(from start: Int) -> UInt64 {
        let (place, shift) = (start >> 6, UInt64(start & 63))
        guard shift > 0 else { return words[place] }
        let low = words[place] >> shift
        return place + 1 < words.count ? low | words[place + 1] << (64 - shift) : low
    }

    private static func mask(_ bits: Int) -> UInt64 { bits >= 64 ? .max : (1 << UInt64(bits)) - 1 }
}
