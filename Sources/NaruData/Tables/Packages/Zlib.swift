import CZlib
import NaruEngine
import NaruSyntax

/// The system's zlib, loaded when something is to be unpacked.
enum Zlib {
    /// nil where this system has none.
    private static let loaded: naru_zlib? = withUnsafeTemporaryAllocation(of: naru_zlib.self, capacity: 1) {
        guard let place = $0.baseAddress, naru_zlib_load(place) != 0 else { return nil }
        return place.pointee
    }

    static func library(for path: String) throws(DatasetError) -> naru_zlib {
        guard let loaded else {
            throw PackageFault.missingLibrary("zlib", debian: "zlib1g", fedora: "zlib", path)
        }
        return loaded
    }
}

/// Unpacks a stream piece by piece.
final class Inflater {
    enum Format: Int32 {
        /// As it stands in an archive.
        case raw = -15
        case gzip = 31
    }

    /// Why a stream could not be unpacked to its end.
    enum Fault { case damaged, cut, tooLong }

    /// What was unpacked is handed on in pieces of at most so many bytes.
    private static let pieceSize = 1 << 16

    private let library: naru_zlib
    private var stream = z_stream()
    private var isReady = false

    init(_ library: naru_zlib, _ format: Format) {
        self.library = library
        isReady =
            library.inflate_init(&stream, format.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    }

    deinit { if isReady { _ = library.inflate_end(&stream) } }

    /// Hands on what one stream at the start of the bytes holds, until `body`
    /// wants no more. Returns how many bytes the stream took, or what is wrong.
    func unpack(
        _ packed: UnsafeRawBufferPointer, atMost limit: Int, _ body: (UnsafeRawBufferPointer) -> Bool
    ) -> Result<Int, Failure> {
        guard isReady, library.inflate_reset(&stream) == Z_OK else { return .failure(Failure(fault: .damaged)) }
        // The library only reads what stands there.
        stream.next_in = UnsafeMutablePointer(mutating: packed.bindMemory(to: UInt8.self).baseAddress)
        var (rest, total) = (packed.count, 0)
        return withUnsafeTemporaryAllocation(byteCount: Self.pieceSize, alignment: 16) { piece in
            while true {
                let portion = min(rest, Int(UInt32.max))
                stream.avail_in = UInt32(portion)
                stream.next_out = piece.bindMemory(to: UInt8.self).baseAddress
                stream.avail_out = UInt32(piece.count)
                let status = library.inflate(&stream, Z_NO_FLUSH)
                rest -= portion - Int(stream.avail_in)
                let count = piece.count - Int(stream.avail_out)
                total += count
                guard total <= limit else { return .failure(Failure(fault: .tooLong)) }
                if count > 0, !body(UnsafeRawBufferPointer(rebasing: piece[..<count])) {
                    return .success(packed.count - rest)
                }
                switch status {
                case Z_STREAM_END: return .success(packed.count - rest)
                case Z_OK, Z_BUF_ERROR:
                    if rest == 0, count < piece.count { return .failure(Failure(fault: .cut)) }
                    if status == Z_BUF_ERROR, count == 0 { return .failure(Failure(fault: .damaged)) }
                default: return .failure(Failure(fault: .damaged))
                }
            }
        }
    }

    struct Failure: Error { var fault: Fault }
}

/// Files packed by gzip.
enum Gzip {
    /// Texts are seldom packed to less than a hundredth.
    private static let mostRatio = 400
    private static let smallSize = 64 << 20

    static func isPacked(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B, 0x08]) }

    /// All that is packed: parts may follow one another.
    static func unpacked(_ bytes: [UInt8], _ path: String) throws(DatasetError) -> [UInt8] {
        let inflater = Inflater(try Zlib.library(for: path), .gzip)
        var result: [UInt8] = []
        // The end of the file says how long it is, up to 4 GB.
        let expected = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        result.reserveCapacity(min(expected, bytes.count * 20))
        var start = 0
        let most = max(smallSize, bytes.count * mostRatio)
        repeat {
            let unpacked = bytes.withUnsafeBytes { all in
                inflater.unpack(
                    UnsafeRawBufferPointer(rebasing: all[start...]), atMost: Int(UInt32.max) - 1 - result.count
                ) {
                    result.append(contentsOf: $0)
                    return result.count <= most
                        && (result.count & 0xFFFFF >= $0.count || Allowance.mayHold(result.count))
                }
            }
            try DatasetError.throwIfSpent()
            guard result.count <= most else {
                throw PackageFault.refused(
                    path,
                    Message(
                        "\(bytes.count) bytes would be unpacked to more than \(most)",
                        ko: "\(bytes.count)바이트가 \(most)바이트 넘게 늘어납니다"))
            }
            switch unpacked {
            case .success(let count): start += count
            case .failure(let failure):
                // Zeros fill up the blocks of a tape; else what stands behind the
                // last part is one that is damaged.
                if start > 0, bytes[start...].allSatisfy({ $0 == 0 }) { return result }
                throw failure.fault == .tooLong ? FileSystem.tooLarge(path) : PackageFault.gzip(failure.fault, path)
            }
        } while start < bytes.count
        return result
    }
}
