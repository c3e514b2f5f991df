import NaruSemantics

/// Equalities in the condition of a join become hash keys.
struct JoinOnEquality: Rule {
    let name = "join-on-equality"

    func apply(_ plan: Plan) -> Plan {
        var plan = plan
        plan.steps = plan.steps.map { step in
            guard case .join(var join) = step.kind else { return step }
            join.keys = keys(of: join)
            return PlanStep(.join(join), stages: step.stages)
        }
        return plan
    }

    private func keys(of join: PlanJoin) -> [PlanJoin.JoinKey] {
        join.condition.conjuncts.compactMap(\.identity).compactMap { left, right in
            key(left, right, joined: join.rightSlot) ?? key(right, left, joined: join.rightSlot)
        }
    }

    private func key(_ left: TypedExpression, _ right: TypedExpression, joined: Int) -> PlanJoin.JoinKey? {
        guard !left.slots(of: 0).contains(joined), right.slots(of: 0) == [joined], !right.reads(outside: 1) else {
            return nil
        }
        return PlanJoin.JoinKey(left: left, right: right.renumbering(slot: joined, to: 0))
    }
}
