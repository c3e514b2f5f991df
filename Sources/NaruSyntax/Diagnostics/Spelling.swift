/// "Did you mean": names near a misspelt one.
package enum Spelling {
    /// The nearest name, if one is near enough; of equally near ones the first.
    package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        all(near: name, among: candidates, limit: 1).first
    }

    /// The near names, nearest first, equally near ones in their given order.
    package static func all(near name: String, among candidates: some Sequence<String>, limit: Int = 3) -> [String] {
        guard name.utf8.count <= longest else { return [] }
        let wanted = letters(name)
        var found: [(name: String, distance: Int)] = []
        var seen: Set<String> = []
        for candidate in candidates where candidate.utf8.count <= longest && seen.insert(candidate).inserted {
            let other = letters(candidate)
            if let distance = distance(wanted, other, atMost: tolerance(wanted.count, other.count)) {
                found.append((candidate, distance))
            }
        }
        let sorted = found.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
        return sorted.prefix(limit).map(\.element.name)
    }

    /// Comparing takes the product of the lengths, and nobody misspells a page.
    private static let longest = 400

    /// "did you mean 'name'?", for the caret.
    package static func label(for name: String, among candidates: some Sequence<String>) -> Message? {
        nearest(to: name, among: candidates).map(didYouMean)
    }

    package static func didYouMean(_ name: String) -> Message {
        let shown = name.hasPrefix("\"") ? name : "'\(name)'"
        return Message("did you mean \(shown)?", ko: "혹시 \(shown)인가요?")
    }

    /// Hangul is compared by its letters, so that 샌디에고 is near 샌디에이고.
    private static func letters(_ name: String) -> [Unicode.Scalar] { name.lowercased().nfd }

    /// A third of the letters may differ, and never so many that nothing of a
    /// short name is left.
    private static func tolerance(_ left: Int, _ right: Int) -> Int {
        let shorter = min(left, right)
        return shorter < 2 ? 0 : max(1, shorter / 3)
    }

    /// The least number of insertions, deletions, replacements and swaps of
    /// neighbours that make one of the other (Damerau-Levenshtein, restricted
    /// to changing each letter once); nil beyond `limit`.
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let cost = left[row] == right[column] ? 0 : 1
                var best = min(last[column] + cost, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            if current.allSatisfy({ $0 > limit }) { return nil }
            (beforeLast, last) = (last, current)
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }
}
