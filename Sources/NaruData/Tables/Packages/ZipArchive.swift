import CZlib
import NaruEngine
import NaruSyntax

/// A ZIP archive in memory. What is listed twice, overlaps, or would unpack to
/// far more than such files hold is refused when it is opened.
final class ZipArchive {
    let path: String
    private let bytes: [UInt8]
    private let library: naru_zlib
    private var entries: [String: ZipEntry] = [:]
    private let directory: Int

    /// Unpacked, a sheet of a million rows takes some hundred megabytes.
    private static let mostBytes = Int(UInt32.max)
    /// Rows that are all alike are packed to about a hundredth.
    private static let mostRatio = 400
    private static let smallSize = 64 << 20

    init(_ bytes: [UInt8], _ path: String) throws(DatasetError) {
        self.path = path
        self.bytes = bytes
        library = try Zlib.library(for: path)
        let listed: [ZipEntry]
        (listed, directory) = try ZipDirectory(bytes, path).entries()
        for entry in listed {
            if entry.isEncrypted { throw PackageFault.encrypted(path) }
            // Names are told apart as on Windows, where most such files are made.
            guard entries.updateValue(entry, forKey: entry.name.lowercased()) == nil else {
                throw PackageFault.refused(
                    path, Message("it has two parts '\(entry.name)'", ko: "'\(entry.name)' 부분이 둘입니다"))
            }
        }
        try checkPlaces(listed)
        try checkSizes(listed)
    }

    private func checkPlaces(_ listed: [ZipEntry]) throws(DatasetError) {
        var end = 0
        for entry in listed.sorted(by: { $0.header < $1.header }) {
            guard entry.header >= end else {
                throw PackageFault.refused(
                    path, Message("its parts overlap at '\(entry.name)'", ko: "'\(entry.name)' 부분이 다른 부분과 겹칩니다"))
            }
            end = try range(of: entry).upperBound
        }
    }

    private func checkSizes(_ listed: [ZipEntry]) throws(DatasetError) {
        var total = 0
        for entry in listed {
            guard entry.size >= 0, entry.size <= Self.mostBytes - total,
                entry.size <= Self.smallSize || entry.size / max(1, entry.packedSize) <= Self.mostRatio
            else {
                throw PackageFault.refused(
                    path,
                    Message(
                        "'\(entry.name)' would be unpacked to \(entry.size) bytes from \(entry.packedSize)",
                        ko: "'\(entry.name)' 부분이 \(entry.packedSize)바이트에서 \(entry.size)바이트로 늘어납니다"))
            }
            total += entry.size
        }
    }

    /// Where the packed bytes of a part stand.
    private func range(of entry: ZipEntry) throws(DatasetError) -> Range<Int> {
        let header = entry.header
        guard header >= 0, header <= directory - 30, bytes[header..<header + 4].elementsEqual([0x50, 0x4B, 3, 4]),
            entry.packedSize >= 0
        else { throw PackageFault.part(entry.name, .cut, path) }
        func length(_ place: Int) -> Int { Int(bytes[place]) | Int(bytes[place + 1]) << 8 }
        let start = header + 30 + length(header + 26) + length(header + 28)
        guard start <= directory, entry.packedSize <= directory - start else {
            throw PackageFault.part(entry.name, .cut, path)
        }
        return start..<start + entry.packedSize
    }

    func has(_ name: String) -> Bool { entries[name.lowercased()] != nil }
    func size(of name: String) -> Int { entries[name.lowercased()]?.size ?? 0 }

    /// Hands on a part in pieces, until `body` wants no more; what was read to
    /// its end has its checksum.
    func read(_ name: String, _ body: (UnsafeRawBufferPointer) -> Bool) throws(DatasetError) {
        guard let entry = entries[name.lowercased()] else {
            throw PackageFault.damaged(path, Message("it has no part '\(name)'", ko: "'\(name)' 부분이 없습니다"))
        }
        let range = try range(of: entry)
        var (checksum, isWanted, count) = (library.crc32(0, nil, 0), true, 0)
        func take(_ piece: UnsafeRawBufferPointer) -> Bool {
            checksum = library.crc32(checksum, piece.bindMemory(to: UInt8.self).baseAddress, UInt32(piece.count))
            count += piece.count
            isWanted = body(piece)
            return isWanted
        }
        let result = bytes.withUnsafeBytes { all -> Result<Int, Inflater.Failure> in
            let packed = UnsafeRawBufferPointer(rebasing: all[range])
            switch entry.method {
            case 0: return stored(packed, take)
            case 8: return Inflater(library, .raw).unpack(packed, atMost: entry.size, take)
            default: return .failure(Inflater.Failure(fault: .damaged))
            }
        }
        if case .failure(let failure) = result { throw PackageFault.part(name, failure.fault, path) }
        guard !isWanted || count == entry.size && UInt32(truncatingIfNeeded: checksum) == entry.checksum else {
            throw PackageFault.damaged(
                path, Message("its part '\(name)' has another checksum", ko: "'\(name)' 부분의 체크섬이 다릅니다"))
        }
    }

    private func stored(
        _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Bool
    ) -> Result<Int, Inflater.Failure> {
        var start = 0
        while start < bytes.count {
            let end = min(start + 1 << 16, bytes.count)
            guard body(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) else { break }
            start = end
        }
        return .success(start)
    }
}
