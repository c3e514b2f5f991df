package import NaruSemantics
package import NaruSyntax

/// A query as it is to run: a tree of operators under its views. Nested queries
/// of its expressions, and the right sides of `join` and set stages, are plans
/// of their own inside of it, made before anything runs.
package final class Plan: Sendable {
    /// The last operator; what it gives are the query's rows.
    package let root: PlanNode
    /// What the whole query sees of the dataset.
    package let views: [TypedView]
    /// The row after the last operator.
    package let row: RowType
    /// The place of the source and of each stage in the program, for counts.
    package let spans: [Span]
    package let traits: Traits
    /// The outermost of the frames around it that it reads, 0 being the one
    /// that it stands in; -1 where it reads none.
    package var outermostFrame: Int { survey.outermostFrame }
    /// What its expressions held when it was made.
    let survey: PlanSurvey

    /// What rules don't change about a query.
    package struct Traits: Hashable, Sendable {
        /// Whether it needs to know what its rows rest on.
        package var asksEvidence: Bool
        /// Whether something of it may be left out because it is unknown.
        package var mayLeaveOut: Bool
        package var mayHavePossible: Bool
        /// Whether somebody may look at the rows that are there only possibly.
        package var keepsPossible = true
    }

    init(
        root: PlanNode, views: [TypedView], row: RowType, spans: [Span], traits: Traits, survey: PlanSurvey
    ) {
        self.root = root
        self.views = views
        self.row = row
        self.spans = spans
        self.traits = traits
        self.survey = survey
    }

    /// The same query with other operators, which read the same of the rows
    /// around it, or another last row.
    func with(root: PlanNode, views: [TypedView]? = nil, row: RowType? = nil) -> Plan {
        if root === self.root, views == nil, row == nil { return self }
        return Plan(
            root: root, views: views ?? self.views, row: row ?? self.row, spans: spans, traits: traits,
            survey: survey)
    }

    package var asksEvidence: Bool { traits.asksEvidence }
    package var mayLeaveOut: Bool { traits.mayLeaveOut }
    package var mayHavePossible: Bool { traits.mayHavePossible }

    /// Its operators from the source on.
    package var nodes: [PlanNode] {
        var nodes = [root]
        while let input = nodes.last?.input { nodes.append(input) }
        return nodes.reversed()
    }

    package var source: PlanNode { root.source }

    /// Every slot of its rows.
    package var allSlots: [TypedExpression] { root.slots.slots(at: span) }

    /// The place of the whole query in the program.
    package var span: Span { spans.first ?? Span(0, 0) }
}

/// One operator and the one whose rows it takes. It never changes: a rule that
/// leaves an operator as it is hands it on as it is.
package final class PlanNode: Sendable {
    package let operation: PlanOperation
    /// A source has none.
    package let input: PlanNode?
    /// The types of the slots that it gives.
    package let slots: [ValueType]
    /// The stages of the program that it does: places in `Plan.spans`.
    package let stages: ClosedRange<Int>
    /// Its number among all operators of a query, those of nested plans
    /// included; -1 until the plan is finished.
    package let place: Int
    /// How many rows it gives, for each row around the query.
    package let estimate: RowEstimate
    /// How many threads may work on the rows that it takes.
    package let width: PlanWidth

    package init(
        _ operation: PlanOperation, over input: PlanNode? = nil, slots: [ValueType], stages: ClosedRange<Int>,
        place: Int = -1, estimate: RowEstimate = .unknown, width: PlanWidth = .allCores
    ) {
        self.operation = operation
        self.input = input
        self.slots = slots
        self.stages = stages
        self.place = place
        self.estimate = estimate
        self.width = width
    }

    package var source: PlanNode {
        var node = self
        while let input = node.input { node = input }
        return node
    }

    /// The same operator, doing something else.
    func doing(_ operation: PlanOperation) -> PlanNode {
        PlanNode(
            operation, over: input, slots: slots, stages: stages, place: place, estimate: estimate, width: width)
    }

    /// The same operator over other rows.
    func over(_ input: PlanNode?) -> PlanNode {
        if input === self.input { return self }
        return PlanNode(
            operation, over: input, slots: slots, stages: stages, place: place, estimate: estimate, width: width)
    }
}

