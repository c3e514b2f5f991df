import NaruSemantics

/// A graph source computes only the columns that later operators read.
struct PruneGraphColumns: Rule {
    let name = "prune-graph-columns"

    func apply(_ plan: Plan, for purpose: Planner.Purpose) -> Plan {
        guard purpose != .evidence, let columns = slotsRead(by: plan.nodes.dropFirst()) else { return plan }
        return plan.with(root: plan.root.mapping { reading(columns, $0) })
    }

    private func reading(_ columns: Set<Int>, _ node: PlanNode) -> PlanNode {
        var node = node
        switch node.operation {
        case .paths(let from, let to, let via, let limit, let mode, _):
            node.operation = .paths(from: from, to: to, via: via, limit: limit, mode: mode, columns: columns)
        case .network(let nodes, let via, _): node.operation = .network(nodes, via: via, columns: columns)
        default: break
        }
        return node
    }

    /// The slots of the source that are read before they are gone; nil where
    /// they are there to the end, or where an operator takes whole rows.
    private func slotsRead(by nodes: ArraySlice<PlanNode>) -> Set<Int>? {
        var read: Set<Int> = []
        for node in nodes {
            for expression in node.operation.ownExpressions { read.formUnion(expression.slots(of: 0)) }
            switch node.operation {
            case .project, .group, .distinct(_, project: true): return read
            case .filter, .extend, .window, .expand, .sort, .top, .limit, .offset, .distinct(_, project: false): break
            default: return nil
            }
        }
        return nil
    }
}
