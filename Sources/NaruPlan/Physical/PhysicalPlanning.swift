import NaruSemantics
import NaruSyntax

/// Goes over a plan once its rules have run, from the source on: estimates the
/// rows of each operator, and writes into it how it is to be done.
struct PhysicalPlanning {
    let statistics: (any PlanStatistics)?
    /// About how many rows operators take at a time.
    let batchSize: Int
    let purpose: Planner.Purpose
    /// What views hide nobody has counted.
    var isViewed = false
    private var hasSubplans = true

    init(statistics: (any PlanStatistics)?, batchSize: Int, purpose: Planner.Purpose) {
        self.statistics = statistics
        self.batchSize = batchSize
        self.purpose = purpose
    }

    /// Of an operator with what is known of its slots.
    private typealias Planned = (node: PlanNode, slots: [ValueFigures])

    func plan(_ plan: Plan) -> Plan {
        var inside = self
        inside.isViewed = isViewed || !plan.views.isEmpty
        inside.hasSubplans = plan.survey.contents.contains(.subplans)
        return plan.with(root: inside.planned(plan.root).node)
    }

    /// nil where it has no nested query.
    func planning(_ expression: TypedExpression) -> TypedExpression? {
        guard let plan = expression.plan else {
            return expression.rewritingChildren { child, _ in planning(child) }
        }
        return TypedExpression(.subplan(Subplan(self.plan(plan))), expression.type, at: expression.span)
    }

    private func planned(_ node: PlanNode) -> Planned {
        let input = node.input.map(planned)
        let operation = inner(node.operation)
        let slots = input?.slots ?? sides(of: operation)
        let values = ValueEstimation(statistics: statistics, slots: slots)
        let taken = input?.node.estimate ?? .exact(1)
        let chosen = chosen(operation, over: taken, values)
        let met = node.input.map { keys(metBy: $0) } ?? []
        let rows = RowEstimation(values: values, taken: taken, met: met).rows(of: chosen)
        let estimate = isViewed ? rows.known(as: .atMost) : rows
        let planned = PlanNode(
            chosen, over: input?.node, slots: node.slots, stages: node.stages, estimate: estimate,
            width: width(of: taken))
        return (planned, self.slots(of: chosen, types: node.slots, values))
    }

    /// With the plans in it.
    private func inner(_ operation: PlanOperation) -> PlanOperation {
        guard hasSubplans || !operation.sides.isEmpty else { return operation }
        return operation.rewriting(plans: { plan($0) }) { expression, _ in planning(expression) } ?? operation
    }

    /// The keys of a lookup that the filters behind it ask for once more.
    private func keys(metBy node: PlanNode) -> [PlanLookup.Key] {
        switch node.operation {
        case .lookup(let lookup): lookup.keys
        case .filter, .extend: node.input.map(keys(metBy:)) ?? []
        default: []
        }
    }

    /// Handing a few rows to other threads costs more than it saves.
    private func width(of taken: RowEstimate) -> PlanWidth {
        guard let rows = taken.rows else { return .allCores }
        return rows <= Double(2 * batchSize) ? .oneCore : .allCores
    }

    private func chosen(_ operation: PlanOperation, over taken: RowEstimate, _ values: ValueEstimation)
        -> PlanOperation
    {
        switch operation {
        case .join(var join):
            join.method = JoinMethod(of: join, over: taken, batchSize: batchSize)
            return .join(join)
        case .group(var group):
            group.method = GroupMethod(of: group.keys.map(values.figures), group.keys)
            return .group(group)
        case .top(let count, let keys, _):
            return .top(count, by: keys, TopMethod(of: count, over: taken, for: purpose))
        case .scan, .elements, .records, .lookup, .paths, .reach, .network, .filter, .project, .extend, .window,
            .expand, .sort, .limit, .offset, .distinct, .semiJoin, .set, .withSources, .why:
            return operation
        }
    }

    /// What is known of the slots that an operator gives.
    private func slots(of operation: PlanOperation, types: [ValueType], _ values: ValueEstimation) -> [ValueFigures] {
        let slots = values.slots
        func byType() -> [ValueFigures] { types.map { values.byType($0.type) } }
        switch operation {
        case .scan(let type): return [ValueFigures(distinct: values.count(of: [type]), presence: 1, types: [type])]
        case .elements(let expression): return [values.figures(of: expression)]
        case .lookup: return slots
        case .records, .paths, .reach, .network, .set, .withSources, .why: return byType()
        case .filter, .sort, .limit, .offset, .top, .distinct(_, project: false): return slots
        case .semiJoin: return []
        case .project(let expressions), .distinct(let expressions, project: true):
            return expressions.map(values.figures)
        case .extend(let expressions): return slots + expressions.map(values.figures)
        case .window(let windows): return slots + windows.map { values.byType($0.type.type) }
        case .expand(let elements, _): return slots + [values.figures(of: elements)]
        case .join(let join): return slots + [figures(of: join)]
        case .group(let group):
            return group.keys.map(values.figures) + byType().dropFirst(group.keys.count)
        }
    }

    /// The rows of a lookup are those of a plan of its own.
    private func sides(of operation: PlanOperation) -> [ValueFigures] {
        if case .lookup(let lookup) = operation { figures(of: lookup.rows) } else { [] }
    }

    private func figures(of join: PlanJoin) -> ValueFigures {
        ValueEstimation(statistics: statistics, slots: figures(of: join.right)).figures(of: join.rightRow)
    }

    private func figures(of plan: Plan) -> [ValueFigures] {
        plan.nodes.reduce([]) { slots, node in
            let values = ValueEstimation(
                statistics: statistics, slots: slots.isEmpty ? sides(of: node.operation) : slots)
            return self.slots(of: node.operation, types: node.slots, values)
        }
    }
}
