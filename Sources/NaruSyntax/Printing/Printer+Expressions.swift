extension Printer {
    /// In parentheses where it holds together less tightly than its place asks.
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
        default: writePostfix(expression)
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
