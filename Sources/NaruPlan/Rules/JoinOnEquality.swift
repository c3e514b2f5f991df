import NaruSemantics

extension PlanJoin {
    /// Whether rows match wherever they agree on all keys.
    package var isOnKeysAlone: Bool { !keys.isEmpty && condition.conjuncts.count == keys.count }
}

/// Equalities in the condition of a join become hash keys.
struct JoinOnEquality: NodeRule {
    let name = "join-on-equality"

    func serves(_ purpose: Planner.Purpose) -> Bool { true }

    func apply(_ node: PlanNode) -> PlanNode {
        guard case .join(var join) = node.operation else { return node }
        join.keys = keys(of: join)
        return join.keys.isEmpty ? node : node.doing(.join(join))
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
