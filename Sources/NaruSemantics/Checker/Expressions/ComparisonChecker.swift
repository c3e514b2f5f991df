package import NaruSyntax

/// `=`, `<`, `~` and their kin between two values.
struct ComparisonChecker: CheckerPart {
    let context: CheckContext

    func compare(
        _ comparison: ComparisonOperator, _ left: Expression, _ right: Expression, at span: Span
    ) -> TypedExpression {
        for side in [left, right] {
            if let misleading = misleadingPrefix(side, comparison, left, right) { return invalid(misleading, at: span) }
        }
        let typed = checkPair(left, right)
        if typed.left.type.type.isUnknown || typed.right.type.type.isUnknown { return invalid(at: span) }
        switch (typed.left.type.isMany, typed.right.type.isMany) {
        case (true, true):
            let (first, second) = (text(left), text(right))
            let ways = [
                "any (\(first) intersect \(second))", "no (\(first) except \(second))",
                "count(\(first)) \(comparison.isMatch ? "=" : comparison.rawValue) count(\(second))",
            ]
            return invalid(.comparesLists(ways: instead(of: span, ways), at: span), at: span)
        case (true, false):
            return manyCompared((left, typed.left), comparison, (right, typed.right), isReversed: false, at: span)
        case (false, true):
            return manyCompared((right, typed.right), comparison, (left, typed.left), isReversed: true, at: span)
        case (false, false): break
        }
        if let problem = ComparisonMistakes(context: context).problem(comparison, typed, left, right, at: span) {
            return invalid(problem, at: span)
        }
        warnOfSameSides(comparison, typed, left, right, at: span)
        if comparison.isEquality {
            warnOfUnknownTexts(typed.left, typed.right)
            warnOfUnknownTexts(typed.right, typed.left)
        } else if !comparison.isMatch {
            warnOfOrderedText(typed.left)
            warnOfOrderedText(typed.right)
        }
        return comparison.isMatch ? match(comparison, typed, at: span) : ordered(comparison, typed, at: span)
    }

    /// Both sides; an enum case takes its type from the other.
    private func checkPair(_ left: Expression, _ right: Expression) -> (left: TypedExpression, right: TypedExpression) {
        if needsContext(left), !needsContext(right) {
            let typed = check(right)
            return (check(left, expecting: typed.type.type), typed)
        }
        let typed = check(left)
        return (typed, check(right, expecting: typed.type.type))
    }

    private func ordered(
        _ comparison: ComparisonOperator, _ sides: (left: TypedExpression, right: TypedExpression), at span: Span
    ) -> TypedExpression {
        var (left, right) = sides
        if let number = left.type.type.commonNumber(with: right.type.type) {
            (left, right) = (left.widened(to: number), right.widened(to: number))
        }
        return comparisonResult(comparison, left, right, at: span)
    }

    private func match(
        _ comparison: ComparisonOperator, _ sides: (left: TypedExpression, right: TypedExpression), at span: Span
    ) -> TypedExpression {
        comparisonResult(comparison, sides.left, sides.right.asPlainText, at: span)
    }

    private func comparisonResult(
        _ comparison: ComparisonOperator, _ left: TypedExpression, _ right: TypedExpression, at span: Span
    ) -> TypedExpression {
        let isOpen = [left, right].contains { $0.type.cardinality != .one || $0.type.type.isUndecided || $0.mayFail }
        return TypedExpression(
            .compare(comparison, left, right), ValueType(.bool, isOpen ? .optional : .one), at: span)
    }

    /// `any agreements.signed > @2024` reads as a comparison of every date.
    private func misleadingPrefix(
        _ side: Expression, _ comparison: ComparisonOperator, _ left: Expression, _ right: Expression
    ) -> Diagnostic? {
        let operand: Expression
        switch side.kind {
        case .any(let inner), .no(let inner): operand = inner
        default: return nil
        }
        guard side.span == left.span else {
            return .misleadingQuantifier(
                text(side), ways: instead(of: side.span, ["(\(text(side)))"]), at: side.span)
        }
        let word = if case .no = side.kind { "no" } else { "any" }
        var way = quantified(of: operand, "\(comparison.rawValue) \(text(right))")
        way = word + way.dropFirst("any".count)
        let whole = Span(left.span.start, right.span.end)
        return .misleadingQuantifier(text(side), ways: instead(of: whole, [way]), at: whole)
    }

    /// `country = it.country`: an inner `it` hides the outer one, so both sides
    /// read the same value and the comparison says nothing.
    private func warnOfSameSides(
        _ comparison: ComparisonOperator, _ typed: (left: TypedExpression, right: TypedExpression),
        _ left: Expression, _ right: Expression, at span: Span
    ) {
        guard left.isPath, right.isPath, withoutSpans(typed.left) == withoutSpans(typed.right) else { return }
        let rows = frames.count { !$0.isArguments }
        let compared = "\(text(left)) \(comparison.rawValue) \(outerPath(right))"
        // The outer row is that of some stage around.
        let named = environment.stages.reversed().map { stage in
            [TextEdit.insertion("add me: it | ", at: stage.start), TextEdit(right.span, outerPath(right))]
        }
        let outer = rows > 1 ? (compared, named) : nil
        let presence = left.unwrapped.kind == .it ? nil : "any \(text(left))"
        report(.comparedWithItself(text(left), outer: outer, presence: presence, at: span))
    }

    private func withoutSpans(_ expression: TypedExpression) -> TypedExpression {
        var result = expression.mappingChildren { child, _ in withoutSpans(child) }
        result.span = Span(0, 0)
        return result
    }

    /// The path as it reads from an outer row that `add me: it` has named.
    private func outerPath(_ path: Expression) -> String {
        let written = text(path)
        if written == "it" { return "me" }
        return "me." + (written.hasPrefix("it.") ? String(written.dropFirst(3)) : written)
    }
}

extension Expression {
    /// A name, `it`, or a part of one.
    fileprivate var isPath: Bool {
        switch unwrapped.kind {
        case .name, .it: true
        case .member(let base, _): base.isPath
        default: false
        }
    }
}

extension ComparisonOperator {
    /// `~` and `!~`
    var isMatch: Bool { self == .matches || self == .notMatches }

    var isEquality: Bool { self == .equal || self == .notEqual }

    /// The operator with its sides exchanged.
    package var reversed: ComparisonOperator {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        case .equal, .notEqual, .matches, .notMatches: self
        }
    }
}
