/// A ZIP archive whose parts are not packed, made anew after its parts were
/// changed, with checksums that are right.
package struct StoredZip {
    package var parts: [(name: [UInt8], bytes: [UInt8])] = []

    package init(parts: [(name: String, text: String)]) {
        self.parts = parts.map { (Array($0.name.utf8), Array($0.text.utf8)) }
    }

    /// Of an archive that was written by this, or by a program that does not
    /// pack; nil for others.
    package init?(_ bytes: [UInt8]) {
        func number(_ place: Int, _ size: Int) -> Int {
            (0..<size).reversed().reduce(0) { $0 << 8 | Int(bytes[place + $1]) }
        }
        var place = 0
        while place + 30 <= bytes.count, number(place, 4) == 0x0403_4B50 {
            guard number(place + 8, 2) == 0 else { return nil }
            let start = place + 30 + number(place + 26, 2)
            let content = start + number(place + 28, 2)
            let end = content + number(place + 18, 4)
            guard end <= bytes.count else { return nil }
            parts.append((Array(bytes[place + 30..<start]), Array(bytes[content..<end])))
            place = end
        }
        guard !parts.isEmpty else { return nil }
    }

    package var bytes: [UInt8] {
        var (result, directory): ([UInt8], [UInt8]) = ([], [])
        for part in parts {
            let place = result.count
            let common =
                Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 4) + Self.little(Self.checksum(part.bytes), 4)
                + Self.little(part.bytes.count, 4) + Self.little(part.bytes.count, 4)
                + Self.little(part.name.count, 2) + Self.little(0, 2)
            result += Self.little(0x0403_4B50, 4) + Self.little(20, 2) + common + part.name + part.bytes
            directory += Self.little(0x0201_4B50, 4) + Self.little(20, 2) + Self.little(20, 2) + common
            directory += [UInt8](repeating: 0, count: 10) + Self.little(place, 4) + part.name
        }
        let start = result.count
        result += directory + Self.little(0x0605_4B50, 4) + Self.little(0, 4)
        result += Self.little(parts.count, 2) + Self.little(parts.count, 2)
        return result + Self.little(directory.count, 4) + Self.little(start, 4) + Self.little(0, 2)
    }

    private static func little(_ number: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private static func checksum(_ bytes: [UInt8]) -> Int {
        Int(~bytes.reduce(0xFFFF_FFFF as UInt32) { $0 >> 8 ^ table[Int(($0 ^ UInt32($1)) & 0xFF)] })
    }

    private static let table: [UInt32] = (0..<256 as Range<UInt32>).map {
        (0..<8).reduce($0) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
    }
}
