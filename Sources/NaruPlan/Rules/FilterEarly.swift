import NaruSemantics

/// A filter goes below what it does not read: sorts, columns, `expand`, and into
/// the side of a join that it is about. Only where both are quiet, since fewer
/// rows would warn less; and only conditions that read no row around the query,
/// which a lookup wants where they stand.
struct FilterEarly: NodeRule {
    let name = "filter-early"

    func serves(_ purpose: Planner.Purpose) -> Bool { purpose == .rows }

    func apply(_ node: PlanNode) -> PlanNode {
        guard case .filter(let condition, let possibly) = node.operation, let below = node.input,
            condition.isQuiet, !condition.reads(outside: 1)
        else { return node }
        /// The operator below over the filter, whose condition is then that.
        func moved(_ condition: TypedExpression) -> PlanNode? {
            below.input.map { input in
                let filter = PlanNode(
                    .filter(condition, possibly: possibly), over: input, slots: input.slots, stages: node.stages)
                return below.over(apply(filter))
            }
        }
        let read = condition.slots(of: 0)
        let isOfOlder = read.allSatisfy { $0 < below.input?.slots.count ?? 0 }
        switch below.operation {
        case .sort where below.operation.isQuietSort: return moved(condition) ?? node
        case .extend where isOfOlder && below.operation.isQuiet, .expand where isOfOlder && below.operation.isQuiet:
            return moved(condition) ?? node
        case .project(let values) where below.operation.isQuiet && read.allSatisfy { values[$0].isCheap }:
            return moved(condition.replacingSlots(by: values)) ?? node
        case .join(let join) where join.condition.isQuiet && join.right.isQuiet:
            if isOfOlder { return moved(condition) ?? node }
            guard !join.isOptional, read == [join.rightSlot] else { return node }
            return filteringRight(of: join, below, condition, possibly) ?? node
        default: return node
        }
    }

    private func filteringRight(
        of join: PlanJoin, _ node: PlanNode, _ condition: TypedExpression, _ possibly: Bool
    ) -> PlanNode? {
        guard case .slot(0, let slot) = join.rightRow.kind else { return nil }
        let root = join.right.root
        let filter = PlanNode(
            .filter(condition.renumbering(slot: join.rightSlot, to: slot), possibly: possibly), over: root,
            slots: root.slots, stages: root.stages)
        var join = join
        join.right = join.right.with(root: apply(filter))
        return node.doing(.join(join))
    }
}

extension TypedExpression {
    /// Whether it may be evaluated twice: a slot, or a field of one.
    fileprivate var isCheap: Bool {
        switch kind {
        case .slot, .literal, .parameter: true
        case .field(let base, _): type.cardinality != .many && base.isCheap
        default: false
        }
    }
}

extension PlanOperation {
    /// Whether it is a sort that warns of nothing, not of several units either.
    var isQuietSort: Bool {
        guard case .sort(let keys) = self else { return false }
        return keys.allSatisfy { $0.value.isQuiet && !$0.value.type.type.hasUnits }
    }
}

extension Type {
    /// Whether sorting such values may warn of several units.
    fileprivate var hasUnits: Bool {
        switch self {
        case .quantity, .duration, .numbers, .record, .unknown: true
        case .bool, .int, .decimal, .float, .text, .localizedText, .date, .period, .geo, .days, .enumeration, .entity:
            false
        }
    }
}
