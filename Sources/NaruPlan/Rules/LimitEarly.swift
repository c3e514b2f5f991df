/// `take` and `skip` go below columns, which are then computed for the rows that
/// are left only; so `sort … | select … | take n` is a top.
struct LimitEarly: NodeRule {
    let name = "limit-early"

    func serves(_ purpose: Planner.Purpose) -> Bool { purpose == .rows }

    func apply(_ node: PlanNode) -> PlanNode {
        guard node.operation.isLimit, let below = node.input, let input = below.input, below.operation.isQuiet else {
            return node
        }
        switch below.operation {
        case .project, .extend:
            return below.over(
                apply(PlanNode(node.operation, over: input, slots: input.slots, stages: node.stages)))
        default: return node
        }
    }
}

extension PlanOperation {
    fileprivate var isLimit: Bool {
        switch self {
        case .limit, .offset: true
        default: false
        }
    }
}
