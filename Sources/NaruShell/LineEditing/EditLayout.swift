import NaruIDE
import NaruSyntax

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
        if isAtEnd, !hint.isEmpty { canvas.addFitting(hint, .hint) }
        return window(canvas.rows, place, rows: max(rows, 1))
    }

    /// The rows that fit, with the one of the cursor; what is below comes last.
    private func window(_ all: [[StyledText]], _ cursor: (row: Int, column: Int), rows: Int) -> EditScreen {
        let visible = min(all.count, rows)
        let first = min(max(0, cursor.row - visible + 1), all.count - visible)
        let shown = Array(all[first..<first + visible]) + below.prefix(rows - visible)
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
        case 0x80..<0xA0: return "\u{FFFD}"
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
