import NaruSemantics

/// The form in which two texts that a reader would take for the same become
/// the same bytes. `~`, entity literals and `fold()` share it.
///
/// Folded away are: case; full and half width; Latin accents and strokes
/// (`Málaga`, `Tromsø`, `Łódź`); the kinds of quotation mark, of middle dot
/// (`· ㆍ ‧ ․ • ・ ⋅ ∙`) and of blank; Unicode's compatibility characters, such
/// as circled digits, Roman numerals, squared units (`㎡`), ligatures, half-width
/// and conjoining jamo; and what cannot be seen, such as a zero-width space.
package enum TextFold {
    package static func fold(_ text: String) -> String {
        var text = text
        return text.withUTF8 { text in
            var result: [UInt8] = []
            fold(text, into: &result)
            return String(decoding: result, as: UTF8.self)
        }
    }

    /// Appends the folded form of a text in NFC.
    package static func fold(_ text: UnsafeBufferPointer<UInt8>, into result: inout [UInt8]) {
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                result.append(asciiForms[Int(byte)])
                index += 1
            } else if isSelf(text, index, byte) {
                result.append(byte)
                result.append(text[index + 1])
                result.append(text[index + 2])
                index += 3
            } else {
                index += foldScalar(text, at: index, into: &result)
            }
        }
    }

    /// Hangul syllables and ideographs (U+4000 ... U+D7A3) fold to themselves.
    @inline(__always)
    private static func isSelf(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ lead: UInt8) -> Bool {
        guard index + 2 < text.count else { return false }
        switch lead {
        case 0xE4...0xE9, 0xEB, 0xEC: return true
        case 0xEA: return text[index + 1] >= 0xB0
        case 0xED: return text[index + 1] < 0x9E
        default: return false
        }
    }

    /// Whether folding changes nothing but ASCII capitals.
    static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                guard arePlain[Int(byte)] else { return false }
                index += 1
            } else {
                guard isSelf(text, index, byte) else { return false }
                index += 3
            }
        }
        return true
    }

    private static let arePlain = asciiForms.enumerated().map { byte, form in
        form == byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= UInt8(byte)
    }

    private static func foldScalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int, into result: inout [UInt8]) -> Int
    {
        var decoder = UTF8()
        var bytes = text[index...].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&bytes) else {
            result.append(text[index])
            return 1
        }
        // An accent that found no letter to combine with falls away like the others.
        let isAccent = 0x300...0x36F ~= scalar.value
        if !(isAccent && result.last.map { $0 < 0x80 } ?? false) { FoldTable.append(scalar, to: &result) }
        return UTF8.width(scalar)
    }

    private static let asciiForms: [UInt8] = (0..<128).map { byte in
        switch UInt8(byte) {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(byte) + 32
        case UInt8(ascii: "\""), UInt8(ascii: "`"): UInt8(ascii: "'")
        case 9...13: UInt8(ascii: " ")
        default: UInt8(byte)
        }
    }
}

/// Texts that fold to themselves but for ASCII capitals, as most do.
extension TextDictionary {
    /// A bit for each written text, found once.
    var plainTexts: Bitmap {
        plainTextCache.withLock { known in
            if let known { return known }
            let written = writtenTexts
            let found = Bitmap(count: written.count) { (place: Int) -> Bool in
                written.withBytes(of: place) { TextFold.isPlain($0) }
            }
            known = found
            return found
        }
    }
}