extension PlanNode: Hashable {
    package static func == (left: PlanNode, right: PlanNode) -> Bool {
        left === right
            || left.place == right.place && left.stages == right.stages && left.slots == right.slots
                && left.operation == right.operation && left.input == right.input
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(stages) }
}

package enum PlanOperation: Hashable, Sendable {
    // Sources.

    /// Every entity of a type.
    case scan(TypeID)
    case elements(TypedExpression)
    /// Elements that are records; each field becomes a slot.
    case records(TypedExpression, fields: Int)
    case lookup(PlanLookup)
    /// `columns` are the slots that later operators read; nil for all.
    case paths(
        from: TypedExpression, to: TypedExpression, via: TypedExpression, limit: TypedCount?, mode: PathMode,
        columns: Set<Int>?)
    case reach(from: TypedExpression, via: TypedExpression, limit: TypedCount?)
    case network(TypedExpression, via: TypedExpression, columns: Set<Int>?)

    // What takes rows.

    case filter(TypedExpression, possibly: Bool)
    /// The slots become exactly these.
    case project([TypedExpression])
    /// Slots are appended.
    case extend([TypedExpression])
    /// Appends one slot for each window, over the whole input.
    case window([PlanWindow])
    case expand(TypedExpression, optional: Bool)
    case join(PlanJoin)
    case group(PlanGroup)
    case sort([TypedSortKey])
    case limit(TypedCount)
    case offset(TypedCount)
    case top(TypedCount, by: [TypedSortKey], TopMethod)
    /// The first row for each key. With `project` the keys become the slots.
    case distinct([TypedExpression], project: Bool)
    /// Whether there is a row at all: of each row around the query one row without
    /// slots, if there are any. `isAnti` tells that who asks wants none.
    case semiJoin(isAnti: Bool)
    case set(SetOperator, Plan, leftSlots: [Int], rightSlots: [Int])
    /// What is shown of a row counts as read for it.
    case withSources(shown: [TypedExpression])
    case why(shown: [TypedExpression])
}

/// Of a nested query: for each row around it those of some rows that agree with
/// it on the keys; without keys all of them. The rows themselves read no row
/// around the query, so a run finds and indexes them once.
package struct PlanLookup: Hashable, Sendable {
    package var rows: Plan
    package var keys: [Key]
    /// Its number among all lookups of a query; -1 until the plan is finished.
    package var place = -1

    package struct Key: Hashable, Sendable {
        /// Over the slots of the rows.
        package var key: TypedExpression
        /// Over the row around the query.
        package var probe: TypedExpression
    }
}

package struct PlanWindow: Hashable, Sendable {
    package var function: WindowFunction
    package var arguments: [TypedExpression]
    package var isDescending: Bool
    package var partition: [TypedExpression]
    /// Whether it ends at the row itself.
    package var isRunning: Bool
    package var type: ValueType
    package var span: Span
}

package struct PlanJoin: Hashable, Sendable {
    package var right: Plan
    /// Sees the left slots and, last, the right row.
    package var condition: TypedExpression
    package var isOptional: Bool
    /// The right row as one value, over the right plan's slots.
    package var rightRow: TypedExpression
    /// The slot in which the condition sees the right row.
    package var rightSlot: Int
    /// Equalities of the condition: left over the left slots, right over the
    /// right row as slot 0. A match must agree on all of them.
    package var keys: [JoinKey]
    package var method = JoinMethod.nestedLoop

    package struct JoinKey: Hashable, Sendable {
        package var left: TypedExpression
        package var right: TypedExpression
    }
}

/// Keys, then what is pooled over each group, then the columns over both.
package struct PlanGroup: Hashable, Sendable {
    package var keys: [TypedExpression]
    package var pools: [Pool]
    /// Slots 0 … are the keys, the pooled values follow.
    package var outputs: [TypedExpression]
    /// Of `across`: which rows each of its cases has.
    package var cases: [TypedExpression]
    package var method = GroupMethod.hash

    package struct Pool: Hashable, Sendable {
        package var aggregate: Aggregate
        /// Over the incoming row.
        package var operand: TypedExpression
        package var arguments: [TypedExpression]
        package var type: ValueType
        package var span: Span
        /// Whether it is the rows themselves, of which none is the same as another.
        package var isRows = false
    }
}
