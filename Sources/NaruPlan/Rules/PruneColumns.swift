import NaruSemantics
import NaruSyntax

/// A column that nobody reads is not computed: an empty record stands in its
/// place, so that the others keep their slots. Only what is quiet, and where
/// figures are asked for only what leaves nothing out.
struct PruneColumns: Rule {
    let name = "prune-columns"

    func apply(_ plan: Plan, for purpose: Planner.Purpose) -> Plan {
        guard purpose != .evidence else { return plan }
        return plan.with(root: pruned(plan.root, read: nil, purpose))
    }

    /// `read` are the slots of the node's rows that are read behind it; nil for all.
    private func pruned(_ node: PlanNode, read: Set<Int>?, _ purpose: Planner.Purpose) -> PlanNode {
        guard let input = node.input else { return node }
        let operation = read.map { node.operation.computing($0, behind: input.slots.count, purpose) } ?? node.operation
        let readOfInput = operation.slotsRead(behind: read, incoming: input.slots.count)
        let done = node.over(pruned(input, read: readOfInput, purpose))
        return operation == node.operation ? done : done.doing(operation)
    }
}

extension PlanOperation {
    /// The same without the columns that are not read.
    fileprivate func computing(_ read: Set<Int>, behind incoming: Int, _ purpose: Planner.Purpose) -> PlanOperation {
        func kept(_ values: [TypedExpression], from first: Int) -> [TypedExpression] {
            values.enumerated().map { place, value in
                guard !read.contains(first + place), value.isQuietThroughout, purpose == .rows || !value.mayLeaveOut
                else { return value }
                return value.unread
            }
        }
        switch self {
        case .project(let values): return .project(kept(values, from: 0))
        case .extend(let values): return .extend(kept(values, from: incoming))
        default: return self
        }
    }

    /// The slots of the incoming rows that are read by the operator or, of those
    /// that it hands on, behind it; nil for all.
    func slotsRead(behind read: Set<Int>?, incoming: Int) -> Set<Int>? {
        func own(_ expressions: [TypedExpression]) -> Set<Int> {
            expressions.reduce(into: []) { $0.formUnion($1.slots(of: 0)) }
        }
        func passing(_ expressions: [TypedExpression]) -> Set<Int>? {
            read.map { $0.filter { $0 < incoming }.union(own(expressions)) }
        }
        switch self {
        case .project(let values), .distinct(let values, project: true): return own(values)
        case .group(let group): return own(group.keys + group.pools.map(\.operand) + group.cases)
        case .semiJoin: return []
        case .filter, .extend, .window, .expand, .sort, .top, .limit, .offset, .distinct(_, project: false):
            return passing(ownExpressions)
        case .join(let join):
            return passing([join.condition] + join.keys.map(\.left)).map { $0.filter { $0 < incoming } }
        case .set(_, _, let leftSlots, _): return Set(leftSlots)
        case .withSources, .why, .scan, .elements, .records, .lookup, .paths, .reach, .network: return nil
        }
    }
}

extension TypedExpression {
    /// What stands for a value that nobody reads.
    fileprivate var unread: TypedExpression { TypedExpression(.record([]), ValueType(.record([])), at: Span(0, 0)) }
}
