/// AST → canonical text.
package struct Printer {
    var output = ""
    /// Words that the next name must not look like, because a keyword could
    /// stand there.
    var avoided: Set<String> = []

    package static func print(_ program: Program) -> String {
        var printer = Printer()
        printer.write(program)
        return printer.output
    }

    package static func print(_ query: Query) -> String {
        var printer = Printer()
        printer.write(query, layout: .lines(indent: ""))
        return printer.output
    }

    package static func print(_ expression: Expression) -> String {
        var printer = Printer()
        printer.write(expression)
        return printer.output
    }

    // MARK: Writing

    mutating func emit(_ text: String) {
        avoided = []
        output += text
    }

    mutating func emit(_ name: Name) { emit(Notation.name(name.text, avoiding: avoided)) }

    mutating func emit(member name: Name) { emit(".\(Notation.member(name.text))") }

    mutating func writeList<Item>(_ items: [Item], separator: String = ", ", _ write: (inout Printer, Item) -> Void) {
        for (index, item) in items.enumerated() {
            if index > 0 { emit(separator) }
            write(&self, item)
        }
    }

    /// What it would write, on its own.
    func trial(_ write: (inout Printer) -> Void) -> String {
        var printer = self
        printer.output = ""
        write(&printer)
        return printer.output
    }
}
