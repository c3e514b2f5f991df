/// What `~` or `has_word` asks of a text. A text is folded and searched for some
/// bytes; where words are asked for, only the texts that have them are looked
/// at more closely.
struct TextTest: Sendable {
    private let search: ByteSearch
    private let looksForInitials: Bool
    private let word: WordMatcher?

    /// `text ~ "pattern"`: the folded text contains the folded pattern, or one
    /// of Hangul initials only its initials do.
    init(containing pattern: String) {
        let folded = TextFold.fold(pattern)
        search = ByteSearch(Array(folded.utf8))
        looksForInitials = !folded.isEmpty && folded.unicodeScalars.allSatisfy(String.initialConsonants.contains)
        word = nil
    }

    /// `has_word(text, word)`
    init(word pattern: String) {
        let matcher = WordMatcher(pattern)
        word = matcher
        search = ByteSearch(matcher.longestWord)
        looksForInitials = matcher.looksForInitials
    }

    func matches(_ text: String) -> Bool {
        var text = text
        var buffer: [UInt8] = []
        return text.withUTF8 { matches($0, &buffer) }
    }

    /// The buffer is there to be used again for the next text.
    func matches(_ text: UnsafeBufferPointer<UInt8>, _ buffer: inout [UInt8]) -> Bool {
        buffer.removeAll(keepingCapacity: true)
        TextFold.fold(text, into: &buffer)
        if looksForInitials { HangulInitials.replaceSyllables(in: &buffer) }
        return buffer.withUnsafeBufferPointer { search.isIn($0) } && isWord(in: text)
    }

    private func isWord(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        word?.matches(String(decoding: text, as: UTF8.self)) ?? true
    }

    /// Whether a text that is a number, by its code, has what is asked for.
    func matches(number code: Int, of texts: TextDictionary) -> Bool {
        guard !looksForInitials, search.pattern.allSatisfy(Self.digits.contains) else { return false }
        return matches(texts[Int32(code)])
    }

    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

    /// The answers of some of the written texts of a dictionary, by place.
    func answers(of dictionary: TextDictionary, at places: Range<Int>) -> Bitmap {
        let texts = dictionary.writtenTexts
        var answers = Bitmap(repeating: false, count: places.count)
        guard !looksForInitials, !search.pattern.isEmpty else {
            ask(texts, places) { answers[$0 - places.lowerBound] = true }
            return answers
        }
        let plain = dictionary.plainTexts
        search(texts, plain, places) { place in
            if word == nil || texts.withBytes(of: place, isWord) { answers[place - places.lowerBound] = true }
        }
        let others = ~plain.slice(places)
        ask(texts, others.indices.map { Int($0) + places.lowerBound }) { answers[$0 - places.lowerBound] = true }
        return answers
    }

    /// One text after the other.
    private func ask(_ texts: WrittenTexts, _ places: some Sequence<Int>, found: (Int) -> Void) {
        var buffer: [UInt8] = []
        for place in places where texts.withBytes(of: place, { matches($0, &buffer) }) { found(place) }
    }

    /// Plain texts fold to themselves but for capitals, so that all of them are
    /// searched at once, as they lie in memory.
    private func search(_ texts: WrittenTexts, _ plain: Bitmap, _ places: Range<Int>, found: (Int) -> Void) {
        guard !places.isEmpty else { return }
        texts.withAllBytes { all in
            texts.offsets.withNumbers { offsets in
                let end = Int(offsets[places.upperBound])
                guard all.count >= end else { return }
                let bytes = UnsafeBufferPointer(rebasing: all[..<end])
                search.scanning { scanner in
                    Self.search(scanner, bytes, offsets, places) { if plain[$0] { found($0) } }
                }
            }
        }
    }

    /// Every text among some that the pattern lies in.
    private static func search(
        _ scanner: ByteSearch.Scanner, _ bytes: UnsafeBufferPointer<UInt8>, _ offsets: LittleEndianNumbers<UInt32>,
        _ places: Range<Int>, found: (Int) -> Void
    ) {
        var (text, place) = (places.lowerBound, Int(offsets[places.lowerBound]))
        while text < places.upperBound, let match = scanner.place(in: bytes, from: place) {
            text = Self.text(at: match, offsets, from: text)
            guard text < places.upperBound else { return }
            let end = Int(offsets[text + 1])
            if match + scanner.count <= end {
                found(text)
                place = max(end, match + 1)
                text += 1
            } else {
                place = match + 1
            }
        }
    }

    /// The text from a first one on that does not end before a place: steps that
    /// double, then halves.
    private static func text(at place: Int, _ offsets: LittleEndianNumbers<UInt32>, from first: Int) -> Int {
        var low = first
        var step = 1
        while low + step < offsets.count, Int(offsets[low + step]) <= place {
            low += step
            step *= 2
        }
        var high = min(low + step, offsets.count)
        while low + 1 < high {
            let middle = (low + high) / 2
            if Int(offsets[middle]) <= place { low = middle } else { high = middle }
        }
        return low
    }
}

/// The initial consonants of folded texts.
enum HangulInitials {
    /// Syllables and initials both take three bytes.
    static func replaceSyllables(in text: inout [UInt8]) {
        var index = 0
        while index + 2 < text.count {
            guard text[index] >= 0xEA, text[index] <= 0xED else {
                index += text[index] >= 0xF0 ? 4 : text[index] >= 0xE0 ? 3 : text[index] >= 0xC0 ? 2 : 1
                continue
            }
            let scalar =
                UInt32(text[index] & 0x0F) << 12 | UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
            if 0xAC00...0xD7A3 ~= scalar {
                let bytes = initials[Int(scalar - 0xAC00) / 588]
                for offset in 0..<3 { text[index + offset] = bytes[offset] }
            }
            index += 3
        }
    }

    private static let initials: [[UInt8]] = String.initialConsonants.map { Array(String($0).utf8) }
}
