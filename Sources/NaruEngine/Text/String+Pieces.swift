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
        let text = Array(unicodeScalars)
        let mark = Array(separator.unicodeScalars)
        guard !mark.isEmpty else { return [self] }
        var pieces: [String] = []
        var piece = String.UnicodeScalarView()
        var place = 0
        while place < text.count {
            if text[place] == mark[0], place + mark.count <= text.count,
                Array(text[place..<(place + mark.count)]) == mark
            {
                pieces.append(String(piece))
                piece = String.UnicodeScalarView()
                place += mark.count
            } else {
                piece.append(text[place])
                place += 1
            }
        }
        pieces.append(String(piece))
        return pieces
    }

    func replacing(_ old: String, by new: String) -> String {
        old.isEmpty ? self : pieces(separatedBy: old).joined(separator: new)
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

extension Unicode.Scalar {
    /// The initial consonant of a Hangul syllable; another character stays.
    var hangulInitial: Unicode.Scalar {
        let syllable = Int(value) - 0xAC00
        return (0..<11172).contains(syllable) ? String.initialConsonants[syllable / 588] : self
    }
}
