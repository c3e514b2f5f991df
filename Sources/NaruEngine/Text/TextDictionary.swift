/// The distinct texts of a dataset in UTF-8 byte order, so that codes compare
/// as the texts do. All texts are in NFC.
package final class TextDictionary: Sendable {
    private let bytes: [UInt8]
    private let offsets: [UInt32]

    /// `sorted` holds each text once, in byte order.
    package init(sorted: [String]) {
        var bytes: [UInt8] = []
        var offsets: [UInt32] = [0]
        offsets.reserveCapacity(sorted.count + 1)
        for text in sorted {
            bytes.append(contentsOf: text.utf8)
            offsets.append(UInt32(bytes.count))
        }
        self.bytes = bytes
        self.offsets = offsets
    }

    /// Text `i` is `bytes[offsets[i] ..< offsets[i + 1]]`; each once, in byte order.
    package init(bytes: [UInt8], offsets: [UInt32]) {
        self.bytes = bytes
        self.offsets = offsets
    }

    package var count: Int { offsets.count - 1 }

    package subscript(code: Int32) -> String {
        String(decoding: bytes[Int(offsets[Int(code)])..<Int(offsets[Int(code) + 1])], as: UTF8.self)
    }

    /// All texts end to end and where each starts, for scans over many of them.
    package func withBytes<Result>(
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt32>) throws -> Result
    ) rethrows -> Result {
        try bytes.withUnsafeBufferPointer { bytes in
            try offsets.withUnsafeBufferPointer { try body(bytes, $0) }
        }
    }

    /// The bytes of one text.
    package func withBytes<Result>(
        of code: Int32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        try bytes.withUnsafeBufferPointer { bytes in
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
        let start = Int(offsets[code])
        let length = Int(offsets[code + 1]) - start
        for index in 0..<min(length, key.count) where bytes[start + index] != key[index] {
            return Int(bytes[start + index]) - Int(key[index])
        }
        return length - key.count
    }
}
