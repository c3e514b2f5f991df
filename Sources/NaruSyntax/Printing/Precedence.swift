/// How tightly an expression holds together, loosest first.
enum Precedence: Int, Comparable {
    case conditional, or, and, not, comparison, coalesce, set, range, sum, term, unary, postfix, primary

    static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }

    /// The next tighter one.
    var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .primary }
}

extension Expression {
    var precedence: Precedence {
        switch kind {
        case .conditional: .conditional
        case .or: .or
        case .and: .and
        case .not: .not
        case .compare, .contains, .typeTest: .comparison
        case .coalesce: .coalesce
        case .set: .set
        case .range: .range
        case .arithmetic(let operation, _, _): operation.precedence
        case .negate, .no, .any: .unary
        // A window ends a postfix chain, so it can't begin one.
        case .window: .postfix
        case .member, .filter, .shape: .primary
        case .number, .measured, .text, .date, .bool, .parameter, .it, .today, .enumCase, .name, .entity, .list,
            .nested, .call, .missing:
            .primary
        }
    }

    /// `no x` and `any x` read as if they reached over the operator behind
    /// them, so they are first operands only in parentheses.
    var isQuantified: Bool {
        switch kind {
        case .no, .any: true
        default: false
        }
    }

    /// An `else` behind it would become its own.
    var awaitsElse: Bool {
        guard case .conditional(_, _, let otherwise) = kind else { return false }
        return otherwise?.awaitsElse ?? true
    }
}

extension ArithmeticOperator {
    var precedence: Precedence {
        switch self {
        case .add, .subtract: .sum
        case .multiply, .divide, .remainder: .term
        }
    }
}
