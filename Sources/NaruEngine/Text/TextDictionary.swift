/// The distinct texts of a dataset in UTF-8 byte order, so that codes compare
/// as the texts do. All texts are in NFC.
package final class TextDictionary: Sendable {
    private let bytes: [UInt8]
    private let offsets: [Int]

    /// `sorted` holds each text once, in byte order.
    package init(sorted: [String]) {
        var bytes: [UInt8] = []
        var offsets = [0]
        offsets.reserveCapacity(sorted.count + 1)
        for text in sorted {
            bytes.append(contentsOf: text.utf8)
            offsets.append(bytes.count)
        }
        self.bytes = bytes
        self.offsets = offsets
    }

    package var count: Int { offsets.count - 1 }

    package subscript(code: Int32) -> String {
        String(decoding: bytes[offsets[Int(code)]..<offsets[Int(code) + 1]], as: UTF8.self)
    }

    /// The code of a text, or nil when the dataset does not hold it.
    package func code(of text: String) -> Int32? {
        var text = text
        return text.withUTF8 { key in
            var low = 0
            var high = count
            while low < high {
                let middle = (low + high) / 2
                switch order(of: middle, against: key) {
                case 0: return Int32(middle)
                case ..<0: low = middle + 1
                default: high = middle
                }
            }
            return nil
        }
    }

    private func order(of code: Int, against key: UnsafeBufferPointer<UInt8>) -> Int {
        let start = offsets[code]
        let length = offsets[code + 1] - start
        for index in 0..<min(length, key.count) where bytes[start + index] != key[index] {
            return Int(bytes[start + index]) - Int(key[index])
        }
        return length - key.count
    }
}
