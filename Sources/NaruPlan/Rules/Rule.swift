/// One improvement of a plan. It never changes which rows come out, nor their
/// order; tests run every query with each rule switched off.
package protocol Rule: Sendable {
    var name: String { get }
    /// What the plan is made for decides how far the rule may go.
    func apply(_ plan: Plan, for purpose: Planner.Purpose) -> Plan
}

/// A rule that looks at one operator and what it takes its rows from.
protocol NodeRule: Rule {
    /// Whether the figures, or the evidence, of the rows stay right too.
    func serves(_ purpose: Planner.Purpose) -> Bool
    /// The operator as it is, or what does the same.
    func apply(_ node: PlanNode) -> PlanNode
}

extension NodeRule {
    package func apply(_ plan: Plan, for purpose: Planner.Purpose) -> Plan {
        serves(purpose) ? plan.with(root: plan.root.mapping(apply)) : plan
    }
}

/// In the order in which they run.
package let allRules: [any Rule] = [
    ScanType(), FoldConstants(), FilterEarly(), LimitEarly(), SortThenTake(), JoinOnEquality(), LookupByEquality(),
    PruneGraphColumns(), SemiJoin(), PruneColumns(), CertainRows(), CommonExpressions(), ShareConstants(),
]
