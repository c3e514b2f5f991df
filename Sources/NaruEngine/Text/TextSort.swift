/// Sorts texts by their bytes, eight at a time: a run of texts that share a
/// prefix is sorted by the next eight bytes as one number, and each run of
/// equals goes back on the list of work.
enum TextSort {
    private struct Item {
        var key: UInt64
        var code: Int32
    }

    private struct Run {
        var start: Int
        var end: Int
        var depth: Int
    }

    /// The codes in byte order of their texts, or nil when they are already.
    /// Text `i` is `pool[offsets[i] ..< offsets[i + 1]]`; no text occurs twice.
    static func order(pool: UnsafePointer<UInt8>, offsets: [UInt32]) -> [Int32]? {
        let count = offsets.count - 1
        var isSorted = true
        for code in 1..<max(1, count) where isSorted {
            isSorted = precedes(Int32(code - 1), Int32(code), from: 0, pool: pool, offsets: offsets)
        }
        guard !isSorted else { return nil }
        var items = (0..<count).map { Item(key: 0, code: Int32($0)) }
        items.withUnsafeMutableBufferPointer { items in
            offsets.withUnsafeBufferPointer { offsets in
                var work = [Run(start: 0, end: count, depth: 0)]
                while let run = work.popLast() { split(run, items, pool, offsets, &work) }
            }
        }
        return items.map(\.code)
    }

    private static func split(
        _ run: Run, _ items: UnsafeMutableBufferPointer<Item>, _ pool: UnsafePointer<UInt8>,
        _ offsets: UnsafeBufferPointer<UInt32>, _ work: inout [Run]
    ) {
        var reachesFurther = false
        for index in run.start..<run.end {
            let start = Int(offsets[Int(items[index].code)]) + run.depth
            let end = Int(offsets[Int(items[index].code) + 1])
            items[index].key = key(pool, start, end)
            if end - start > 8 { reachesFurther = true }
        }
        var part = UnsafeMutableBufferPointer(rebasing: items[run.start..<run.end])
        part.sort { $0.key < $1.key }
        var start = run.start
        while start < run.end {
            var end = start + 1
            while end < run.end && items[end].key == items[start].key { end += 1 }
            if end - start > 1 {
                if reachesFurther && end - start > 12 {
                    work.append(Run(start: start, end: end, depth: run.depth + 8))
                } else {
                    sortShort(UnsafeMutableBufferPointer(rebasing: items[start..<end]), run.depth, pool, offsets)
                }
            }
            start = end
        }
    }

    /// Texts that end within the key differ at most in trailing zero bytes, so
    /// the full comparison settles them as well.
    private static func sortShort(
        _ items: UnsafeMutableBufferPointer<Item>, _ depth: Int, _ pool: UnsafePointer<UInt8>,
        _ offsets: UnsafeBufferPointer<UInt32>
    ) {
        var items = items
        items.sort { precedes($0.code, $1.code, from: depth, pool: pool, offsets: offsets) }
    }

    @inline(__always)
    private static func key(_ pool: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
        if end - start >= 8 {
            return UInt64(bigEndian: UnsafeRawPointer(pool).loadUnaligned(fromByteOffset: start, as: UInt64.self))
        }
        var key: UInt64 = 0
        for index in 0..<8 {
            key = key << 8 | (start + index < end ? UInt64(pool[start + index]) : 0)
        }
        return key
    }

    @inline(__always)
    private static func precedes<Offsets: RandomAccessCollection<UInt32>>(
        _ left: Int32, _ right: Int32, from depth: Int, pool: UnsafePointer<UInt8>, offsets: Offsets
    ) -> Bool where Offsets.Index == Int {
        let leftEnd = Int(offsets[Int(left) + 1])
        let rightEnd = Int(offsets[Int(right) + 1])
        var leftIndex = Int(offsets[Int(left)]) + depth
        var rightIndex = Int(offsets[Int(right)]) + depth
        while leftIndex < leftEnd && rightIndex < rightEnd {
            if pool[leftIndex] != pool[rightIndex] { return pool[leftIndex] < pool[rightIndex] }
            leftIndex += 1
            rightIndex += 1
        }
        return leftEnd - leftIndex < rightEnd - rightIndex
    }
}
