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
