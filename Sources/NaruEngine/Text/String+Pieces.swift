import NaruSyntax

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[start...end])
    }

    /// Its parts between occurrences of a separator; the whole text if the
    /// separator is empty.
    func pieces(separatedBy separator: String) -> [String] {
        let (bytes, length) = (Array(utf8), separator.utf8.count)
        var start = 0
        var pieces = bytes.places(of: Array(separator.utf8)).map { place in
            defer { start = place + length }
            return String(decoding: bytes[start..<place], as: UTF8.self)
        }
        pieces.append(String(decoding: bytes[start...], as: UTF8.self))
        return pieces
    }

    /// Unicode scalars from a position (the first is 1), at most `count` of them.
    func scalars(from start: Int64, count: Int64?) -> String {
        let scalars = unicodeScalars
        let skipped = Int(clamping: max(start, 1) - 1)
        let rest = scalars.dropFirst(skipped)
        guard let count else { return String(rest) }
        return String(rest.prefix(Int(clamping: max(count, 0))))
    }

    /// The initial consonants of Hangul syllables, in the order of their blocks.
    static let initialConsonants = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".unicodeScalars)

    /// The initial consonant of each Hangul syllable; other characters stay.
    var hangulInitials: String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars { result.append(scalar.hangulInitial) }
        return String(result)
    }
}

extension [UInt8] {
    /// Where another text occurs in this one, from left to right without overlaps.
    /// No byte is compared anew for each place (Knuth, Morris and Pratt), since both
    /// may be long and periodic.
    func places(of mark: [UInt8]) -> [Int] {
        guard !mark.isEmpty, mark.count <= count else { return [] }
        // Of each beginning of the mark how long a beginning it ends with.
        var borders = [Int](repeating: 0, count: mark.count)
        func extended(_ length: Int, by byte: UInt8) -> Int {
            var length = length
            while length > 0, mark[length] != byte { length = borders[length - 1] }
            return mark[length] == byte ? length + 1 : 0
        }
        for place in mark.indices.dropFirst() { borders[place] = extended(borders[place - 1], by: mark[place]) }
        var places: [Int] = []
        var length = 0
        for (place, byte) in enumerated() {
            // Whoever asked asks again before he goes on.
            if place & 0xFFFFF == 0xFFFFF, Allowance.isSpent { break }
            length = extended(length, by: byte)
            guard length == mark.count else { continue }
            places.append(place + 1 - length)
            length = 0
        }
        return places
    }

    /// Other bytes at places that stand apart, each in the place of `length` bytes.
    func replacing(_ places: [Int], of length: Int, by new: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count + places.count * (new.count - length))
        var start = 0
        for place in places {
            result += self[start..<place]
            result += new
            start = place + length
        }
        return result + self[start...]
    }
}

extension Unicode.Scalar {
    /// The initial consonant of a Hangul syllable; another character stays.
    var hangulInitial: Unicode.Scalar {
        let syllable = Int(value) - 0xAC00
        return (0..<11172).contains(syllable) ? String.initialConsonants[syllable / 588] : self
    }
}
