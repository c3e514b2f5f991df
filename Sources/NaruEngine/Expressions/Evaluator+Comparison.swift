import NaruPlan
import NaruSemantics
import NaruSyntax

extension Evaluator {
    func compare(
        _ operation: ComparisonOperator, _ left: TypedExpression, _ right: TypedExpression, _ frame: Frame
    ) throws(EngineError) -> Truth {
        if let truth = try countsNothing(operation, left, right, frame) { return truth }
        guard let relation = operation.relation else {
            return try matches(left, right, negated: operation == .notMatches, frame)
        }
        let comparison = comparison(of: left)
        guard frame.count > 1, left.isConstant != right.isConstant else {
            return try comparison.relate(relation, try evaluate(left, frame), try evaluate(right, frame))
        }
        if right.isConstant {
            let constant = try evaluate(right, frame.top)
            return try comparison.relate(relation, try evaluate(left, frame), constant: constant)
        }
        let constant = try evaluate(left, frame.top)
        return try comparison.relate(relation.mirrored, try evaluate(right, frame), constant: constant)
    }

    /// For values of the type that an expression has.
    func comparison(of expression: TypedExpression) -> ValueComparison {
        ValueComparison(
            context: context, isText: expression.type.type == .text || expression.type.type == .localizedText)
    }

    /// Compares row by row; an absent operand makes the answer unknown.
    func compare(by operation: ComparisonOperator, _ left: Vector, _ right: Vector, _ comparison: ValueComparison)
        throws(EngineError) -> Truth
    {
        guard let relation = operation.relation else {
            return try match(left, right, negated: operation == .notMatches)
        }
        return try comparison.relate(relation, left, right)
    }
}
