import NaruEngine
import NaruSyntax

/// A part of a ZIP archive, as the archive's directory lists it.
struct ZipEntry {
    var name: String
    var flags: Int
    var method: Int
    var checksum: UInt32
    var packedSize: Int
    var size: Int
    /// Where its own header stands.
    var header: Int

    var isEncrypted: Bool { flags & 1 != 0 }
}

/// Reads the directory at the end of a ZIP archive.
struct ZipDirectory {
    private let bytes: [UInt8]
    private let path: String

    private static let end: [UInt8] = [0x50, 0x4B, 5, 6]
    private static let endSize = 22
    /// A remark stands behind the end.
    private static let longestRemark = 0xFFFF
    /// Workbooks have some dozens.
    private static let mostEntries = 20_000

    init(_ bytes: [UInt8], _ path: String) {
        self.bytes = bytes
        self.path = path
    }

    /// The parts in the order of the directory, and where the directory begins.
    func entries() throws(DatasetError) -> (entries: [ZipEntry], start: Int) {
        guard let end = endPlace else { throw cut }
        var count = number(end + 10, 2)
        var start = number(end + 16, 4)
        if count == 0xFFFF || start == 0xFFFF_FFFF {
            guard end >= 20, number(end - 20, 4) == 0x0706_4B50 else { throw cut }
            let large = number(end - 12, 8)
            guard large >= 0, large <= bytes.count - 56, number(large, 4) == 0x0606_4B50 else { throw cut }
            count = number(large + 32, 8)
            start = number(large + 48, 8)
        }
        guard count >= 0, count <= Self.mostEntries else {
            throw PackageFault.refused(path, Message("it has \(count) parts", ko: "\(count)개 부분으로 되어 있습니다"))
        }
        var entries: [ZipEntry] = []
        var place = start
        for _ in 0..<count {
            guard place >= 0, place <= end - 46, number(place, 4) == 0x0201_4B50 else { throw cut }
            let lengths = (number(place + 28, 2), number(place + 30, 2), number(place + 32, 2))
            let next = place + 46 + lengths.0 + lengths.1 + lengths.2
            guard next <= end else { throw cut }
            entries.append(entry(at: place, nameLength: lengths.0, extraLength: lengths.1))
            place = next
        }
        return (entries, start)
    }

    private var cut: DatasetError {
        PackageFault.damaged(path, Message("it is cut short, or was changed", ko: "파일이 잘렸거나 바뀌었습니다"))
    }

    private var endPlace: Int? {
        guard bytes.count >= Self.endSize else { return nil }
        let last = bytes.count - Self.endSize
        return stride(from: last, through: max(0, last - Self.longestRemark), by: -1).first {
            bytes[$0] == Self.end[0] && bytes[$0..<$0 + 4].elementsEqual(Self.end)
        }
    }

    private func entry(at place: Int, nameLength: Int, extraLength: Int) -> ZipEntry {
        var entry = ZipEntry(
            name: String(decoding: bytes[place + 46..<place + 46 + nameLength], as: UTF8.self),
            flags: number(place + 8, 2), method: number(place + 10, 2),
            checksum: UInt32(truncatingIfNeeded: number(place + 16, 4)),
            packedSize: number(place + 20, 4), size: number(place + 24, 4), header: number(place + 42, 4))
        widen(&entry, extra: place + 46 + nameLength, extraLength)
        return entry
    }

    /// What has no room in 32 bits stands behind the name.
    private func widen(_ entry: inout ZipEntry, extra: Int, _ length: Int) {
        var place = extra
        while place + 4 <= extra + length {
            let (kind, size) = (number(place, 2), number(place + 2, 2))
            guard place + 4 + size <= extra + length else { return }
            if kind == 1 {
                var value = place + 4
                func take(_ old: Int) -> Int {
                    guard old == 0xFFFF_FFFF, value + 8 <= place + 4 + size else { return old }
                    value += 8
                    return number(value - 8, 8)
                }
                entry.size = take(entry.size)
                entry.packedSize = take(entry.packedSize)
                entry.header = take(entry.header)
            }
            place += 4 + size
        }
    }

    /// Little-endian; one of eight bytes that is too large is negative.
    private func number(_ place: Int, _ size: Int) -> Int {
        guard place >= 0, place + size <= bytes.count else { return -1 }
        return (0..<size).reversed().reduce(0) { $0 << 8 | Int(bytes[place + $1]) }
    }
}
