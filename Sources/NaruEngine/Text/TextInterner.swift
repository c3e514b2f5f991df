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
    @exclusivity(unchecked) private var pool: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) private var poolCapacity: Int
    @exclusivity(unchecked) private var poolCount = 0
    /// Where each text starts in the pool, and where the last one ends.
    @exclusivity(unchecked) private var offsets: [UInt32] = [0]
    /// How many texts there are that are no small numbers.
    @exclusivity(unchecked) package private(set) var count = 0
    private let numbers = NumberSet()
    /// More text than 32-bit offsets can address; later texts were dropped.
    package private(set) var hasOverflowed = false

    /// The code of a cell without text.
    package static let noText = Int32.min

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

    /// How many different texts there are, numbers among them.
    package var distinctCount: Int { count + numbers.count }

    /// The code of a text, new or known.
    package func intern(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        guard let number = NumberSet.number(text) else { return internWritten(text) }
        numbers.insert(number)
        return ~Int32(truncatingIfNeeded: number)
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

    private func internWritten(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
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
    private func bytes(of code: Int32) -> UnsafeBufferPointer<UInt8> {
        let start = Int(offsets[Int(code)])
        return UnsafeBufferPointer(start: pool + start, count: Int(offsets[Int(code) + 1]) - start)
    }

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
        guard append(text) else { return 0 }
        slots[slot] = (hash >> 32) << 32 | UInt64(count)
        let code = Int32(count - 1)
        if count * 2 > mask { grow() }
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
    /// The dictionary of all texts, and the code there of each code here.
    /// `runs` are consecutive numbers that are texts too, whatever their size.
    package func finish(runs: [Range<Int>] = []) -> TextCodes {
        for run in runs { numbers.insert(run.clamped(to: 0..<NumberSet.limit)) }
        let dense = runs.filter { $0.count * 4 >= $0.upperBound }.map(\.upperBound).max() ?? 0
        let limit = max(dense, numbers.denseLimit)
        var rare: [Int32: Int32] = [:]
        func write(_ number: Int) {
            rare[Int32(truncatingIfNeeded: number)] = NumberOrder.withText(of: number) { internWritten($0) }
        }
        numbers.forEach(from: limit, write)
        for run in runs {
            for number in max(limit, NumberSet.limit, run.lowerBound)..<max(limit, NumberSet.limit, run.upperBound) {
                write(number)
            }
        }
        return codes(numbers: limit, rare)
    }

    private func codes(numbers limit: Int, _ rare: [Int32: Int32]) -> TextCodes {
        let held = longNumbers(below: limit)
        let order = TextSort.order(pool: pool, offsets: offsets) ?? Array(0..<Int32(count))
        var places = [Int32](repeating: 0, count: count)
        var sortedOffsets: [UInt32] = [0]
        sortedOffsets.reserveCapacity(count + 1)
        let bytes = OwnedMemory(count: poolCount) { target in
            var size = 0
            for code in order where held.isEmpty || held[code] == nil {
                places[Int(code)] = Int32(sortedOffsets.count - 1)
                let text = self.bytes(of: code)
                for index in 0..<text.count { target[size + index] = text[index] }
                size += text.count
                sortedOffsets.append(UInt32(size))
            }
        }
        let size = Int(sortedOffsets.last ?? 0)
        let written = WrittenTexts(bytes, count: size, offsets: StoredNumbers(sortedOffsets))
        let dictionary = TextDictionary(written, numbers: limit)
        for (code, place) in places.enumerated() { places[code] = dictionary.code(ofWritten: Int(place)) }
        for (code, number) in held { places[Int(code)] = dictionary.code(ofNumber: number) }
        return TextCodes(dictionary, written: places, rare: rare)
    }

    /// The texts that are numbers below the limit, though too long to be a code
    /// of their own: the dictionary holds them without their being written.
    private func longNumbers(below limit: Int) -> [Int32: Int] {
        guard limit > NumberSet.limit else { return [:] }
        var numbers: [Int32: Int] = [:]
        for code in 0..<Int32(count) {
            if let number = IDKey.canonicalInteger(bytes(of: code)), (0..<Int64(limit)).contains(number) {
                numbers[code] = Int(number)
            }
        }
        return numbers
    }
}

/// From the codes that texts had while they were collected to those that they
/// have in the dictionary.
package struct TextCodes: Sendable {
    package let dictionary: TextDictionary
    /// By the code of a text that is no small number.
    private let written: [Int32]
    /// The earlier codes of the numbers that are written like other texts.
    private let rare: [Int32: Int32]

    init(_ dictionary: TextDictionary, written: [Int32], rare: [Int32: Int32]) {
        self.dictionary = dictionary
        self.written = written
        self.rare = rare
    }

    /// What has no text gets code 0, as it has in columns.
    @inline(__always)
    package subscript(code: Int32) -> Int32 {
        if code >= 0 { return Int(code) < written.count ? written[Int(code)] : 0 }
        return code == TextInterner.noText ? 0 : self[number: Int(~code)]
    }

    package subscript(number number: Int) -> Int32 {
        if dictionary.holds(number: number) { return dictionary.code(ofNumber: number) }
        return rare[Int32(truncatingIfNeeded: number)].map { written[Int($0)] } ?? 0
    }
}
