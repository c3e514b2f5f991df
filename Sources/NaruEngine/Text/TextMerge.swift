extension TextInterner {
    /// The dictionary of all texts, those that other interners have collected
    /// included, and the code there of each code here. `runs` are consecutive
    /// numbers that are texts too, whatever their size. Nobody has texts then.
    package func finish(
        runs: [Range<Int>] = [], with others: [TextInterner] = [], threads: Int = 1
    ) -> TextCodes {
        for other in others {
            numbers.formUnion(other.numbers)
            if other.hasOverflowed { hasOverflowed = true }
        }
        for run in runs { numbers.insert(run.clamped(to: 0..<NumberSet.limit)) }
        let dense = runs.filter { $0.count * 4 >= $0.upperBound }.map(\.upperBound).max() ?? 0
        let limit = max(dense, numbers.denseLimit)
        let rare = written(numbersFrom: limit, runs)
        let codes = TextMerge([self] + others, numbers: limit).codes(rare, threads: threads)
        for interner in [self] + others { interner.removeAll() }
        if codes == nil { hasOverflowed = true }
        return codes ?? TextCodes(TextDictionary(sorted: []), written: [[]], rare: [:])
    }

    /// The codes of the numbers from `limit` on, which become texts like others.
    private func written(numbersFrom limit: Int, _ runs: [Range<Int>]) -> [Int32: Int32] {
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
        return rare
    }
}

/// Makes one dictionary of what several interners have collected.
private struct TextMerge {
    private let sources: [TextSort.Source]
    private let limit: Int
    /// Of each source the texts that are numbers below the limit, though too long
    /// to be a code of their own: the dictionary holds them unwritten.
    private let held: [[Int32: Int]]

    init(_ interners: [TextInterner], numbers limit: Int) {
        self.limit = limit
        let sources = interners.map(\.texts)
        self.sources = sources
        held = limit > NumberSet.limit ? sources.map { Self.longNumbers($0, below: limit) } : []
    }

    private static func longNumbers(_ source: TextSort.Source, below limit: Int) -> [Int32: Int] {
        var numbers: [Int32: Int] = [:]
        for code in 0..<Int32(truncatingIfNeeded: source.count) {
            if let number = IDKey.canonicalInteger(source[code]), (0..<Int64(limit)).contains(number) {
                numbers[code] = Int(number)
            }
        }
        return numbers
    }

    /// nil when the different texts are more than 32-bit offsets can address.
    func codes(_ rare: [Int32: Int32], threads: Int) -> TextCodes? {
        let places = sources.map { OwnedMemory(capacity: $0.count, of: Int32.self) }
        guard let written = written(places, threads) else { return nil }
        let dictionary = TextDictionary(written, numbers: limit)
        let held = held
        let codes = Parallel.map(places.count, threads: threads) { source in
            var codes = places[source].values(Int32.self).map { dictionary.code(ofWritten: Int($0)) }
            if !held.isEmpty {
                for (code, number) in held[source] { codes[Int(code)] = dictionary.code(ofNumber: number) }
            }
            return codes
        }
        return TextCodes(dictionary, written: codes, rare: rare)
    }

    // MARK: - The written texts

    /// Which of the sorted texts a thread writes, and where.
    private struct Part {
        var items: Range<Int>
        var firstPlace = 0
        var firstByte = 0
        var texts = 0
        var bytes = 0
    }

    /// All different texts in order. `places` are filled with the place of each.
    private func written(_ places: [OwnedMemory], _ threads: Int) -> WrittenTexts? {
        let count = sources.reduce(0) { $0 + $1.count }
        let memory = OwnedMemory(capacity: count, of: TextSort.Item.self)
        TextSort.sort(sources, into: memory.values(TextSort.Item.self), threads: threads)
        let ranges = Parallel.ranges(count, pieces: threads * 4, least: 1 << 13)
        var parts = Parallel.map(ranges.count, threads: threads) { measured(ranges[$0], memory) }
        var (texts, size) = (0, 0)
        for part in parts.indices {
            parts[part].firstPlace = texts
            parts[part].firstByte = size
            texts += parts[part].texts
            size += parts[part].bytes
        }
        guard size <= Int(UInt32.max), texts < Int(Int32.max) else { return nil }
        let bytes = OwnedMemory(capacity: size, of: UInt8.self)
        let offsets = OwnedMemory(capacity: texts + 1, of: UInt32.self)
        offsets.values(UInt32.self)[texts] = UInt32(size).littleEndian
        let ordered = parts
        Parallel.forEach(ordered.count, threads: threads) { write(ordered[$0], memory, bytes, offsets, places) }
        return WrittenTexts(bytes, count: size, offsets: StoredNumbers(offsets, count: texts + 1))
    }

    @inline(__always)
    private func isHeld(_ item: TextSort.Item) -> Bool { !held.isEmpty && held[item.source][item.code] != nil }

    private func measured(_ range: Range<Int>, _ memory: OwnedMemory) -> Part {
        var part = Part(items: range)
        for item in memory.values(TextSort.Item.self)[range] where !item.isRepeated && !isHeld(item) {
            part.texts += 1
            part.bytes += sources[item.source][item.code].count
        }
        return part
    }

    private func write(
        _ part: Part, _ memory: OwnedMemory, _ bytes: OwnedMemory, _ offsets: OwnedMemory, _ places: [OwnedMemory]
    ) {
        let (target, starts) = (bytes.values(UInt8.self), offsets.values(UInt32.self))
        let places = places.map { $0.values(Int32.self) }
        var (place, size) = (part.firstPlace - 1, part.firstByte)
        for item in memory.values(TextSort.Item.self)[part.items] {
            if isHeld(item) {
                places[item.source][Int(item.code)] = 0
                continue
            }
            if !item.isRepeated {
                place += 1
                let text = sources[item.source][item.code]
                starts[place] = UInt32(truncatingIfNeeded: size).littleEndian
                _ = UnsafeMutableBufferPointer(rebasing: target[size...]).update(fromContentsOf: text)
                size += text.count
            }
            places[item.source][Int(item.code)] = Int32(truncatingIfNeeded: place)
        }
    }
}

/// From the codes that texts had while they were collected to those that they
/// have in the dictionary.
package struct TextCodes: Sendable {
    package let dictionary: TextDictionary
    /// For each interner, by the code of a text that is no small number. The
    /// first is that of the dataset.
    private let written: [[Int32]]
    /// The earlier codes of the numbers that are written like other texts.
    private let rare: [Int32: Int32]

    init(_ dictionary: TextDictionary, written: [[Int32]], rare: [Int32: Int32]) {
        self.dictionary = dictionary
        self.written = written
        self.rare = rare
    }

    /// What has no text gets code 0, as it has in columns.
    @inline(__always)
    package subscript(code: Int32) -> Int32 {
        if code >= 0 { return Int(code) < written[0].count ? written[0][Int(code)] : 0 }
        return code == TextInterner.noText ? 0 : self[number: Int(~code)]
    }

    /// The final codes of the texts of one interner.
    func codes(ofPart part: Int) -> [Int32] { written[part] }

    package subscript(number number: Int) -> Int32 {
        if dictionary.holds(number: number) { return dictionary.code(ofNumber: number) }
        return rare[Int32(truncatingIfNeeded: number)].map { self[$0] } ?? 0
    }
}
