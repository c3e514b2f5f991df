/// A source line in three parts: before the marked place, the place, behind it.
/// Of a very long line only the surroundings of the place are kept.
struct Excerpt {
    var before: String
    var marked: String
    var after: String

    /// Lines up to this many display columns are shown whole.
    private static let whole = 160

    init(before: String, marked: String, after: String) {
        self.before = before
        self.marked = marked
        self.after = after
        guard DisplayWidth.of(before + marked + after) > Excerpt.whole else { return }
        self.before = Excerpt.end(of: before, columns: 60)
        self.marked = Excerpt.start(of: marked, columns: 60)
        self.after = self.marked.hasSuffix("…") ? "" : Excerpt.start(of: after, columns: 40)
    }

    private static func start(of text: String, columns: Int) -> String {
        let kept = fitting(text, columns: columns)
        return kept.count == text.count ? text : kept + "…"
    }

    private static func end(of text: String, columns: Int) -> String {
        let kept = fitting(String(text.reversed()), columns: columns)
        return kept.count == text.count ? text : "…" + String(kept.reversed())
    }

    private static func fitting(_ text: String, columns: Int) -> String {
        var kept = ""
        var width = 0
        for character in text {
            width += DisplayWidth.of(String(character))
            if width > columns { break }
            kept.append(character)
        }
        return kept
    }
}
