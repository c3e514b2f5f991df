package import NaruEngine
import NaruSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A `.narudb` file that is open. Opening looks at its header, its table and
/// the part with the types, whatever its size; every other part is read, and
/// held against its checksum, when it is first asked for.
package final class SnapshotFile: SnapshotSource {
    package let name: String
    private let file: SnapshotContent
    private let parts: [UInt64: SnapshotLayout.Entry]

    convenience init(_ path: String) throws(DatasetError) {
        try self.init(SnapshotContent(path), name: path)
    }

    /// A snapshot in memory that stays as long as the program.
    convenience init(_ bytes: UnsafeRawBufferPointer, name: String) throws(DatasetError) {
        try self.init(SnapshotContent(lasting: bytes), name: name)
    }

    private init(_ file: SnapshotContent, name path: String) throws(DatasetError) {
        guard let start = file.read(0..<min(file.size, SnapshotLayout.headerSize)) else { throw .cutSnapshot(path) }
        let bytes = start.bytes
        guard bytes.count >= SnapshotLayout.mark.count, bytes.starts(with: SnapshotLayout.mark) else {
            throw .noSnapshot(path)
        }
        guard bytes.count >= SnapshotLayout.headerSize else { throw .cutSnapshot(path) }
        let rest = UnsafeRawBufferPointer(rebasing: bytes[..<(SnapshotLayout.headerSize - 8)])
        guard Checksum.of(rest) == SnapshotLayout.word(bytes, SnapshotLayout.headerSize - 8) else {
            throw .damaged(StoreDamage(part: "header", file: path))
        }
        let words = withExtendedLifetime(start) {
            stride(from: 8, to: 48, by: 8).map { SnapshotLayout.word(bytes, $0) }
        }
        let header = SnapshotLayout.Header(
            version: words[0], parts: words[1], table: words[2], length: words[3], tableChecksum: words[4])
        guard header.version == SnapshotLayout.version else { throw .otherVersion(path, header.version) }
        guard header.length <= file.size else { throw .cutSnapshot(path) }
        guard header.length == file.size, let parts = Self.parts(header, file) else {
            throw .damaged(StoreDamage(part: "table", file: path))
        }
        name = path
        self.file = file
        self.parts = parts
    }

    private static func parts(
        _ header: SnapshotLayout.Header, _ file: SnapshotContent
    ) -> [UInt64: SnapshotLayout.Entry]? {
        let size = UInt64(SnapshotLayout.entrySize)
        guard header.parts <= header.length / size, header.table <= header.length - header.parts * size,
            let memory = file.read(Int(header.table)..<Int(header.table + header.parts * size))
        else { return nil }
        let table = memory.bytes
        guard Checksum.of(table) == header.tableChecksum else { return nil }
        var parts: [UInt64: SnapshotLayout.Entry] = [:]
        var total: UInt64 = 0
        for place in stride(from: 0, to: table.count, by: SnapshotLayout.entrySize) {
            let words = withExtendedLifetime(memory) { (0..<4).map { SnapshotLayout.word(table, place + $0 * 8) } }
            guard words[1] <= header.length, words[2] <= header.length - words[1] else { return nil }
            // Parts that share bytes would take more memory than the file is large.
            total += words[2]
            guard total <= header.length else { return nil }
            parts[words[0]] = SnapshotLayout.Entry(
                part: words[0], offset: words[1], length: words[2], checksum: words[3])
        }
        return parts
    }

    package func bytes(of part: SnapshotPart) throws(StoreDamage) -> SnapshotMemory {
        guard let entry = parts[part.number], let memory = file.read(entry.range),
            Checksum.of(memory.bytes) == entry.checksum
        else { throw StoreDamage(part: part.name, file: name) }
        return memory
    }

    package func sections(
        of part: SnapshotPart, noteDamage: @escaping @Sendable () -> Void
    ) throws(StoreDamage) -> SnapshotSections {
        let damage = StoreDamage(part: part.name, file: name)
        guard let entry = parts[part.number] else { throw damage }
        let sums = try sums(of: entry, damage)
        guard let (memory, fill) = file.sections(entry.range),
            let check = SectionCheck(memory, sums: sums, fill: fill, noteDamage: noteDamage)
        else { throw damage }
        return SnapshotSections(memory, check: check)
    }

    /// The checksums of a part's sections, which stand behind it.
    private func sums(of entry: SnapshotLayout.Entry, _ damage: StoreDamage) throws(StoreDamage) -> [UInt64] {
        let start = entry.sumsOffset
        let size = entry.sumsSize
        guard start <= file.size, size <= file.size - start, let memory = file.read(start..<start + size),
            Checksum.of(memory.bytes) == entry.checksum
        else { throw damage }
        return withExtendedLifetime(memory) {
            stride(from: 0, to: size, by: 8).map { SnapshotLayout.word(memory.bytes, $0) }
        }
    }
}

extension SnapshotFile {
    /// Writes a dataset as a snapshot, replacing what stands at `path` at once.
    package static func write(_ dataset: LoadedDataset, to path: String) throws(WriteFailure) {
        var file = try FileDraft(of: path)
        var table: [SnapshotLayout.Entry] = []
        try file.append([UInt8](repeating: 0, count: SnapshotLayout.headerSize))
        for part in dataset.store.snapshotParts {
            try file.align(to: SnapshotLayout.alignment)
            let bytes = dataset.store.snapshot(of: part, name: dataset.name, prelude: dataset.prelude)
            let sums = part.isSectioned ? bytes.withUnsafeBytes { SectionCheck.sums(of: $0) } : nil
            let sumBytes = sums.map { $0.flatMap(SnapshotLayout.littleEndian) }
            table.append(
                SnapshotLayout.Entry(
                    part: part.number, offset: UInt64(file.position), length: UInt64(bytes.count),
                    checksum: (sumBytes ?? bytes).withUnsafeBytes { Checksum.of($0) }))
            try file.append(bytes)
            guard let sumBytes else { continue }
            try file.align(to: SnapshotLayout.alignment)
            try file.append(sumBytes)
        }
        try file.align(to: SnapshotLayout.alignment)
        let start = file.position
        let end = SnapshotLayout.bytes(table)
        try file.append(end)
        let header = SnapshotLayout.Header(
            parts: UInt64(table.count), table: UInt64(start), length: UInt64(file.position),
            tableChecksum: end.withUnsafeBytes { Checksum.of($0) })
        try file.write(SnapshotLayout.bytes(header), at: 0)
        try file.finish()
    }
}

extension DatasetLoader {
    /// Opens a snapshot; nothing is read of it that no query asks for.
    static func snapshot(_ path: String) throws(DatasetError) -> LoadedDataset {
        switch FileSystem.kind(of: path) {
        case .missing: throw FileSystem.missing(path)
        case .folder: throw FileSystem.notAFile(path)
        case .stream: throw FileSystem.notRegular(path)
        case .file: return try snapshot(SnapshotFile(path))
        }
    }

    static func snapshot(_ file: SnapshotFile) throws(DatasetError) -> LoadedDataset {
        do throws(StoreDamage) {
            let head = try SnapshotHead(file)
            let store = Store(head, from: file)
            return LoadedDataset(
                name: head.name, store: store, catalog: Catalog(store), prelude: head.prelude, warnings: [],
                isSnapshot: true)
        } catch {
            throw .damaged(StoreDamage(part: error.part, file: file.name))
        }
    }
}

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
    static let version: UInt64 = 4
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
