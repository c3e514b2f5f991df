extension Printer {
    mutating func writePostfix(_ expression: Expression) {
        switch expression.kind {
        case .member(let base, let name):
            write(base, .primary)
            emit(member: name)
        case .filter(let base, let condition):
            write(base, .primary)
            openBracket("[")
            write(condition)
            closeBracket("]")
        case .shape(let base, let columns):
            write(base, .primary)
            writeItems(columns, between: "{", "}") { $0.write($1) }
        case .window(let call, let window):
            write(call, .primary)
            write(window)
        default: writePrimary(expression)
        }
    }

    private mutating func writePrimary(_ expression: Expression) {
        switch expression.kind {
        case .number(let literal): emit(literal.text)
        case .measured(let literal, let unit): writeMeasured(literal, unit)
        case .text(let value): emit(Notation.text(value))
        case .date(let date): emit("@\(date)")
        case .bool(let value): emit(value ? "true" : "false")
        case .parameter(let name): emit("$\(name.text)")
        case .it: emit("it")
        case .today: emit("today")
        case .enumCase(let name): emit(member: name)
        case .name(let name): emit(name)
        case .entity(let type, let text, _):
            emit(type)
            emit(" \(Notation.text(text))")
        case .list(let items):
            writeItems(items, between: "[", "]") { $0.write($1) }
        case .nested(let query):
            openBracket("(")
            write(query, layout: .line)
            closeBracket(")")
        case .call(let name, let arguments): writeCall(name, arguments)
        default: emit("…")
        }
    }

    private mutating func writeMeasured(_ literal: NumberLiteral, _ unit: Name) {
        emit(literal.text)
        emit(Notation.touchesNumber(unit.text) ? "" : " ")
        // Before an operand a stage's word says that a `|` was left out.
        avoided = JoiningWord.all.union(StageWords.all)
        emit(unit)
    }

    private mutating func writeCall(_ name: Name, _ arguments: [Argument]) {
        emit(name)
        writeItems(arguments, between: "(", ")") { printer, argument in
            printer.write(Column(name: argument.label, value: argument.value))
            if let direction = argument.direction { printer.emit(" \(direction.rawValue)") }
        }
    }

    private mutating func write(_ window: Window) {
        emit(" over ")
        writePartition(window.keys)
        if window.isRunning { emit(" so far") }
    }

    private mutating func writePartition(_ keys: [Expression]) {
        guard let first = keys.first else { return emit("all") }
        if keys.count == 1, first.isDottedName {
            avoided = ["all"]
            return write(first)
        }
        writeItems(keys, between: "(", ")") { $0.write($1) }
    }
}

extension Expression {
    /// `country`, `country.iso`
    fileprivate var isDottedName: Bool {
        switch kind {
        case .name: true
        case .member(let base, _): base.isDottedName
        default: false
        }
    }
}
