/// Different texts in the order in which they came, one behind another, so that
/// neither room for more nor the end of a million of them takes long.
///
/// The lock of whoever holds them makes them safe to share.
final class MadeTexts: @unchecked Sendable {
    private var pool = GrowingMemory<UInt8>()
    /// Where each text ends.
    private var ends = GrowingMemory<Int>()
    private var hashes = GrowingMemory<UInt64>()
    /// Open addressing: the place of a text plus one, 0 where there is none.
    private var slots = [Int32](repeating: 0, count: 64)

    /// About how much memory they take, which is twice that while they grow.
    var byteCount: Int { pool.count + 2 * ends.count * 16 + slots.count * 4 }

    subscript(place: Int) -> String { String(decoding: bytes(of: place), as: UTF8.self) }

    /// The place of a text, new or known.
    func place(of text: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = TextInterner.hash(text)
        var slot = firstSlot(hash)
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if hashes[place] == hash, Normalization.haveSameBytes(bytes(of: place), text) { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        pool.append(contentsOf: text)
        ends.append(pool.count)
        hashes.append(hash)
        slots[slot] = Int32(truncatingIfNeeded: ends.count)
        if ends.count * 2 > slots.count { grow() }
        return ends.count - 1
    }

    private func bytes(of place: Int) -> UnsafeBufferPointer<UInt8> {
        let start = place == 0 ? 0 : ends[place - 1]
        return UnsafeBufferPointer(start: pool.start + start, count: ends[place] - start)
    }

    private func firstSlot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (slots.count - 1) }

    private func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 4)
        for place in 0..<ends.count {
            var slot = firstSlot(hashes[place])
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(truncatingIfNeeded: place + 1)
        }
    }
}
