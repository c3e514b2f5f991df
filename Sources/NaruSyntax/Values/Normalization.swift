@_spi(_Unicode) import Swift

extension String {
    /// Normalization form C, in which the language compares names and texts.
    package var nfc: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return self }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: _nfc)
        return String(scalars)
    }

    /// Normalization form D: a Hangul syllable as its letters.
    package var nfd: [Unicode.Scalar] {
        utf8.allSatisfy { $0 < 0x80 } ? Array(unicodeScalars) : Array(_nfd)
    }
}
