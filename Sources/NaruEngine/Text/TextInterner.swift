import NaruSyntax

/// Collects the distinct texts of a dataset while it loads. Small whole numbers
/// are their own code, below zero; the other texts are numbered in order of
/// arrival. The key is the bytes, so a cell that has been seen before costs a
/// hash and a comparison, never a `String`.
///
/// Texts are held in NFC: bytes that are not in it are normalised first.
package final class TextInterner {
    /// Open addressing; a slot is the upper hash half over the code plus one.
    @exclusivity(unchecked) private var slots: UnsafeMutablePointer<UInt64>
    @exclusivity(unchecked) private var mask: Int
    @exclusivity(unchecked) private var usedSlots = 0
    @exclusivity(unchecked) private var pool = GrowingMemory<UInt8>()
    /// Where each text starts in the pool, and where the last one ends.
    @exclusivity(unchecked) private var offsets = GrowingMemory<UInt32>()
    /// How many texts there are that are no small numbers.
    @exclusivity(unchecked) package private(set) var count = 0
    let numbers = NumberSet()
    private let recent = RecentTexts()
    /// More text than 32-bit offsets can address; later texts were dropped.
    package internal(set) var hasOverflowed = false

    /// The code of a cell without text.
    package static let noText = Int32.min
    private static let fewestSlots = 1 << 13

    package init() {
        mask = Self.fewestSlots - 1
        slots = .allocate(capacity: mask + 1)
        slots.initialize(repeating: 0, count: mask + 1)
        offsets.append(0)
    }

    deinit { slots.deallocate() }

    /// Forgets all texts and gives their memory back.
    func removeAll() {
        slots.deallocate()
        mask = Self.fewestSlots - 1
        slots = .allocate(capacity: mask + 1)
        slots.initialize(repeating: 0, count: mask + 1)
        usedSlots = 0
        recent.removeAll()
        pool = GrowingMemory()
        offsets = GrowingMemory()
        offsets.append(0)
        count = 0
    }

    /// How many different texts there are, numbers among them.
    package var distinctCount: Int { count + numbers.count }

    /// The code of a text, new or known.
    package func intern(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        guard let short = ShortText(text) else { return internAnew(text) }
        if let known = recent[short] { return known }
        let code = internAnew(text)
        if code >= 0 { recent[short] = code }
        return code
    }

    private func internAnew(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        guard let number = NumberSet.number(text) else { return internWritten(text) }
        numbers.insert(number)
        return ~Int32(truncatingIfNeeded: number)
    }

    /// The code of a text that is not looked for among the others: cheaper where
    /// hardly any comes twice. Nobody finds it by its bytes; the dictionary has
    /// equal texts once.
    package func add(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        if let number = NumberSet.number(text) {
            numbers.insert(number)
            return ~Int32(truncatingIfNeeded: number)
        }
        if !Normalization.isKnownNFC(text) {
            var normal = String(decoding: text, as: UTF8.self).nfc
            return normal.withUTF8 { append($0) }
        }
        return append(text)
    }

    /// The same for a text that only counts when it is known from elsewhere,
    /// such as the id that a link leads to.
    package func internReference(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        guard let number = NumberSet.number(text) else { return internWritten(text) }
        return ~Int32(truncatingIfNeeded: number)
    }

    /// Makes a reference that has turned out to be good a text.
    package func noteReference(_ code: Int32) { if code < 0 { numbers.insert(Int(~code)) } }

    package func intern(_ text: String) -> Int32 {
        var text = text
        return text.withUTF8 { intern($0) }
    }

    /// The same for one that is no small number.
    func internWritten(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        let hash = Self.hash(text)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            if matches(slots[slot], hash: hash, text: text) { return Self.code(slots[slot]) }
            slot = (slot + 1) & mask
        }
        return insert(text, hash: hash, slot: slot)
    }

    /// The code that a text has, or nil when it cannot have one yet.
    package func find(_ text: UnsafeBufferPointer<UInt8>) -> Int32? {
        guard let short = ShortText(text) else { return findAnew(text) }
        if let known = recent[short] { return known }
        let code = findAnew(text)
        if let code, code >= 0 { recent[short] = code }
        return code
    }

    private func findAnew(_ text: UnsafeBufferPointer<UInt8>) -> Int32? {
        if let number = NumberSet.number(text) { return ~Int32(truncatingIfNeeded: number) }
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

    /// Calls with a text, which is there until the next one is interned.
    package func withBytes<Result>(of code: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard code >= 0 else { return NumberOrder.withText(of: Int(~code)) { body($0) } }
        return body(bytes(of: code))
    }

    /// The bytes of a text that is no small number.
    func bytes(of code: Int32) -> UnsafeBufferPointer<UInt8> {
        let start = Int(offsets[Int(code)])
        return UnsafeBufferPointer(start: pool.start + start, count: Int(offsets[Int(code) + 1]) - start)
    }

    /// The texts in order of their codes.
    var texts: TextSort.Source { TextSort.Source(pool: pool.start, offsets: offsets.start, count: count) }

    package subscript(code: Int32) -> String { withBytes(of: code) { String(decoding: $0, as: UTF8.self) } }

    /// Takes in what another one has collected. Returns for each of its texts
    /// the code here; small numbers have the same everywhere.
    package func absorb(_ other: TextInterner) -> [Int32] {
        numbers.formUnion(other.numbers)
        if other.hasOverflowed { hasOverflowed = true }
        return (0..<other.count).map { internWritten(other.bytes(of: Int32($0))) }
    }

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
        let code = append(text)
        guard !hasOverflowed else { return 0 }
        slots[slot] = (hash >> 32) << 32 | UInt64(count)
        usedSlots += 1
        if usedSlots * 2 > mask { grow() }
        return code
    }

    /// Its code is 0 when there is no room for more text.
    private func append(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        guard pool.count + text.count <= Int(UInt32.max), count < Int(Int32.max) else {
            hasOverflowed = true
            return 0
        }
        pool.append(contentsOf: text)
        offsets.append(UInt32(truncatingIfNeeded: pool.count))
        count += 1
        return Int32(truncatingIfNeeded: count - 1)
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
    static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
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
