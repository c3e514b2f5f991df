/// A `~` pattern, folded once.
struct TextMatcher {
    private let pattern: [UInt8]

    init(_ pattern: String) { self.pattern = Array(TextFold.fold(pattern).utf8) }

    func matches(_ text: String) -> Bool {
        var folded = TextFold.fold(text)
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
