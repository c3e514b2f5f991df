import NaruSyntax

extension ProgramChecker {
    /// `country = it.country`: an inner `it` hides the outer one, so both sides
    /// read the same value and the comparison says nothing.
    func warnOfSameSides(
        _ comparison: ComparisonOperator, _ typed: (left: TypedExpression, right: TypedExpression),
        _ left: Expression, _ right: Expression, at span: Span
    ) {
        guard let path = pathKey(typed.left), path == pathKey(typed.right) else { return }
        let rows = scopes.count { !$0.isArguments }
        let way = rows > 1 ? "\(text(left)) \(comparison.rawValue) \(outerPath(right))" : nil
        report(.comparedWithItself(text(left), way: way, at: span))
    }

    private func pathKey(_ expression: TypedExpression) -> String? {
        switch expression.kind {
        case .property(let base, let property): pathKey(base).map { "\($0).\(property)" }
        case .widen(let base, _): pathKey(base)
        default: factKey(expression)
        }
    }

    /// The path as it reads from an outer row that `add me: it` has named.
    private func outerPath(_ path: Expression) -> String {
        let written = text(path)
        if written == "it" { return "me" }
        return "me." + (written.hasPrefix("it.") ? String(written.dropFirst(3)) : written)
    }
}
