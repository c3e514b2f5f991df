import NaruSemantics

/// A nested query first does what no row around it changes, once; of those rows
/// it takes for each outer row the ones that agree on the equalities of the
/// filters that follow, by an index.
struct LookupByEquality: Rule {
    let name = "lookup-by-equality"

    func apply(_ plan: Plan, for purpose: Planner.Purpose) -> Plan {
        guard purpose != .evidence, plan.outermostFrame >= 0 else { return plan }
        let nodes = plan.nodes
        let closed = Array(nodes.prefix { !$0.readsRowAround })
        guard closed.count < nodes.count, let source = closed.first,
            purpose == .counts ? source.isScan : source.givesRowsAlike
        else { return plan }
        // The figures of a stage are those of all outer rows together, so where
        // they are asked for each stage sees its rows once for each outer row.
        let shared = purpose == .counts ? Array(closed.prefix(1)) : closed
        let rest = Array(nodes.dropFirst(shared.count))
        let filters = rest.prefix(while: \.isFilter)
        let keys = (purpose == .counts ? filters.prefix(1) : filters).flatMap(\.lookupKeys)
        guard let last = shared.last, !keys.isEmpty || shared.count > 1 else { return plan }
        var traits = plan.traits
        traits.asksEvidence = false
        let rows = Plan(
            root: last, views: [], row: RowType(subject: nil, columns: [], slots: last.slots),
            spans: plan.spans, traits: traits, survey: PlanSurvey(last))
        let lookup = PlanNode(
            .lookup(PlanLookup(rows: rows, keys: keys)), slots: last.slots,
            stages: 0...(shared.map(\.stages.upperBound).max() ?? 0))
        return plan.with(root: rest.reduce(lookup) { input, node in node.over(input) })
    }
}

extension PlanNode {
    /// Whether it is a source of the same rows in and outside of another row:
    /// a plain value that is absent is a row only outside.
    fileprivate var givesRowsAlike: Bool {
        switch operation {
        case .scan, .paths, .reach, .network: true
        case .elements(let elements), .records(let elements, _):
            elements.type.cardinality == .many || elements.type.type.isEntity
        default: false
        }
    }

    fileprivate var isScan: Bool {
        if case .scan = operation { true } else { false }
    }

    /// Whether it keeps rows of which a condition is certain.
    var isFilter: Bool {
        if case .filter(_, possibly: false) = operation { true } else { false }
    }

    fileprivate var lookupKeys: [PlanLookup.Key] {
        guard case .filter(let condition, _) = operation else { return [] }
        return condition.conjuncts.compactMap(\.identity).compactMap { left, right in
            key(left, right) ?? key(right, left)
        }
    }

    private func key(_ key: TypedExpression, _ probe: TypedExpression) -> PlanLookup.Key? {
        guard !key.slots(of: 0).isEmpty, !key.reads(outside: 1), probe.slots(of: 0).isEmpty, probe.reads(outside: 1)
        else { return nil }
        return PlanLookup.Key(key: key, probe: probe.shiftingFrames(by: -1))
    }
}
