import NaruSemantics
import NaruSyntax

/// Where it is only asked whether a nested query has a row (`any`, `no`, `some`,
/// `every`, `count(…) = 0` and the like), its rows are not made: it ends with the
/// first one that is certainly there. What a row has to meet becomes a filter of
/// the query, and its equalities with the row around it a lookup.
///
/// Only where what is skipped is quiet, since fewer rows would warn less; and
/// where figures are asked for, only where nothing can be left out.
struct SemiJoin: Rule {
    let name = "semi-join"

    func apply(_ plan: Plan, for purpose: Planner.Purpose) -> Plan {
        guard purpose != .evidence, plan.survey.contents.contains(.subplans) else { return plan }
        return plan.with(
            root: plan.root.mapping { node in
                node.operation.rewriting { expression, _ in rewritten(expression, purpose) }.map(node.doing) ?? node
            })
    }

    /// nil where there is no such question.
    private func rewritten(_ expression: TypedExpression, _ purpose: Planner.Purpose) -> TypedExpression? {
        // A nested plan has been gone through when it was made.
        if case .subplan = expression.kind { return nil }
        if purpose == .rows || !expression.mayLeaveOut, let asked = expression.existence,
            let answer = answer(to: asked, for: purpose)
        {
            return TypedExpression(
                .quantified(asked.isAnti ? .no : .any, answer, predicate: nil), expression.type, at: expression.span)
        }
        return expression.rewritingChildren { child, _ in rewritten(child, purpose) }
    }

    /// The query of such a question as one that ends with its first row.
    private func answer(to asked: Existence, for purpose: Planner.Purpose) -> TypedExpression? {
        guard let plan = asked.set.plan, plan.hasRowForEachElement else { return nil }
        let value = plan.row.value(at: plan.span)
        let last = plan.spans.count - 1
        let filtered = asked.conditions.reduce(plan.root) { input, condition in
            PlanNode(
                .filter(condition.replacingSlots(by: [value]), possibly: false), over: input, slots: plan.root.slots,
                stages: last...last)
        }
        // A condition may be what first ties the query to the row around it.
        let tied = LookupByEquality().apply(plan.with(unsurveyed: filtered), for: purpose)
        let root = tied.root.mapping { $0.operation.isQuietSort ? $0.input ?? $0 : $0 }.withoutWhatShapes
        guard root.isQuietRowByRow else { return nil }
        let first = PlanNode(.semiJoin(isAnti: asked.isAnti), over: root, slots: [], stages: last...last)
        return TypedExpression(
            .subplan(Subplan(tied.asking(first, asked))),
            ValueType(.record([]), .many), at: asked.set.span)
    }
}

/// Whether a set has an element that meets some conditions.
private struct Existence {
    var set: TypedExpression
    /// Over an element as slot 0.
    var conditions: [TypedExpression]
    var isAnti: Bool
    /// Whether an element that is there only possibly leaves it open.
    var keepsPossible: Bool

    init(of set: TypedExpression, meeting condition: TypedExpression? = nil, isAnti: Bool, keepsPossible: Bool) {
        self.set = set
        self.isAnti = isAnti
        self.keepsPossible = keepsPossible
        conditions = condition.map { [$0] } ?? []
        while case .filter(let base, let predicate) = self.set.kind {
            self.set = base
            conditions.insert(predicate, at: 0)
        }
    }
}

extension TypedExpression {
    fileprivate var existence: Existence? {
        switch kind {
        case .quantified(.every, let set, let predicate?):
            let failing = TypedExpression(.not(predicate), predicate.type, at: predicate.span)
            return Existence(of: set, meeting: failing, isAnti: true, keepsPossible: true)
        case .quantified(let quantifier, let set, let predicate) where quantifier != .every:
            return Existence(of: set, meeting: predicate, isAnti: quantifier == .no, keepsPossible: true)
        case .compare(let comparison, let count, let number):
            guard case .aggregate(.count, let set, _, poolsGroup: false) = count.kind,
                let isAnti = comparison.asksForNone(than: number)
            else { return nil }
            return Existence(of: set, isAnti: isAnti, keepsPossible: false)
        default: return nil
        }
    }
}

extension ComparisonOperator {
    /// Of a count compared with a number, whether it asks for no element or for
    /// one; nil where it asks for something else.
    fileprivate func asksForNone(than number: TypedExpression) -> Bool? {
        guard case .literal(.int(let number)) = number.kind else { return nil }
        return switch (self, number) {
        case (.equal, 0), (.lessOrEqual, 0), (.less, 1): true
        case (.notEqual, 0), (.greater, 0), (.greaterOrEqual, 1): false
        default: nil
        }
    }
}

extension Plan {
    /// Whether each row is an element of the query's value: one that is absent is none.
    fileprivate var hasRowForEachElement: Bool {
        guard let subject = row.subject else { return true }
        return row.slots[subject].cardinality == .one
    }

    fileprivate func with(unsurveyed root: PlanNode) -> Plan {
        if root === self.root { return self }
        return Plan(root: root, views: views, row: row, spans: spans, traits: traits, survey: PlanSurvey(root))
    }

    fileprivate func asking(_ root: PlanNode, _ asked: Existence) -> Plan {
        var traits = traits
        traits.keepsPossible = traits.keepsPossible && asked.keepsPossible
        traits.mayHavePossible = traits.mayHavePossible || asked.conditions.contains { $0.type.cardinality != .one }
        let row = RowType(subject: nil, columns: [], slots: [])
        return Plan(root: root, views: views, row: row, spans: spans, traits: traits, survey: survey)
    }
}

extension PlanNode {
    /// Without the last operators that only shape rows.
    fileprivate var withoutWhatShapes: PlanNode {
        guard let input else { return self }
        switch operation {
        case .project where operation.isQuiet, .extend where operation.isQuiet,
            .distinct where operation.isQuiet:
            return input.withoutWhatShapes
        default: return self
        }
    }

    /// Whether each row of the source has rows of its own, of which none warns.
    fileprivate var isQuietRowByRow: Bool {
        guard let input else { return true }
        switch operation {
        case .filter, .project, .extend, .expand: return operation.isQuiet && input.isQuietRowByRow
        case .scan, .elements, .records, .lookup, .paths, .reach, .network, .window, .join, .group, .sort, .limit,
            .offset, .top, .distinct, .semiJoin, .set, .withSources, .why:
            return false
        }
    }
}
