import NaruSyntax

/// Where one value is needed; says what to do when there are many.
enum SingleUse {
    case listItem, operand, condition, sortKey, groupKey, argument, test, element, range, view
}

/// Says what to do where there are many values and one is needed.
struct SingleValueChecker: CheckerPart {
    let context: CheckContext

    /// The expression, unless it has many values where one is needed.
    func single(_ expression: TypedExpression, use: SingleUse) -> TypedExpression {
        guard expression.type.isMany, !expression.type.type.isUnknown else { return expression }
        let written = text(expression.span)
        return invalid(
            .manyValues(written, ways: ways(out: expression, written, use), at: expression.span),
            at: expression.span)
    }

    private func ways(out expression: TypedExpression, _ written: String, _ use: SingleUse) -> [Suggestion] {
        let span = expression.span
        if use == .groupKey || use == .sortKey {
            let expanded = withStageBefore("expand x: \(written)", [TextEdit(span, "x")])
            return expanded + instead(of: span, ["count(\(written))"])
        }
        return instead(of: span, texts(outOf: written, use, expression.type))
    }

    private func texts(outOf written: String, _ use: SingleUse, _ type: ValueType) -> [String] {
        switch use {
        case .condition:
            return type.type.isEntity || type.type == .bool ? ["any \(written)", "no \(written)"] : ["any \(written)"]
        case .operand where type.type.isNumber || type.type == .quantity: return ["sum(\(written))", "max(\(written))"]
        case .operand where type.type.isEntity: return ["count(\(written))"]
        case .listItem, .operand, .sortKey, .groupKey, .argument, .test, .element, .range, .view:
            return ["first(\(written))", "count(\(written))"]
        }
    }
}

/// Comparisons of a value that there are many of.
extension ComparisonChecker {
    /// `parties.country.iso = "US"`: the comparison of a value that there are
    /// many of, with the ways to say what is meant.
    func manyCompared(
        _ values: (Expression, TypedExpression), _ comparison: ComparisonOperator,
        _ single: (Expression, TypedExpression), isReversed: Bool, at span: Span
    ) -> TypedExpression {
        let (many, other) = (values.0, single.0)
        let sign = isReversed ? comparison.reversed.rawValue : comparison.rawValue
        if single.1.type.type.isNumber, !schema.areComparable(values.1.type.type, single.1.type.type) {
            let way = "count(\(text(many))) \(sign) \(text(other))"
            return invalid(.manyValues(text(many), ways: instead(of: span, [way]), at: many.span), at: span)
        }
        // The literal that was meant comes first: `sector "bio" in sectors`.
        let elements = rewritten(other, as: values.1.type.type) + [text(other)]
        var ways: [String] = []
        for element in elements {
            if comparison == .equal { ways.append("\(element) in \(text(many))") }
            if comparison == .notEqual { ways.append("\(element) not in \(text(many))") }
        }
        ways += elements.map { quantified(of: many, "\(sign) \($0)") }
        if elements.count == 1, single.1.type.type.isText, case .entity(let types) = values.1.type.type {
            ways += schema.textFields(of: types).map { quantified(of: many, field: $0, "\(sign) \(text(other))") }
        }
        return invalid(.manyValues(text(many), ways: instead(of: span, ways), at: many.span), at: span)
    }

    func quantified(of many: Expression, field: String, _ rest: String) -> String {
        "any \(operand(many))[\(Notation.name(field)) \(rest)]"
    }

    /// `any parties[country.iso = "US"]`, splitting the path at the first step
    /// that has many values.
    func quantified(of many: Expression, _ rest: String) -> String {
        let split = firstMany(of: many)
        guard split.span.end < many.span.end else { return "any \(text(many))[it \(rest)]" }
        var path = text(Span(split.span.end, many.span.end))
        while path.hasPrefix(".") || path.first?.isWhitespace == true { path.removeFirst() }
        return "any \(text(split))[\(path) \(rest)]"
    }

    private func firstMany(of path: Expression) -> Expression {
        guard case .member(let base, _) = path.kind else { return path }
        let typed = attempt { ExpressionChecker(context: $0).check(base) }.result
        return typed.type.isMany ? firstMany(of: base) : path
    }
}
