extension Printer {
    /// In parentheses where it holds together less tightly than its place asks.
    @inline(never)
    mutating func write(_ expression: Expression, _ least: Precedence = .conditional) {
        guard expression.precedence < least else { return writeBare(expression) }
        writeInParentheses(expression)
    }

    private mutating func writeInParentheses(_ expression: Expression) {
        openBracket("(")
        writeBare(expression)
        closeBracket(")")
    }

    /// A line may begin with any of these operators.
    private mutating func writeOperands(
        _ operands: [Expression], _ operation: String, _ least: Precedence
    ) {
        open()
        for (index, operand) in operands.enumerated() {
            if index > 0 {
                line()
                emit("\(operation) ")
            }
            index == 0 ? writeFirst(operand, least) : write(operand, least)
        }
        close()
    }

    private mutating func writeConnected(_ operands: [Expression], _ word: String, _ least: Precedence) {
        open()
        for (index, operand) in operands.enumerated() {
            if index > 0 {
                line()
                emit("\(word) ")
            }
            write(operand, least)
        }
        close()
    }

    /// `no x` and `any x` seem to reach over what stands behind them.
    private mutating func writeFirst(_ expression: Expression, _ least: Precedence) {
        expression.isQuantified ? writeInParentheses(expression) : write(expression, least)
    }

    private mutating func writeBare(_ expression: Expression) {
        switch expression.kind {
        case .or(let operands): writeConnected(operands, "or", .and)
        case .and(let operands): writeConnected(operands, "and", .not)
        case .not(let operand):
            emit("not ")
            write(operand, .not)
        case .coalesce(let operands): writeOperands(operands, "??", .set)
        case .set(let operation, let operands): writeOperands(operands, operation.rawValue, .range)
        case .range(let lower, let upper): writeRange(lower, upper)
        case .arithmetic(let operation, let left, let right):
            writeArithmetic(operation, left, right)
        case .compare(let operation, let left, let right):
            writeInfix(left, operation.rawValue, right, .coalesce, .coalesce)
        case .contains(let element, let set, let isNegated):
            writeInfix(element, isNegated ? "not in" : "in", set, .coalesce, .coalesce)
        case .typeTest(let subject, let type, let isNegated): writeTypeTest(subject, type, isNegated)
        case .negate(let operand): writePrefix("-", operand)
        case .no(let operand): writePrefix("no ", operand)
        case .any(let operand): writePrefix("any ", operand)
        case .conditional(let condition, let then, let otherwise): writeConditional(condition, then, otherwise)
        case .member(let base, let name):
            write(base, .primary)
            emit(member: name)
        case .filter(let base, let condition): writeFilter(base, condition)
        case .shape(let base, let columns):
            write(base, .primary)
            writeItems(columns, between: "{", "}") { $0.write($1) }
        case .window(let call, let window):
            write(call, .primary)
            write(window)
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
        case .list(let items): writeItems(items, between: "[", "]") { $0.write($1) }
        case .nested(let query): writeNested(query)
        case .call(let name, let arguments): writeCall(name, arguments)
        case .missing: emit("…")
        }
    }

    private mutating func writeInfix(
        _ left: Expression, _ operation: String, _ right: Expression, _ leastLeft: Precedence, _ leastRight: Precedence
    ) {
        writeFirst(left, leastLeft)
        emit(" \(operation) ")
        write(right, leastRight)
    }

    /// A chain of operators that hold equally tightly breaks as one.
    private mutating func writeArithmetic(_ operation: ArithmeticOperator, _ left: Expression, _ right: Expression) {
        var rest: [(ArithmeticOperator, Expression)] = [(operation, right)]
        var first = left
        while case .arithmetic(let inner, let before, let after) = first.kind, inner.precedence == operation.precedence
        {
            rest.append((inner, after))
            first = before
        }
        open()
        writeFirst(first, operation.precedence)
        for (sign, operand) in rest.reversed() {
            line()
            emit("\(sign.rawValue) ")
            write(operand, operation.precedence.tighter)
        }
        close()
    }

    private mutating func writePrefix(_ operation: String, _ operand: Expression) {
        // Two minus signs that touch would begin a comment in other languages.
        if operation == "-", case .negate = operand.kind { emit("- ") } else { emit(operation) }
        write(operand, .unary)
    }

    private mutating func writeRange(_ lower: Expression?, _ upper: Expression?) {
        if let lower { writeFirst(lower, .sum) }
        emit("..")
        guard let upper else { return }
        avoided = JoiningWord.all
        write(upper, .sum)
    }

    private mutating func writeTypeTest(_ subject: Expression?, _ type: Name, _ isNegated: Bool) {
        if let subject {
            writeFirst(subject, .coalesce)
            emit(" ")
        }
        emit(isNegated ? "is not " : "is ")
        emit(type)
    }

    private mutating func writeConditional(_ condition: Expression, _ then: Expression, _ otherwise: Expression?) {
        open()
        emit("if ")
        write(condition)
        line()
        emit("then ")
        then.awaitsElse && otherwise != nil ? writeInParentheses(then) : write(then)
        if let otherwise {
            line()
            emit("else ")
            write(otherwise)
        }
        close()
    }
}

extension Printer {
    mutating func writeFilter(_ base: Expression, _ condition: Expression) {
        write(base, .primary)
        openBracket("[")
        write(condition)
        closeBracket("]")
    }

    mutating func writeNested(_ query: Query) {
        openBracket("(")
        write(query, layout: .line)
        closeBracket(")")
    }

    mutating func writeMeasured(_ literal: NumberLiteral, _ unit: Name) {
        emit(literal.text)
        emit(Notation.touchesNumber(unit.text) ? "" : " ")
        // Before an operand a stage's word says that a `|` was left out.
        avoided = JoiningWord.all.union(StageWord.allCases.map(\.rawValue))
        emit(unit)
    }

    mutating func writeCall(_ name: Name, _ arguments: [Argument]) {
        emit(name)
        writeItems(arguments, between: "(", ")") { printer, argument in
            printer.write(Column(name: argument.label, value: argument.value))
            if let direction = argument.direction { printer.emit(" \(direction.rawValue)") }
        }
    }

    mutating func write(_ window: Window) {
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
