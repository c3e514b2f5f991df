/// `sort … | take n` keeps n rows while reading instead of sorting all.
struct SortThenTake: NodeRule {
    let name = "sort-then-take"

    func serves(_ purpose: Planner.Purpose) -> Bool { purpose != .evidence }

    func apply(_ node: PlanNode) -> PlanNode {
        guard case .limit(let count) = node.operation, let sort = node.input, case .sort(let keys) = sort.operation
        else { return node }
        return PlanNode(
            .top(count, by: keys, .bounded), over: sort.input, slots: node.slots,
            stages: sort.stages.lowerBound...node.stages.upperBound)
    }
}
