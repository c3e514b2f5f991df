/// Sorts texts by their bytes, eight at a time: texts that share a prefix are
/// sorted by their next eight bytes as one number, those of a run by the first
/// byte in which their numbers differ. What all texts of a run share is skipped.
struct TextSort: @unchecked Sendable {
    // Threads sort parts that don't meet.
    /// Texts end to end, and where each starts. Eight bytes behind the last one
    /// can be read.
    struct Source: @unchecked Sendable {
        // Nobody changes the texts while they are sorted.
        let pool: UnsafePointer<UInt8>
        let offsets: UnsafePointer<UInt32>
        let count: Int

        @inline(__always)
        subscript(code: Int32) -> UnsafeBufferPointer<UInt8> {
            let start = offsets[Int(code)]
            return UnsafeBufferPointer(start: pool + Int(start), count: Int(offsets[Int(code) + 1] &- start))
        }
    }

    /// One text in the order.
    struct Item {
        fileprivate var key: UInt64 = 0
        /// Its place among the texts of its source.
        let code: Int32
        private var sourceAndFlag: UInt32

        init(source: Int, code: Int32) {
            self.code = code
            sourceAndFlag = UInt32(truncatingIfNeeded: source)
        }

        @inline(__always) var source: Int { Int(sourceAndFlag & 0x7FFF_FFFF) }

        /// The text before it is the same.
        fileprivate(set) var isRepeated: Bool {
            @inline(__always) get { sourceAndFlag >> 31 == 1 }
            @inline(__always) set { sourceAndFlag = sourceAndFlag & 0x7FFF_FFFF | (newValue ? 1 << 31 : 0) }
        }
    }

    /// Items that share their first `depth` bytes.
    private struct Run {
        var start: Int
        var end: Int
        var depth: Int
        /// The keys are the bytes from `depth` on.
        var hasKeys = false

        var count: Int { end - start }
    }

    /// Runs so short are sorted by insertion.
    private static let shortRun = 24

    private let sources: UnsafeBufferPointer<Source>
    private let items: UnsafeMutableBufferPointer<Item>

    /// Fills `items`, which has room for just all texts, and puts them in byte order.
    static func sort(_ sources: [Source], into items: UnsafeMutableBufferPointer<Item>, threads: Int) {
        var place = 0
        for (number, source) in sources.enumerated() {
            for code in 0..<Int32(truncatingIfNeeded: source.count) {
                items[place] = Item(source: number, code: code)
                place += 1
            }
        }
        sources.withUnsafeBufferPointer { sources in
            let sort = TextSort(sources: sources, items: items)
            if !sort.isSorted { sort.sortAll(threads) }
        }
    }

    /// One thread divides the texts until there are runs for all of them.
    private func sortAll(_ threads: Int) {
        let count = items.count
        let largest = count < 1 << 14 || threads == 1 ? 0 : count / (threads * 4)
        var work = [Run(start: 0, end: count, depth: 0)]
        var parts: [Run] = []
        while let run = work.popLast() {
            if run.count <= largest { parts.append(run) } else { divide(run, later: &work, unlessBelow: largest) }
        }
        parts.sort { $0.count > $1.count }
        let ordered = parts
        Parallel.forEach(ordered.count, threads: threads) { finish(ordered[$0]) }
    }

    private func finish(_ run: Run) {
        var work = [run]
        while let run = work.popLast() { divide(run, later: &work, unlessBelow: 0) }
    }

    /// Sorts a run by the eight bytes at its depth. Runs of texts that have the
    /// same ones come later, as do those of at most `largest` texts.
    private func divide(_ run: Run, later work: inout [Run], unlessBelow largest: Int) {
        if !run.hasKeys { loadKeys(run) }
        var run = run
        run.hasKeys = true
        sortByKeys(run, &work, largest)
    }

