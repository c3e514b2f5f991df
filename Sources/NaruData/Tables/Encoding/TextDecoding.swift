import NaruSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A text in UTF-8, and where the bytes stood that are no characters.
struct DecodedText {
    struct Fault {
        var span: Span
        var byte: UInt8
    }

    /// A byte that is no character became U+FFFD.
    var utf8: [UInt8] = []
    private(set) var faults: [Fault] = []
    private(set) var faultCount = 0

    mutating func appendFault(_ byte: UInt8) {
        let start = utf8.count
        utf8 += [0xEF, 0xBF, 0xBD]
        faultCount += 1
        if faults.count < DataIssues.limit { faults.append(Fault(span: Span(start, start + 3), byte: byte)) }
    }
}

extension TextEncoding {
    /// nil where this system has no converter for it.
    func decode(_ bytes: Bytes) -> DecodedText? {
        switch self {
        case .utf8: DecodedText(utf8: Array(bytes))
        case .cp949: CP949.decode(bytes)
        case .utf16: UTF16Text.decode(bytes, isBigEndian: bytes.starts(with: [0xFE, 0xFF]))
        case .utf16LittleEndian: UTF16Text.decode(bytes, isBigEndian: false)
        case .utf16BigEndian: UTF16Text.decode(bytes, isBigEndian: true)
        case .shiftJIS, .gb18030, .windows1252: Converter(converterName)?.decode(bytes)
        }
    }
}

enum UTF16Text {
    static func decode(_ bytes: Bytes, isBigEndian: Bool) -> DecodedText {
        var decoded = DecodedText()
        decoded.utf8.reserveCapacity(bytes.count)
        let count = bytes.count / 2
        func unit(_ index: Int) -> UInt16 {
            let (first, second) = (UInt16(bytes[index * 2]), UInt16(bytes[index * 2 + 1]))
            return isBigEndian ? first << 8 | second : second << 8 | first
        }
        var index = 0
        while index < count {
            let value = unit(index)
            index += 1
            if UTF16.isLeadSurrogate(value), index < count, UTF16.isTrailSurrogate(unit(index)) {
                let scalar = 0x10000 + (UInt32(value & 0x3FF) << 10 | UInt32(unit(index) & 0x3FF))
                index += 1
                append(Unicode.Scalar(scalar), to: &decoded.utf8)
            } else if let scalar = Unicode.Scalar(UInt32(value)) {
                // A mark of the order of bytes is no part of the text.
                if value == 0xFEFF, index == 1 { continue }
                append(scalar, to: &decoded.utf8)
            } else {
                decoded.appendFault(UInt8(truncatingIfNeeded: value >> 8))
            }
        }
        if bytes.count % 2 == 1 { decoded.appendFault(bytes[bytes.count - 1]) }
        return decoded
    }

    private static func append(_ scalar: Unicode.Scalar?, to utf8: inout [UInt8]) {
        if let encoded = scalar.flatMap(UTF8.encode) { utf8.append(contentsOf: encoded) }
    }
}

/// The converter of the C library.
private final class Converter {
    private let handle: iconv_t

    init?(_ name: String) {
        // That of an encoding which is not known is -1.
        guard let handle = iconv_open("UTF-8", name), Int(bitPattern: handle) != -1 else { return nil }
        self.handle = handle
    }

    deinit { iconv_close(handle) }

    func decode(_ bytes: Bytes) -> DecodedText {
        var decoded = DecodedText()
        decoded.utf8.reserveCapacity(bytes.count + bytes.count / 2)
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var place = 0
        while place < bytes.count {
            let (read, written) = convert(bytes, from: place, into: &chunk)
            decoded.utf8 += chunk[..<written]
            place += read
            // A full chunk goes on; what made no progress is no character.
            guard read == 0, written == 0 else { continue }
            decoded.appendFault(bytes[place])
            place += 1
        }
        return decoded
    }

    private func convert(_ bytes: Bytes, from place: Int, into chunk: inout [UInt8]) -> (read: Int, written: Int) {
        var left = bytes.count - place
        var free = chunk.count
        let (size, total) = (left, free)
        chunk.withUnsafeMutableBytes { buffer in
            var source: UnsafeMutablePointer<CChar>? = bytes.baseAddress.map {
                UnsafeMutableRawPointer(mutating: $0 + place).assumingMemoryBound(to: CChar.self)
            }
            var target = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            _ = iconv(handle, &source, &left, &target, &free)
        }
        return (size - left, total - free)
    }
}
