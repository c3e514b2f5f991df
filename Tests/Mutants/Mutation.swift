package import TestSupport

/// Changes of a file that know what its bytes are for, or know nothing.
package struct Mutation {
    package var random: RandomSource
    /// Pieces of the kind's language: marks, words, numbers at the edge.
    private let words: [[UInt8]]

    package init(seed: UInt64, words: [String]) {
        random = RandomSource(seed: seed)
        self.words = words.map { Array($0.utf8) }
    }

    /// One to four changes; `other` is a file of the same kind.
    package mutating func mutant(of bytes: [UInt8], _ other: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...random.below(4) { change(&bytes, other) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8], _ other: [UInt8]) {
        guard !bytes.isEmpty else { return bytes = piece(of: other) }
        let place = random.below(bytes.count)
        switch random.below(words.isEmpty ? 9 : 13) {
        case 0: bytes[place] ^= 1 << UInt8(random.below(8))
        case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 2: bytes[place] = random.pick([0, 1, 0x7F, 0x80, 0xFF, 0x0A, 0x22, 0x5C])
        case 3: bytes.removeLast(random.below(bytes.count))
        case 4: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(40)))
        case 5: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        case 6: bytes.insert(contentsOf: repeated(piece(of: bytes)), at: place)
        case 7: bytes.insert(contentsOf: piece(of: other), at: place)
        case 8: swapPieces(&bytes)
        default: putWord(&bytes, near: place)
        }
    }

    // MARK: - Databases

    /// Changes where pages of an SQLite file say what stands in them.
    package mutating func pages(of bytes: [UInt8], _ other: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...random.below(3) { changePage(&bytes, other) }
        return bytes
    }

    private mutating func changePage(_ bytes: inout [UInt8], _ other: [UInt8]) {
        let given = Int(bytes[16]) << 8 | Int(bytes[17])
        let size = given >= 512 && bytes.count % given == 0 ? given : 512
        let (page, second) = (random.below(bytes.count / size), random.below(bytes.count / size))
        // The first page has the header of the file in front.
        let start = page * size + (page == 0 ? 100 : 0)
        switch random.below(6) {
        case 0: bytes[random.below(100)] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes[start + random.below(12)] = random.pick([0, 1, 2, 5, 10, 13, 0x7F, 0xFF])
        case 2: bytes[start + 8 + random.below(24)] = UInt8(truncatingIfNeeded: random.next())
        case 3: for place in 0..<size { bytes[page * size + place] = bytes[second * size + place] }
        case 4: for place in 0..<size { bytes.swapAt(page * size + place, second * size + place) }
        default:
            // Where cells stand: the bytes of a page are filled from its end.
            let used = (0..<size).reversed().prefix(1 + random.below(size / 4))
            bytes[page * size + random.pick(Array(used))] = random.pick([0, 1, 0x7F, 0x80, 0x81, 0xFF, 0x53])
        }
    }

    // MARK: - Pieces

    private mutating func piece(of bytes: [UInt8]) -> [UInt8] {
        let place = random.below(bytes.count)
        return Array(bytes.dropFirst(place).prefix(1 + random.below(random.chance(10) ? 400 : 40)))
    }

    /// Seldom so often that what grows faster than its input shows itself.
    private mutating func repeated(_ piece: [UInt8]) -> [UInt8] {
        let times = random.chance(3) ? 3000 / piece.count + 1 : 1 + random.below(4)
        return Array(repeatElement(piece, count: times).joined())
    }

    private mutating func swapPieces(_ bytes: inout [UInt8]) {
        let length = 1 + random.below(min(64, bytes.count))
        let (first, second) = (random.below(bytes.count - length + 1), random.below(bytes.count - length + 1))
        guard abs(first - second) >= length else { return }
        for place in 0..<length { bytes.swapAt(first + place, second + place) }
    }

    /// A word of the language before a token, or instead of one.
    private mutating func putWord(_ bytes: inout [UInt8], near place: Int) {
        let word = random.chance(4) ? repeated(random.pick(words)) : random.pick(words)
        let start = bytes[place...].firstIndex { !Self.isPartOfToken($0) } ?? place
        let end = bytes[start...].dropFirst().firstIndex { !Self.isPartOfToken($0) } ?? bytes.count
        bytes.replaceSubrange(random.chance(50) ? start..<start : start..<end, with: word)
    }

    private static func isPartOfToken(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x2E
    }
}
