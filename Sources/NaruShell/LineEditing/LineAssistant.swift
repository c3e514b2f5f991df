import NaruIDE

/// What a line editor asks about the text it holds.
protocol LineAssistant {
    /// Whether Enter runs the text as it stands.
    func isComplete(_ text: String) -> Bool
    /// `cursor` in UTF-8 bytes.
    func completions(of text: String, at cursor: Int) -> Completions
    /// How a candidate is listed.
    func description(of candidate: Candidate) -> String
}

/// What came of reading one statement.
enum LineResult: Hashable {
    case text(String)
    /// Ctrl-C: what was typed is given up.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case end
}
