/// What a printer writes before it is known where lines break.
enum Piece: Hashable {
    case text(String)
    /// A place where a line may end; otherwise `flat` stands there. `isClosing`
    /// goes back to the indentation around its group.
    case line(flat: String, isClosing: Bool)
    /// Pieces whose lines break all together or not at all.
    case open(indent: Int, isBroken: Bool)
    case close
    /// A comment up to the end of its line; `ownsLine` when nothing but white
    /// space stands before it.
    case comment(String, ownsLine: Bool)

    /// What it is where no line breaks.
    var flat: String {
        switch self {
        case .text(let text): text
        case .line(let flat, _): flat
        case .open, .close, .comment: ""
        }
    }
}
