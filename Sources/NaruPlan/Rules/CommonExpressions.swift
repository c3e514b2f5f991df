import NaruSemantics
import NaruSyntax

/// What operators ask of the same row several times is computed once: it becomes
/// a slot before the first of them, up to the one that makes new rows.
///
/// Only what is quiet, and what is found for all rows of some operator anyway;
/// where figures are asked for, nothing that may leave something out.
struct CommonExpressions: Rule {
    let name = "common-expressions"

    func apply(_ plan: Plan, for purpose: Planner.Purpose) -> Plan {
        guard purpose != .evidence else { return plan }
        var done = plan.source
        var run: [PlanNode] = []
        for node in plan.nodes.dropFirst() {
            switch node.operation {
            case .filter, .sort, .top, .limit, .offset, .distinct(_, project: false): run.append(node)
            case .project, .extend, .group, .distinct(_, project: true):
                done = sharing(run + [node], over: done, purpose)
                run = []
            case .expand, .window, .join, .set, .semiJoin, .withSources, .why, .scan, .elements, .records, .lookup,
                .paths, .reach, .network:
                done = node.over(sharing(run, over: done, purpose))
                run = []
            }
        }
        return plan.with(root: sharing(run, over: done, purpose))
    }

    /// Operators over the same rows, after what they have in common.
    private func sharing(_ run: [PlanNode], over input: PlanNode, _ purpose: Planner.Purpose) -> PlanNode {
        guard let common = CommonValues(of: run, over: input.slots, purpose), let last = run.last else {
            return run.reduce(input) { $1.over($0) }
        }
        var node = input
        for (place, step) in run.enumerated() {
            let values = common.values(before: place)
            if !values.isEmpty {
                let stage = step.stages.lowerBound
                node = PlanNode(
                    .extend(values), over: node, slots: node.slots + values.map(\.type), stages: stage...stage)
            }
            let operation = common.reading(step.operation, at: place)
            let slots = step.operation.passesRows ? node.slots : step.slots
            node = PlanNode(operation, over: node, slots: slots, stages: step.stages)
        }
        return last.operation.passesRows ? node.keeping(last.slots) : node
    }
}

extension PlanOperation {
    /// Whether the slots that come in are those that go out.
    fileprivate var passesRows: Bool {
        switch self {
        case .filter, .sort, .top, .limit, .offset, .distinct(_, project: false): true
        case .scan, .elements, .records, .lookup, .paths, .reach, .network, .project, .extend, .window, .expand, .join,
            .group, .distinct, .set, .semiJoin, .withSources, .why:
            false
        }
    }
}

extension PlanNode {
    /// The rows with these slots alone.
    fileprivate func keeping(_ slots: [ValueType]) -> PlanNode {
        guard slots.count < self.slots.count else { return self }
        let last = stages.upperBound
        return PlanNode(.project(slots.slots()), over: self, slots: slots, stages: last...last)
    }
}
