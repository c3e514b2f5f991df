import NaruSyntax

extension ProgramChecker {
    /// `country = it.country`: an inner `it` hides the outer one, so both sides
    /// read the same value and the comparison says nothing.
    func warnOfSameSides(
        _ comparison: ComparisonOperator, _ typed: (left: TypedExpression, right: TypedExpression),
        _ left: Expression, _ right: Expression, at span: Span
    ) {
        guard left.isPath, right.isPath, withoutSpans(typed.left) == withoutSpans(typed.right) else { return }
        let rows = scopes.count { !$0.isArguments }
        let compared = "\(text(left)) \(comparison.rawValue) \(outerPath(right))"
        // The outer row is that of some stage around.
        let named = stageSpans.reversed().map { stage in
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
