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

/// A stretch of text of one look.
struct StyledText: Hashable {
    enum Style: Hashable {
        case plain, prompt, hint, note, selected
        case code(HighlightClass)
    }

    var text: String
    var style: Style
}

/// What is being typed, laid out for a terminal.
struct EditScreen: Hashable {
    var rows: [[StyledText]]
    var cursorRow: Int
    var cursorColumn: Int
}

/// Lays out input on screen rows: a pure function of the text, the cursor and
/// the size of the terminal.
struct EditLayout {
    var prompt = "naru> "
    var continuation = "...> "
    /// Shown dim behind the text when the cursor is at its end.
    var hint = ""
    /// Rows under the input, such as candidates.
    var below: [[StyledText]] = []

    /// `cursor` counts characters.
    func screen(_ text: String, cursor: Int, columns: Int, rows: Int) -> EditScreen {
        var canvas = Canvas(columns: max(columns, 2))
        canvas.add(prompt, .prompt)
        let classes = classes(of: text)
        var place = (row: 0, column: 0)
        for (index, character) in text.enumerated() {
            if index == cursor { place = canvas.cursor(before: character) }
            if character.isNewline {
                canvas.breakLine()
                canvas.add(continuation, .prompt)
            } else {
                canvas.add(shown(character, at: canvas.column), .code(classes[index]))
            }
        }
        let isAtEnd = cursor >= text.count
        if isAtEnd { place = canvas.cursor(before: nil) }
        if isAtEnd, !hint.isEmpty { canvas.addFitting(ControlText.escaped(hint), .hint) }
        return window(canvas.rows, place, rows: max(rows, 1))
    }

    /// The rows that fit, with the one of the cursor; what is below comes last.
    private func window(_ all: [[StyledText]], _ cursor: (row: Int, column: Int), rows: Int) -> EditScreen {
        let visible = min(all.count, rows)
        let first = min(max(0, cursor.row - visible + 1), all.count - visible)
        // Candidates are names of whatever data are open.
        let below = below.prefix(rows - visible).map { row in
            row.map { StyledText(text: ControlText.escaped($0.text), style: $0.style) }
        }
        let shown = Array(all[first..<first + visible]) + below
        return EditScreen(rows: shown, cursorRow: cursor.row - first, cursorColumn: cursor.column)
    }

    /// Control characters are made visible.
    private func shown(_ character: Character, at column: Int) -> String {
        if character == "\t" { return String(repeating: " ", count: 4 - column % 4) }
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
            return standing(character)
        }
        switch scalar.value {
        case 0..<0x20: return "^" + String(UnicodeScalar(UInt8(scalar.value + 0x40)))
        case 0x7F: return "^?"
        case _ where ControlText.isControl(scalar): return "\u{FFFD}"
        default: return standing(character)
        }
    }

    /// Marks without a letter need something to stand on.
    private func standing(_ character: Character) -> String {
        DisplayWidth.of(character) == 0 ? "\u{25CC}" + String(character) : String(character)
    }

    /// For each character what it is part of.
    private func classes(of text: String) -> [HighlightClass] {
        var classes: [HighlightClass] = []
        var highlights = Highlighter.highlights(of: text)[...]
        var offset = 0
        for character in text {
            while let first = highlights.first, first.span.end <= offset { highlights.removeFirst() }
            let isInside = highlights.first.map { $0.span.start <= offset } ?? false
            classes.append(isInside ? highlights.first?.kind ?? .name : .name)
            offset += character.utf8.count
        }
        return classes
    }
}

/// Screen rows as they fill up.
private struct Canvas {
    let columns: Int
    var rows: [[StyledText]] = [[]]
    var column = 0

    mutating func add(_ text: String, _ style: StyledText.Style) {
        for character in text {
            let width = DisplayWidth.of(character)
            if column + width > columns { breakLine() }
            append(String(character), style)
            column += width
        }
    }

    /// As much as the row holds.
    mutating func addFitting(_ text: String, _ style: StyledText.Style) {
        for character in text {
            let width = DisplayWidth.of(character)
            guard column + width < columns, !character.isNewline else { return }
            append(String(character), style)
            column += width
        }
    }

    mutating func breakLine() {
        rows.append([])
        column = 0
    }

    /// Where the cursor stands before the next character; behind a full row, on
    /// the next one.
    mutating func cursor(before next: Character?) -> (row: Int, column: Int) {
        let width = next.map { $0.isNewline ? 1 : max(DisplayWidth.of($0), 1) } ?? 1
        if column + width > columns, next?.isNewline != true { breakLine() }
        if column >= columns { return (rows.count - 1, columns - 1) }
        return (rows.count - 1, column)
    }

    private mutating func append(_ text: String, _ style: StyledText.Style) {
        let last = rows.count - 1
        if let piece = rows[last].last, piece.style == style {
            rows[last][rows[last].count - 1].text += text
        } else {
            rows[last].append(StyledText(text: text, style: style))
        }
    }
}
