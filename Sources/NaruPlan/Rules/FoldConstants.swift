import NaruSemantics
import NaruSyntax

/// What no row and no run changes is computed now. Nothing that may fail is, so
/// that warnings stay what they are, and nothing is left out that would be
/// evaluated.
struct FoldConstants: Rule {
    let name = "fold-constants"

    func apply(_ plan: Plan, for purpose: Planner.Purpose) -> Plan {
        guard purpose == .rows, plan.survey.contents.contains(.foldable) else { return plan }
        return plan.with(root: plan.root.mapping(folded))
    }

    /// Without the filter that lets all rows pass.
    private func folded(_ node: PlanNode) -> PlanNode {
        let node = node.operation.rewriting { expression, _ in folded(expression) }.map(node.doing) ?? node
        if case .filter(let condition, _) = node.operation, condition.truth == true, let input = node.input {
            return input
        }
        return node
    }

    /// nil where nothing changes.
    private func folded(_ expression: TypedExpression) -> TypedExpression? {
        // A nested plan has been gone through when it was made.
        if case .subplan = expression.kind { return nil }
        let inner = expression.rewritingChildren { child, _ in folded(child) }
        return (inner ?? expression).simplified ?? inner
    }
}

extension TypedExpression {
    /// Of a truth that is written out which one.
    fileprivate var truth: Bool? { if case .literal(.bool(let value)) = kind { value } else { nil } }

    private var int: Int64? { if case .literal(.int(let value)) = kind { value } else { nil } }

    /// The same without what is decided; its operands are simplified already.
    fileprivate var simplified: TypedExpression? {
        switch kind {
        case .and(let operands): return simplified(operands, neutral: true) { .and($0) }
        case .or(let operands): return simplified(operands, neutral: false) { .or($0) }
        case .not(let operand): return operand.truth.flatMap { literal(.bool(!$0)) }
        case .conditional(let condition, let then, let otherwise):
            guard let truth = condition.truth, let branch = truth ? then : otherwise else { return nil }
            return branch.type == type ? branch : nil
        case .compare(let comparison, let left, let right):
            guard let left = left.int, let right = right.int else { return nil }
            return comparison.holds(left, right).flatMap { literal(.bool($0)) }
        case .arithmetic(let operation, let left, let right):
            guard let left = left.int, let right = right.int else { return nil }
            return operation.result(left, right).flatMap { literal(.int($0)) }
        case .negate(let operand):
            guard let value = operand.int, value != .min else { return nil }
            return literal(.int(-value))
        default: return nil
        }
    }

    /// What follows an operand that decides is never evaluated.
    private func simplified(
        _ operands: [TypedExpression], neutral: Bool, _ make: ([TypedExpression]) -> Kind
    ) -> TypedExpression? {
        var kept = operands.filter { $0.truth != neutral }
        if let place = kept.firstIndex(where: { $0.truth == !neutral }) { kept.removeSubrange((place + 1)...) }
        guard kept.count < operands.count else { return nil }
        if kept.isEmpty { return literal(.bool(neutral)) }
        if kept.count == 1 { return kept[0].type == type ? kept[0] : nil }
        return TypedExpression(make(kept), type, at: span)
    }

    private func literal(_ value: Literal) -> TypedExpression? {
        switch (value, type.type) {
        case (.bool, .bool), (.int, .int):
            type.cardinality == .many ? nil : TypedExpression(.literal(value), type, at: span)
        default: nil
        }
    }
}

extension ComparisonOperator {
    fileprivate func holds(_ left: Int64, _ right: Int64) -> Bool? {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .matches, .notMatches: nil
        }
    }
}

extension ArithmeticOperator {
    /// nil where it overflows, or may.
    fileprivate func result(_ left: Int64, _ right: Int64) -> Int64? {
        let (value, overflows) =
            switch self {
            case .add: left.addingReportingOverflow(right)
            case .subtract: left.subtractingReportingOverflow(right)
            case .multiply: left.multipliedReportingOverflow(by: right)
            case .divide, .remainder: (0, true)
            }
        return overflows ? nil : value
    }
}
