import NaruSemantics

/// Reads a whole type range by range instead of as one list.
struct ScanType: NodeRule {
    let name = "scan-type"

    func serves(_ purpose: Planner.Purpose) -> Bool { purpose != .evidence }

    func apply(_ node: PlanNode) -> PlanNode {
        guard case .elements(let expression) = node.operation, case .entities(let type) = expression.kind else {
            return node
        }
        return node.doing(.scan(type))
    }
}
