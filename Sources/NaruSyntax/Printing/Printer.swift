/// AST → canonical text.
package struct Printer {
    var pieces: [Piece] = []
    /// Words that the next name must not look like, because a keyword could
    /// stand there.
    var avoided: Set<String> = []

    package static func print(_ program: Program) -> String {
        var printer = Printer()
        printer.write(program)
        return printer.text
    }

    package static func print(_ query: Query) -> String {
        var printer = Printer()
        printer.write(query, layout: .lines(indent: 0))
        return printer.text
    }

    package static func print(_ expression: Expression) -> String {
        var printer = Printer()
        printer.write(expression)
        return printer.text
    }

    package static func print(_ stage: Stage) -> String {
        var printer = Printer()
        printer.write(stage)
        return printer.text
    }

    static func pieces(of statement: Statement) -> [Piece] {
        var printer = Printer()
        printer.write(statement)
        return printer.pieces
    }

    private var text: String { PieceLayout.text(of: pieces) }

    // MARK: Writing

    mutating func emit(_ text: String) {
        avoided = []
        if !text.isEmpty { pieces.append(.text(text)) }
    }

    mutating func emit(_ name: Name) { emit(Notation.name(name.text, avoiding: avoided)) }

    mutating func emit(member name: Name) { emit(".\(Notation.member(name.text))") }

    /// A space, or the end of a line.
    mutating func line() { pieces.append(.line(flat: " ", isClosing: false)) }

    mutating func open(indent: Int = 2, isBroken: Bool = false) {
        pieces.append(.open(indent: indent, isBroken: isBroken))
    }

    mutating func close() { pieces.append(.close) }

    /// Items with commas; a line each where they don't fit on one.
    mutating func writeItems<Item>(_ items: [Item], _ write: (inout Printer, Item) -> Void) {
        for (index, item) in items.enumerated() {
            if index > 0 {
                emit(",")
                line()
            }
            write(&self, item)
        }
    }

    /// Items between brackets.
    mutating func writeItems<Item>(
        _ items: [Item], between opener: String, _ closer: String, _ write: (inout Printer, Item) -> Void
    ) {
        guard !items.isEmpty else { return emit(opener + closer) }
        openBracket(opener)
        writeItems(items, write)
        closeBracket(closer)
    }

    mutating func openBracket(_ opener: String) {
        emit(opener)
        open()
        pieces.append(.line(flat: "", isClosing: false))
    }

    mutating func closeBracket(_ closer: String) {
        pieces.append(.line(flat: "", isClosing: true))
        emit(closer)
        close()
    }
}
