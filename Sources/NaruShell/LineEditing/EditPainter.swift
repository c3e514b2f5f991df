import NaruIDE
import NaruSyntax

/// Draws one screen of input over the one before, in a single write. Without
/// colours a hint is still dim and a choice reversed, or nobody could tell.
struct EditPainter {
    let usesColor: Bool
    /// The row of the cursor in what was drawn last, counted from its first row.
    private var cursorRow = 0
    private var last: EditScreen?

    init(usesColor: Bool) { self.usesColor = usesColor }

    /// What brings the terminal from the last screen to this one.
    mutating func paint(_ screen: EditScreen) -> String {
        var output = "\u{1B}[?25l" + clearing()
        output += screen.rows.map { $0.map(styled).joined() }.joined(separator: "\r\n")
        let up = screen.rows.count - 1 - screen.cursorRow
        if up > 0 { output += "\u{1B}[\(up)A" }
        output += "\r"
        if screen.cursorColumn > 0 { output += "\u{1B}[\(screen.cursorColumn)C" }
        cursorRow = screen.cursorRow
        last = screen
        return output + "\u{1B}[?25h"
    }

    /// Leaves the input standing and goes on below it.
    mutating func leave(_ screen: EditScreen) -> String {
        let output = paint(screen)
        let down = screen.rows.count - 1 - screen.cursorRow
        cursorRow = 0
        return output + (down > 0 ? "\u{1B}[\(down)B" : "") + "\r\n"
    }

    /// The terminal shows something else now; the next screen starts afresh.
    mutating func forget() { (cursorRow, last) = (0, nil) }

    /// A terminal that became narrower has broken the rows that no longer fit.
    mutating func resized(to columns: Int) {
        guard let last, columns > 0 else { return }
        let above = last.rows.prefix(last.cursorRow).map { row in
            max(1, (row.reduce(0) { $0 + DisplayWidth.of($1.text) } + columns - 1) / columns)
        }
        cursorRow = above.reduce(0, +) + last.cursorColumn / columns
    }

    private func clearing() -> String {
        (cursorRow > 0 ? "\u{1B}[\(cursorRow)A" : "") + "\r\u{1B}[J"
    }

    private func styled(_ piece: StyledText) -> String {
        guard let code = code(of: piece.style) else { return piece.text }
        return "\u{1B}[\(code)m\(piece.text)\u{1B}[0m"
    }

    private func code(of style: StyledText.Style) -> String? {
        switch style {
        case .plain: nil
        case .prompt: "1"
        case .hint, .note: "2"
        case .selected: "7"
        case .code(let kind): usesColor ? code(of: kind) : nil
        }
    }

    /// The eight colours that every theme defines.
    private func code(of kind: HighlightClass) -> String? {
        switch kind {
        case .keyword: "1;34"
        case .function: "36"
        case .type, .enumCase: "35"
        case .text: "32"
        case .number, .date: "33"
        case .parameter: "31"
        case .comment: "2"
        case .unreadable: "4;31"
        case .name, .symbol: nil
        }
    }
}
