import NaruSemantics

/// A nested query that filters a whole type by an equality with the row around
/// it reads an index instead of running over the type once a row.
struct LookupByEquality: Rule {
    let name = "lookup-by-equality"

    func apply(_ plan: Plan) -> Plan {
        guard case .scan(let type) = plan.source, let first = plan.steps.first,
            case .filter(let condition, false) = first.kind
        else { return plan }
        for (left, right) in condition.conjuncts.compactMap(\.identity) {
            for (key, probe) in [(left, right), (right, left)] where isKey(key) && isProbe(probe) {
                var plan = plan
                plan.source = .lookup(type, key: key, probe: probe.shiftingFrames(by: -1))
                return plan
            }
        }
        return plan
    }

    private func isKey(_ expression: TypedExpression) -> Bool {
        !expression.slots(of: 0).isEmpty && !expression.reads(outside: 1)
    }

    private func isProbe(_ expression: TypedExpression) -> Bool {
        expression.slots(of: 0).isEmpty && expression.reads(outside: 1)
    }
}
