import NaruSemantics

/// A graph source computes only the columns that later operators read.
struct PruneGraphColumns: Rule {
    let name = "prune-graph-columns"

    func apply(_ plan: Plan, for purpose: Planner.Purpose) -> Plan {
        guard purpose != .evidence, plan.source.operation.graph != nil else { return plan }
        let columns = slotsRead(by: plan.nodes.dropFirst())
        return plan.with(
            root: plan.root.mapping { node in
                switch node.operation {
                case .paths(let from, let to, let via, let limit, let mode, _):
                    node.doing(.paths(from: from, to: to, via: via, limit: limit, mode: mode, columns: columns))
                case .network(let nodes, let via, _): node.doing(.network(nodes, via: via, columns: columns))
                default: node
                }
            })
    }

    /// The slots of the source that operators read before they are gone; nil
    /// where they are there to the end, or where one takes whole rows.
    private func slotsRead(by nodes: ArraySlice<PlanNode>) -> Set<Int>? {
        nodes.reversed().reduce(nil) { read, node in
            node.operation.slotsRead(behind: read, incoming: node.input?.slots.count ?? 0)
        }
    }
}
