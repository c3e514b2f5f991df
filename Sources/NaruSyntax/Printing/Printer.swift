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

extension Printer {
    mutating func write(_ program: Program) {
        var previous: (text: String, isQuery: Bool)?
        for statement in program.statements {
            let text = PieceLayout.text(of: Self.pieces(of: statement))
            let isQuery = if case .query = statement.kind { true } else { false }
            if let previous {
                // A line that could go on with the statement above must not.
                if Self.continuesStatement(text) { emit(";") }
                let isCompact = !isQuery && !previous.isQuery && !text.contains("\n") && !previous.text.contains("\n")
                emit(isCompact ? "\n" : "\n\n")
            }
            emit(text)
            previous = (text, isQuery)
        }
        if previous != nil { emit("\n") }
    }

    mutating func write(_ statement: Statement) {
        switch statement.kind {
        case .definition(let definition): write(definition)
        case .parameter(let parameter, let defaultValue): write(parameter, defaultValue)
        case .importFile(let path): emit("import \(Notation.text(path))")
        case .query(let query):
            avoided = JoiningWord.all
            write(query, layout: .lines(indent: 0))
        }
    }

    private mutating func write(_ definition: Definition) {
        emit("let ")
        if let owner = definition.owner {
            emit(owner)
            emit(member: definition.name)
        } else {
            emit(definition.name)
        }
        if let parameters = definition.parameters {
            writeItems(parameters, between: "(", ")") { $0.write($1) }
        }
        emit(" =")
        write(body: definition.body)
    }

    /// An expression alone goes to the next line before it breaks.
    private mutating func write(body: Query) {
        let isAlone = body.views.isEmpty && body.stages.isEmpty
        if isAlone {
            open()
            line()
        } else {
            emit(" ")
        }
        write(body, layout: isAlone ? .line : .lines(indent: 2))
        if isAlone { close() }
    }

    private mutating func write(_ parameter: Parameter, _ defaultValue: Expression?) {
        emit("param ")
        write(parameter)
        guard let defaultValue else { return }
        emit(" = ")
        write(defaultValue)
    }

    private mutating func write(_ parameter: Parameter) {
        emit(parameter.name)
        emit(": ")
        emit(parameter.type.name)
        if let field = parameter.type.field { emit(member: field) }
        emit(parameter.type.suffix.rawValue)
    }

    /// Whether a line with this text would belong to the statement before it.
    static func continuesStatement(_ text: String) -> Bool {
        let marks: Set<Character> = [".", "=", "<", ">", "!", "~", "+", "-", "*", "/", "%", "?", "|", ",", ":"]
        guard let first = text.first else { return false }
        return marks.contains(first) || text.hasPrefix("is ") || text.hasPrefix("is\n")
    }
}
