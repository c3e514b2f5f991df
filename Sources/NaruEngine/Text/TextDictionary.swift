import Synchronization

/// The distinct texts of a dataset in UTF-8 byte order, so that codes compare
/// as the texts do. All texts are in NFC.
package final class TextDictionary: Sendable {
    private let storage: Storage
    package let count: Int
    let plainTextCache = Mutex<Bitmap?>(nil)

    private enum Storage: Sendable {
        case owned([UInt8], [UInt32])
        case mapped(MappedTexts)
    }

    /// Bytes that lie in a file as long as their owner does.
    private struct MappedTexts: @unchecked Sendable {
        let bytes: UnsafeBufferPointer<UInt8>
        let offsets: [UInt32]
        let owner: any AnyObject & Sendable
    }

    /// `sorted` holds each text once, in byte order.
    package convenience init(sorted: [String]) {
        var bytes: [UInt8] = []
        var offsets: [UInt32] = [0]
        offsets.reserveCapacity(sorted.count + 1)
        for text in sorted {
            bytes.append(contentsOf: text.utf8)
            offsets.append(UInt32(bytes.count))
        }
        self.init(bytes: bytes, offsets: offsets)
    }

    /// Text `i` is `bytes[offsets[i] ..< offsets[i + 1]]`; each once, in byte order.
    package init(bytes: [UInt8], offsets: [UInt32]) {
        storage = .owned(bytes, offsets)
        count = offsets.count - 1
    }

    /// The same, where the bytes belong to `owner`. The offsets ascend and end
    /// with the bytes.
    init(mapped bytes: UnsafeBufferPointer<UInt8>, offsets: [UInt32], owner: any AnyObject & Sendable) {
        storage = .mapped(MappedTexts(bytes: bytes, offsets: offsets, owner: owner))
        count = offsets.count - 1
    }

    package subscript(code: Int32) -> String { withBytes(of: code) { String(decoding: $0, as: UTF8.self) } }

    /// All texts end to end and where each starts, for scans over many of them.
    package func withBytes<Result>(
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt32>) throws -> Result
    ) rethrows -> Result {
        switch storage {
        case .owned(let bytes, let offsets):
            try bytes.withUnsafeBufferPointer { bytes in
                try offsets.withUnsafeBufferPointer { try body(bytes, $0) }
            }
        case .mapped(let texts):
            try withExtendedLifetime(texts.owner) {
                try texts.offsets.withUnsafeBufferPointer { try body(texts.bytes, $0) }
            }
        }
    }

    /// The bytes of one text.
    package func withBytes<Result>(
        of code: Int32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        try withBytes { bytes, offsets in
            try body(UnsafeBufferPointer(rebasing: bytes[Int(offsets[Int(code)])..<Int(offsets[Int(code) + 1])]))
        }
    }

    /// The code of a text, or nil when the dataset does not hold it.
    package func code(of text: String) -> Int32? {
        var text = text
        return text.withUTF8 { key in
            let place = firstPlace(notBefore: key)
            return place < count && order(of: place, against: key) == 0 ? Int32(place) : nil
        }
    }

    /// The first place whose text does not come before `key`.
    package func firstPlace(notBefore key: UnsafeBufferPointer<UInt8>) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if order(of: middle, against: key) < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func order(of code: Int, against key: UnsafeBufferPointer<UInt8>) -> Int {
        withBytes(of: Int32(code)) { text in
            for index in 0..<min(text.count, key.count) where text[index] != key[index] {
                return Int(text[index]) - Int(key[index])
            }
            return text.count - key.count
        }
    }
}
