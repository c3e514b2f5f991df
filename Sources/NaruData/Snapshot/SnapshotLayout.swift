import NaruEngine

/// How a `.narudb` file begins and ends; all numbers are little-endian.
///
///     header    64 bytes: mark, version, number of parts, place of the table,
///               length of the file, checksum of the table, checksum of these
///     parts     each on a multiple of 64; behind one that is checked in sections,
///               again on a multiple of 64, the checksum of each
///     table     for each part its number, offset, length and checksum, which of
///               a part in sections is that of their checksums
enum SnapshotLayout {
    /// As of PNG: the signs tell when a transfer changed ends of lines.
    static let mark: [UInt8] = [0x89, 0x4E, 0x41, 0x52, 0x55, 0x0D, 0x0A, 0x1A]
    /// Goes up with every change of a part's form, and also of `TextFold`: names
    /// are found by the hash of their folded form.
    static let version: UInt64 = 3
    static let alignment = 64
    static let headerSize = 64
    static let entrySize = 32

    struct Header {
        var version = SnapshotLayout.version
        var parts: UInt64
        var table: UInt64
        var length: UInt64
        var tableChecksum: UInt64
    }

    struct Entry {
        var part: UInt64
        var offset: UInt64
        var length: UInt64
        var checksum: UInt64

        var range: Range<Int> { Int(offset)..<Int(offset + length) }
        var sumsOffset: Int { (range.upperBound + alignment - 1) / alignment * alignment }
        var sumsSize: Int { (range.count + SectionCheck.size - 1) / SectionCheck.size * 8 }
    }

    static func bytes(_ header: Header) -> [UInt8] {
        let words = [header.version, header.parts, header.table, header.length, header.tableChecksum, 0]
        let bytes = mark + words.flatMap(littleEndian)
        return bytes + littleEndian(bytes.withUnsafeBytes { Checksum.of($0) })
    }

    static func bytes(_ table: [Entry]) -> [UInt8] {
        table.flatMap { [$0.part, $0.offset, $0.length, $0.checksum].flatMap(littleEndian) }
    }

    static func littleEndian(_ word: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }

    /// The word at an offset that is within the bytes.
    static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
