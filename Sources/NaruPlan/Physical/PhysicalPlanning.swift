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
    /// Whether it is the plan of a query in another one.
    private var isInside = false

    init(statistics: (any PlanStatistics)?, batchSize: Int, purpose: Planner.Purpose) {
        self.statistics = statistics
        self.batchSize = batchSize
        self.purpose = purpose
    }

    /// Of an operator with what is known of its slots.
    private typealias Planned = (node: PlanNode, slots: [SlotFigures])

    func plan(_ plan: Plan) -> Plan {
        var inside = self
        inside.isViewed = isViewed || !plan.views.isEmpty
        inside.hasSubplans = plan.survey.contents.contains(.subplans)
        return plan.with(root: inside.planned(plan.withoutMetFilters(for: purpose).root).node)
    }

    /// nil where it has no nested query.
    func planning(_ expression: TypedExpression) -> TypedExpression? {
        guard let plan = expression.plan else {
            return expression.rewritingChildren { child, _ in planning(child) }
        }
        return TypedExpression(.subplan(Subplan(inside.plan(plan))), expression.type, at: expression.span)
    }

    private var inside: PhysicalPlanning {
        var inside = self
        inside.isInside = true
        return inside
    }

    private func planned(_ node: PlanNode) -> Planned {
        let input = node.input.map(planned)
        let operation = inner(node.operation)
        let slots = input?.slots ?? sides(of: operation)
        let values = ValueEstimation(statistics: statistics, slots: slots)
        let taken = input?.node.estimate ?? .exact(1)
        let chosen = chosen(operation, over: taken, of: node.input?.operation, values)
        let met = node.input.map { keys(metBy: $0) } ?? []
        let rows = RowEstimation(values: values, taken: taken, met: met).rows(of: chosen)
        let estimate = isViewed ? rows.known(as: .atMost) : rows
        let planned = PlanNode(
            chosen, over: input?.node, slots: node.slots, stages: node.stages, estimate: estimate,
            width: width(of: chosen, over: taken))
        return (planned, self.slots(of: chosen, types: node.slots, values))
    }

    /// With the plans in it.
    private func inner(_ operation: PlanOperation) -> PlanOperation {
        guard hasSubplans || !operation.sides.isEmpty else { return operation }
        return operation.rewriting(plans: { inside.plan($0) }) { expression, _ in planning(expression) } ?? operation
    }

    /// The keys of a lookup that the filters behind it ask for once more.
    private func keys(metBy node: PlanNode) -> [PlanLookup.Key] {
        switch node.operation {
        case .lookup(let lookup): lookup.keys
        case .filter, .extend: node.input.map(keys(metBy:)) ?? []
        default: []
        }
    }

    /// First rows that are known already are nobody's work.
    private func width(of operation: PlanOperation, over taken: RowEstimate) -> PlanWidth {
        if case .top(_, _, .kept) = operation { .oneCore } else { width(of: taken) }
    }

    /// Handing a few rows to other threads costs more than it saves.
    private func width(of taken: RowEstimate) -> PlanWidth {
        guard let rows = taken.rows else { return .allCores }
        return rows <= Double(2 * batchSize) ? .oneCore : .allCores
    }

    private func chosen(
        _ operation: PlanOperation, over taken: RowEstimate, of input: PlanOperation?, _ values: ValueEstimation
    ) -> PlanOperation {
        switch operation {
        case .join(var join):
            join.method = JoinMethod(of: join, over: taken, batchSize: batchSize)
            return .join(join)
        case .group(var group):
            group.method = GroupMethod(of: group.keys.map(values.figures), group.keys)
            return .group(group)
        case .top(let count, let keys, _):
            let method = TopMethod(of: count, over: taken, for: purpose)
            return .top(count, by: keys, method == .bounded && isKept(count, keys, taken, input) ? .kept : method)
        case .scan, .elements, .records, .lookup, .paths, .reach, .network, .filter, .project, .extend, .window,
            .expand, .sort, .limit, .offset, .distinct, .semiJoin, .set, .withSources, .why:
            return operation
        }
    }

    /// Whether the first rows are entities of a type by one of its fields, which
    /// the dataset may keep: of all of them, and in no query that runs for rows or
    /// has to count them.
    private func isKept(_ count: TypedCount, _ keys: [TypedSortKey], _ taken: RowEstimate, _ input: PlanOperation?)
        -> Bool
    {
        guard purpose == .rows, !isInside, !isViewed, width(of: taken) == .allCores, let schema = statistics?.schema,
            case .scan(let type)? = input, schema.claims?.isBuiltIn(type) != true, case .literal(let wanted) = count,
            wanted <= TopMethod.mostKept, keys.count == 1, case .field(let base, let field) = keys[0].value.kind,
            case .slot(0, 0) = base.kind, !schema[field].isMany, !schema[field].isInverse
        else { return false }
        switch keys[0].value.type.type {
        case .bool, .int, .decimal, .float, .text, .date, .enumeration: return true
        case .localizedText, .period, .duration, .geo, .quantity, .days, .numbers, .entity, .record, .unknown:
            return false
        }
    }

    /// What is known of the slots that an operator gives.
    private func slots(of operation: PlanOperation, types: [ValueType], _ values: ValueEstimation) -> [SlotFigures] {
        let slots = values.slots
        func byType() -> [SlotFigures] { types.map { type in SlotFigures { values.byType(type.type) } } }
        func figures(_ expressions: [TypedExpression]) -> [SlotFigures] {
            expressions.map { expression in SlotFigures { values.figures(of: expression) } }
        }
        switch operation {
        case .scan(let type):
            return [SlotFigures { ValueFigures(distinct: values.count(of: [type]), presence: 1, types: [type]) }]
        case .elements(let expression): return figures([expression])
        case .lookup: return slots
        case .records, .paths, .reach, .network, .set, .withSources, .why: return byType()
        case .filter, .sort, .limit, .offset, .top, .distinct(_, project: false): return slots
        case .semiJoin: return []
        case .project(let expressions), .distinct(let expressions, project: true): return figures(expressions)
        case .extend(let expressions): return slots + figures(expressions)
        case .window(let windows):
            return slots + windows.map { window in SlotFigures { values.byType(window.type.type) } }
        case .expand(let elements, _): return slots + figures([elements])
        case .join(let join): return slots + [SlotFigures { self.figures(of: join) }]
        case .group(let group): return figures(group.keys) + byType().dropFirst(group.keys.count)
        }
    }

    /// The rows of a lookup are those of a plan of its own.
    private func sides(of operation: PlanOperation) -> [SlotFigures] {
        if case .lookup(let lookup) = operation { slots(of: lookup.rows) } else { [] }
    }

    private func figures(of join: PlanJoin) -> ValueFigures {
        ValueEstimation(statistics: statistics, slots: slots(of: join.right)).figures(of: join.rightRow)
    }

    private func slots(of plan: Plan) -> [SlotFigures] {
        plan.nodes.reduce([]) { slots, node in
            let values = ValueEstimation(
                statistics: statistics, slots: slots.isEmpty ? sides(of: node.operation) : slots)
            return self.slots(of: node.operation, types: node.slots, values)
        }
    }
}
