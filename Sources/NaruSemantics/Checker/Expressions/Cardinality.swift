import NaruSyntax

/// Where one value is needed; says what to do when there are many.
enum SingleUse {
    case listItem, operand, condition, sortKey, groupKey, argument, test, element, range, view
}

extension ProgramChecker {
    /// The expression, unless it has many values where one is needed.
    func single(_ expression: TypedExpression, use: SingleUse) -> TypedExpression {
        guard expression.type.isMany, !expression.type.type.isUnknown else { return expression }
        let written = text(expression.span)
        return invalid(
            .manyValues(written, ways: ways(out: written, use, expression.type), at: expression.span),
            at: expression.span)
    }

    private func ways(out written: String, _ use: SingleUse, _ type: ValueType) -> [String] {
        switch use {
        case .condition:
            return type.type.isEntity || type.type == .bool ? ["any \(written)", "no \(written)"] : ["any \(written)"]
        case .groupKey, .sortKey: return ["| expand x: \(written)", "count(\(written))"]
        case .test: return ["any \(written)[is …]", "\(written)[is …]"]
        case .operand where type.type.isNumber || type.type == .quantity: return ["sum(\(written))", "max(\(written))"]
        case .operand where type.type.isEntity: return ["count(\(written))"]
        case .element: return ["any \(written)[it in …]", "first(\(written))"]
        default: return ["first(\(written))", "count(\(written))"]
        }
    }

    /// `parties.country.iso = "US"`: the comparison of a value that there are
    /// many of, with the ways to say what is meant.
    func manyCompared(
        _ values: (Expression, TypedExpression), _ comparison: ComparisonOperator,
        _ single: (Expression, TypedExpression), isReversed: Bool, at span: Span
    ) -> TypedExpression {
        let (many, other) = (values.0, single.0)
        let sign = isReversed ? comparison.reversed.rawValue : comparison.rawValue
        if single.1.type.type.isNumber, !areComparable(values.1.type.type, single.1.type.type) {
            let way = "count(\(text(many))) \(sign) \(text(other))"
            return invalid(.manyValues(text(many), ways: [way], at: many.span), at: span)
        }
        var ways = [quantifiedComparison(of: many, "\(sign) \(text(other))")]
        if comparison == .equal { ways.append("\(text(other)) in \(text(many))") }
        if comparison == .notEqual { ways.append("\(text(other)) not in \(text(many))") }
        return invalid(.manyValues(text(many), ways: ways, at: many.span), at: span)
    }

    /// `any parties[country.iso = "US"]`, splitting the path at the first step
    /// that has many values.
    func quantifiedComparison(of many: Expression, _ rest: String) -> String {
        let split = firstMany(of: many)
        guard split.span.end < many.span.end else { return "any \(text(many))[it \(rest)]" }
        var path = text(Span(split.span.end, many.span.end))
        while path.hasPrefix(".") || path.first?.isWhitespace == true { path.removeFirst() }
        return "any \(text(split))[\(path) \(rest)]"
    }

    private func firstMany(of path: Expression) -> Expression {
        guard case .member(let base, _) = path.kind else { return path }
        let typed = attempt { check(base) }.result
        return typed.type.isMany ? firstMany(of: base) : path
    }
}

extension ComparisonOperator {
    /// The operator with its sides exchanged.
    var reversed: ComparisonOperator {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        default: self
        }
    }
}
