import NaruSemantics

/// A graph source computes only the columns that later steps read.
struct PruneGraphColumns: Rule {
    let name = "prune-graph-columns"

    func apply(_ plan: Plan) -> Plan {
        guard !plan.asksEvidence else { return plan }
        var plan = plan
        switch plan.source {
        case .paths(let from, let to, let via, let limit, let mode, _):
            let columns = slotsRead(by: plan.steps)
            plan.source = .paths(from: from, to: to, via: via, limit: limit, mode: mode, columns: columns)
        case .network(let nodes, let via, _):
            plan.source = .network(nodes, via: via, columns: slotsRead(by: plan.steps))
        case .scan, .lookup, .elements, .records, .reach: break
        }
        return plan
    }

    /// The slots of the source that the steps read before they are gone; nil
    /// where they are there to the end, or where a step takes whole rows.
    private func slotsRead(by steps: [PlanStep]) -> Set<Int>? {
        var read: Set<Int> = []
        for step in steps {
            switch step.kind {
            case .filter, .extend, .window, .expand, .sort, .top, .limit, .offset, .distinct(_, project: false):
                read.formUnion(slots(of: step))
            case .project, .group, .distinct(_, project: true): return read.union(slots(of: step))
            case .join, .set, .withSources, .why: return nil
            }
        }
        return nil
    }

    private func slots(of step: PlanStep) -> Set<Int> {
        var expressions = step.rowExpressions
        if case .group(let group) = step.kind { expressions += group.pools.flatMap(\.arguments) + group.cases }
        return expressions.reduce(into: []) { $0.formUnion($1.slots(of: 0)) }
    }
}
