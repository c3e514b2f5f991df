import NaruPlan
import NaruSemantics
import NaruSyntax

/// Takes the elements that `[C]` leaves out from an evaluator that meets all of
/// them anyway, so that they need not be evaluated again to be counted.
///
/// What a run may skip or see otherwise (later operands of `and`, branches,
/// questions of whether a set has members, frames of elements) it doesn't count;
/// `UnknownElements` looks at that.
final class ElementTally {
    private(set) var count = 0

    func add(_ predicate: TypedExpression, _ truth: Truth) {
        if predicate.decides { count += truth.unknown.popCount }
    }
}

extension TypedExpression {
    /// Whether evaluating it evaluates its operands in the same frame for all rows of that.
    var meetsOperands: Bool {
        switch kind {
        case .filter, .map, .apply, .field, .property, .recordField, .record, .list, .narrow, .widen, .aggregate,
            .arithmetic, .negate, .not, .compare:
            true
        case .literal, .parameter, .today, .slot, .entities, .call, .quantified, .contains, .and, .or, .conditional,
            .coalesce, .set, .range, .typeTest, .nested, .subplan, .shared, .reached, .nodeMeasure, .window,
            .groupRows, .invalid:
            false
        }
    }

    /// Whether, as a condition, it may be unknown for an element.
    var decides: Bool { mayLeaveOut || type.cardinality != .one }

    /// Whether it is counted in a frame: what reads no row of it is counted in the
    /// outermost one.
    func isCounted(in frame: Frame) -> Bool { frame.parent == nil || reads(outside: 0) }
}

extension Evaluator {
    /// This evaluator, counting nothing.
    var uncounted: Evaluator { tally == nil ? self : Evaluator(context: context) }

    /// It, or one that counts nothing where the expression is not counted in passing.
    func passing(_ expression: TypedExpression, _ frame: Frame) -> Evaluator {
        guard tally != nil else { return self }
        return expression.meetsOperands && expression.isCounted(in: frame) ? self : Evaluator(context: context)
    }
}

extension Scope {
    /// Evaluates what a stage counts of a batch. With `inPassing` it is counted
    /// by the evaluator where that meets all of it.
    func counting<Value>(
        _ batch: Batch, at stage: Int, inPassing: Bool, _ body: (Evaluator) throws(EngineError) -> Value
    ) throws(EngineError) -> Value {
        guard inPassing, let counts, counts.countsInPassing(batch) else { return try body(evaluator) }
        let tally = ElementTally()
        let value = try body(Evaluator(context: context, tally: tally))
        counts.elements(tally.count, at: stage)
        return value
    }
}
