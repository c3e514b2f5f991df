import NaruSyntax

/// Collects the distinct texts of a dataset while it loads and numbers them in
/// order of arrival. The key is the bytes, so a cell that has been seen before
/// costs a hash and a comparison, never a `String`.
///
/// Texts are held in NFC: bytes that are not in it are normalised first.
package final class TextInterner {
    /// Open addressing; a slot is the upper hash half over the code plus one.
    @exclusivity(unchecked) private var slots: UnsafeMutablePointer<UInt64>
    @exclusivity(unchecked) private var mask: Int
    @exclusivity(unchecked) private var pool: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) private var poolCapacity: Int
    @exclusivity(unchecked) private var poolCount = 0
    /// Where each text starts in the pool, and where the last one ends.
    @exclusivity(unchecked) private var offsets: [UInt32] = [0]
    @exclusivity(unchecked) package private(set) var count = 0
    /// Texts in `slots`; the others are numbers.
    @exclusivity(unchecked) private var hashedCount = 0
    private let numbers = NumberCodes()
    /// More text than 32-bit offsets can address; later texts were dropped.
    package private(set) var hasOverflowed = false

    package init() {
        mask = (1 << 13) - 1
        slots = .allocate(capacity: mask + 1)
        slots.initialize(repeating: 0, count: mask + 1)
        poolCapacity = 1 << 16
        pool = .allocate(capacity: poolCapacity)
    }

    deinit {
        slots.deallocate()
        pool.deallocate()
    }

    /// The code of a text, new or known.
    package func intern(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        guard let number = numbers.number(text) else { return internHashed(text) }
        if let code = numbers[number] { return code }
        guard append(text) else { return 0 }
        numbers.set(number, Int32(count - 1))
        return Int32(count - 1)
    }

    private func internHashed(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        let hash = Self.hash(text)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            if matches(slots[slot], hash: hash, text: text) { return Self.code(slots[slot]) }
            slot = (slot + 1) & mask
        }
        return insert(text, hash: hash, slot: slot)
    }

    package func intern(_ text: String) -> Int32 {
        var text = text
        return text.withUTF8 { intern($0) }
    }

    /// The code of a text, or nil when it has not been interned.
    package func find(_ text: UnsafeBufferPointer<UInt8>) -> Int32? {
        if let number = numbers.number(text), let code = numbers[number] { return code }
        let hash = Self.hash(text)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            if matches(slots[slot], hash: hash, text: text) { return Self.code(slots[slot]) }
            slot = (slot + 1) & mask
        }
        guard !Normalization.isKnownNFC(text) else { return nil }
        var normal = String(decoding: text, as: UTF8.self).nfc
        return normal.withUTF8 { normal in
            Normalization.haveSameBytes(normal, text) ? nil : find(normal)
        }
    }

    /// Valid until the next text is interned.
    package func bytes(of code: Int32) -> UnsafeBufferPointer<UInt8> {
        let start = Int(offsets[Int(code)])
        return UnsafeBufferPointer(start: pool + start, count: Int(offsets[Int(code) + 1]) - start)
    }

    package subscript(code: Int32) -> String { String(decoding: bytes(of: code), as: UTF8.self) }

    // MARK: - Slots

    @inline(__always)
    private static func code(_ slot: UInt64) -> Int32 {
        Int32(truncatingIfNeeded: slot & 0xFFFF_FFFF) - 1
    }

    @inline(__always)
    private func matches(_ slot: UInt64, hash: UInt64, text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard slot >> 32 == hash >> 32 else { return false }
        return Normalization.haveSameBytes(bytes(of: Self.code(slot)), text)
    }

    private func insert(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64, slot: Int) -> Int32 {
        if !Normalization.isKnownNFC(text) {
            var normal = String(decoding: text, as: UTF8.self).nfc
            let code = normal.withUTF8 { normal in
                Normalization.haveSameBytes(normal, text) ? nil : intern(normal)
            }
            if let code { return code }
        }
        guard append(text) else { return 0 }
        slots[slot] = (hash >> 32) << 32 | UInt64(count)
        let code = Int32(count - 1)
        hashedCount += 1
        if hashedCount * 2 > mask { grow() }
        return code
    }

    /// False when there is no room for more text.
    private func append(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard poolCount + text.count <= Int(UInt32.max), count < Int(Int32.max) else {
            hasOverflowed = true
            return false
        }
        if poolCount + text.count > poolCapacity {
            let capacity = max(poolCapacity * 2, poolCount + text.count)
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
            larger.update(from: pool, count: poolCount)
            pool.deallocate()
            pool = larger
            poolCapacity = capacity
        }
        if let base = text.baseAddress { (pool + poolCount).update(from: base, count: text.count) }
        poolCount += text.count
        offsets.append(UInt32(poolCount))
        count += 1
        return true
    }

    private func grow() {
        let old = slots
        let oldSize = mask + 1
        mask = oldSize * 4 - 1
        slots = .allocate(capacity: mask + 1)
        slots.initialize(repeating: 0, count: mask + 1)
        for index in 0..<oldSize where old[index] != 0 {
            // Only the upper half of the hash is kept, so the text is hashed anew.
            let hash = Self.hash(bytes(of: Self.code(old[index])))
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = old[index]
        }
        old.deallocate()
    }

    // MARK: - Hash

    @inline(__always)
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let base = UnsafeRawPointer(text.baseAddress) else { return 0x9E37_79B9_7F4A_7C15 }
        let count = text.count
        var state = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        var index = 0
        while index + 8 <= count {
            state = mix(state ^ base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        var tail: UInt64 = 0
        while index < count {
            tail = tail << 8 | UInt64(text[index])
            index += 1
        }
        return mix(state ^ tail)
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}

extension TextInterner {
    /// The dictionary of all texts, and for each code its place there; nil
    /// when the texts arrived in order already.
    package func sorted() -> (texts: TextDictionary, places: [Int32]?) {
        let order = TextSort.order(pool: pool, offsets: offsets)
        guard let order else {
            return (
                TextDictionary(bytes: Array(UnsafeBufferPointer(start: pool, count: poolCount)), offsets: offsets), nil
            )
        }
        var places = [Int32](repeating: 0, count: count)
        var sortedOffsets = offsets
        let bytes = [UInt8](unsafeUninitializedCapacity: poolCount) { target, size in
            size = 0
            for (place, code) in order.enumerated() {
                places[Int(code)] = Int32(place)
                let text = self.bytes(of: code)
                for index in 0..<text.count { target[size + index] = text[index] }
                size += text.count
                sortedOffsets[place + 1] = UInt32(size)
            }
        }
        return (TextDictionary(bytes: bytes, offsets: sortedOffsets), places)
    }
}
