import NaruSyntax

/// One line of a `.ties` file with the lines that its list goes on in.
struct TiesLine: Hashable {
    enum Piece: Hashable {
        /// A word, a text with its quotation marks, or a sign.
        case word(String)
        case comma
        /// `ownsLine` when only blanks stand before it.
        case comment(String, ownsLine: Bool)
    }

    /// 0 for what starts at the margin, 1 for its fields, 2 for their details.
    var level: Int
    var pieces: [Piece]
    /// A blank line stands above.
    var hasGap = false

    /// Nothing but a comment.
    var isComment: Bool {
        if case .comment? = pieces.first { true } else { false }
    }

    var words: [String] {
        pieces.compactMap { if case .word(let word) = $0 { word } else { nil } }
    }

    /// The comment in the middle of a list, behind which a line must end.
    var holdsComment: Bool {
        pieces.dropLast().contains { if case .comment = $0 { true } else { false } }
    }
}