    private func sortByKeys(_ run: Run, _ work: inout [Run], _ largest: Int) {
        if run.count <= Self.shortRun { return sortShort(run, &work) }
        var (common, all) = (UInt64.max, UInt64(0))
        for place in run.start..<run.end {
            common &= items[place].key
            all |= items[place].key
        }
        guard common != all else { return divideEqual(run, &work) }
        let shift = UInt64(56 - (common ^ all).leadingZeroBitCount / 8 * 8)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 512) { bounds in
            guard let base = bounds.baseAddress else { return }
            let (next, ends) = (base, base + 256)
            distribute(run, shift, next, ends)
            var start = run.start
            for byte in 0..<256 {
                let part = Run(start: start, end: ends[byte], depth: run.depth, hasKeys: true)
                start = part.end
                guard part.count > 1 else { continue }
                if part.count <= largest { work.append(part) } else { sortByKeys(part, &work, largest) }
            }
        }
    }

    /// Moves each item to the others with its byte. `ends` then has where the
    /// items of each byte end.
    private func distribute(
        _ run: Run, _ shift: UInt64, _ next: UnsafeMutablePointer<Int>, _ ends: UnsafeMutablePointer<Int>
    ) {
        next.initialize(repeating: 0, count: 512)
        for place in run.start..<run.end { ends[Int(items[place].key >> shift & 0xFF)] += 1 }
        var start = run.start
        for byte in 0..<256 {
            next[byte] = start
            start += ends[byte]
            ends[byte] = start
        }
        for byte in 0..<256 {
            while next[byte] < ends[byte] {
                var item = items[next[byte]]
                var home = Int(item.key >> shift & 0xFF)
                while home != byte {
                    swap(&item, &items[next[home]])
                    next[home] += 1
                    home = Int(item.key >> shift & 0xFF)
                }
                items[next[byte]] = item
                next[byte] += 1
            }
        }
    }

    private func sortShort(_ run: Run, _ work: inout [Run]) {
        for place in run.start + 1..<max(run.end, run.start + 1) {
            let item = items[place]
            var hole = place
            while hole > run.start, items[hole - 1].key > item.key {
                items[hole] = items[hole - 1]
                hole -= 1
            }
            items[hole] = item
        }
        var start = run.start
        while start < run.end {
            var end = start + 1
            while end < run.end, items[end].key == items[start].key { end += 1 }
            if end - start > 1 { divideEqual(Run(start: start, end: end, depth: run.depth), &work) }
            start = end
        }
    }

    /// Of texts with the same eight bytes those that end within them come first:
    /// they differ in nothing but zeros at their end, if at all.
    private func divideEqual(_ run: Run, _ work: inout [Run]) {
        var ended = run.start
        for place in run.start..<run.end where bytes(of: items[place]).count <= run.depth + 8 {
            swapItems(ended, place)
            ended += 1
        }
        if ended - run.start > 1 { sortByLength(run.start..<ended) }
        guard run.end - ended > 1 else { return }
        let rest = Run(start: ended, end: run.end, depth: run.depth + 8)
        work.append(Run(start: ended, end: run.end, depth: rest.depth + sharedLength(rest)))
    }

    private func sortByLength(_ range: Range<Int>) {
        var part = UnsafeMutableBufferPointer(rebasing: items[range])
        let length = bytes(of: part[0]).count
        if part.contains(where: { bytes(of: $0).count != length }) {
            part.sort { bytes(of: $0).count < bytes(of: $1).count }
        }
        for place in 1..<part.count where bytes(of: part[place]).count == bytes(of: part[place - 1]).count {
            part[place].isRepeated = true
        }
    }

    private func swapItems(_ first: Int, _ second: Int) {
        guard first != second else { return }
        let item = items[first]
        items[first] = items[second]
        items[second] = item
    }

    /// How many bytes behind the depth all texts of a run share.
    private func sharedLength(_ run: Run) -> Int {
        let first = bytes(of: items[run.start])
        var shared = first.count - run.depth
        for place in run.start + 1..<run.end where shared > 0 {
            let text = bytes(of: items[place])
            shared = min(shared, text.count - run.depth)
            shared = Self.shared(first.baseAddress! + run.depth, text.baseAddress! + run.depth, atMost: shared)
        }
        return shared
    }

    /// Up to how many bytes two texts are the same; eight more can be read.
    @inline(__always)
    private static func shared(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, atMost limit: Int) -> Int {
        var length = 0
        while length < limit {
            let one = UnsafeRawPointer(left + length).loadUnaligned(as: UInt64.self).littleEndian
            let other = UnsafeRawPointer(right + length).loadUnaligned(as: UInt64.self).littleEndian
            if one != other { return min(limit, length + (one ^ other).trailingZeroBitCount / 8) }
            length += 8
        }
        return limit
    }

    // MARK: - Keys

    private func loadKeys(_ run: Run) {
        for place in run.start..<run.end { items[place].key = key(bytes(of: items[place]), run.depth) }
    }

    /// Eight bytes of a text as a number, zeros behind its end.
    @inline(__always)
    private func key(_ text: UnsafeBufferPointer<UInt8>, _ depth: Int) -> UInt64 {
        let left = text.count - depth
        guard left > 0, let base = text.baseAddress else { return 0 }
        let key = UnsafeRawPointer(base + depth).loadUnaligned(as: UInt64.self).bigEndian
        return left >= 8 ? key : key & ~(.max >> UInt64(8 * left))
    }

    @inline(__always)
    private func bytes(of item: Item) -> UnsafeBufferPointer<UInt8> {
        sources[item.source][item.code]
    }

    private var isSorted: Bool {
        for place in items.indices.dropFirst() where !precedes(bytes(of: items[place - 1]), bytes(of: items[place])) {
            return false
        }
        return true
    }

    private func precedes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = left.baseAddress, let second = right.baseAddress else { return left.count < right.count }
        let limit = min(left.count, right.count)
        let shared = Self.shared(first, second, atMost: limit)
        return shared < limit ? left[shared] < right[shared] : left.count < right.count
    }
}
