/// A `~` pattern, folded once. One of Hangul initials only looks for them.
struct TextMatcher {
    private let pattern: [UInt8]
    private let looksForInitials: Bool

    init(_ pattern: String) {
        let folded = TextFold.fold(pattern)
        self.pattern = Array(folded.utf8)
        looksForInitials = !folded.isEmpty && folded.unicodeScalars.allSatisfy(String.initialConsonants.contains)
    }

    func matches(_ text: String) -> Bool {
        var folded = TextFold.fold(text)
        if looksForInitials { folded = folded.hangulInitials }
        return folded.withUTF8 { contains($0) }
    }

    private func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = pattern.first else { return true }
        guard text.count >= pattern.count else { return false }
        for start in 0...(text.count - pattern.count) where text[start] == first {
            if pattern.indices.allSatisfy({ text[start + $0] == pattern[$0] }) { return true }
        }
        return false
    }
}
