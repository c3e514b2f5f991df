package import NaruSemantics
package import NaruSyntax

/// A logical plan: where rows come from and what happens to them, in order.
package struct Plan: Sendable {
    package var source: PlanSource
    /// What the whole query sees of the dataset.
    package var views: [TypedView]
    package var steps: [PlanStep]
    /// The row after the last step.
    package var row: RowType
    /// The place of the source and of each stage in the program, for counts.
    package var spans: [Span]
    /// Whether it needs to know what its rows rest on.
    package var asksEvidence: Bool

    package init(
        source: PlanSource, views: [TypedView] = [], steps: [PlanStep], row: RowType, spans: [Span],
        asksEvidence: Bool = false
    ) {
        self.source = source
        self.asksEvidence = asksEvidence
        self.views = views
        self.steps = steps
        self.row = row
        self.spans = spans
    }
}

package enum PlanSource: Sendable {
    /// Every entity of a type.
    case scan(TypeID)
    /// The entities of a type whose `key` (over the entity as slot 0) equals
    /// `probe` (over the row around the query): a hash index instead of a scan.
    case lookup(TypeID, key: TypedExpression, probe: TypedExpression)
    case elements(TypedExpression)
    /// Elements that are records; each field becomes a slot.
    case records(TypedExpression, fields: Int)
    /// `columns` are the slots that later steps read; nil for all.
    case paths(
        from: TypedExpression, to: TypedExpression, via: TypedExpression, limit: TypedCount?, mode: PathMode,
        columns: Set<Int>?)
    case reach(from: TypedExpression, via: TypedExpression, limit: TypedCount?)
    case network(TypedExpression, via: TypedExpression, columns: Set<Int>?)
}

/// One operator of a plan.
package struct PlanStep: Sendable {
    package indirect enum Kind: Sendable {
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
        case top(TypedCount, by: [TypedSortKey])
        /// The first row for each key. With `project` the keys become the slots.
        case distinct([TypedExpression], project: Bool)
        case set(SetOperator, Plan, leftSlots: [Int], rightSlots: [Int])
        /// What is shown of a row counts as read for it.
        case withSources(shown: [TypedExpression])
        case why(shown: [TypedExpression])
    }

    package var kind: Kind
    /// The stages of the program this operator does: places in `Plan.spans`.
    package var stages: ClosedRange<Int>

    package init(_ kind: Kind, stages: ClosedRange<Int>) {
        self.kind = kind
        self.stages = stages
    }
}

package struct PlanWindow: Sendable {
    package var function: WindowFunction
    package var arguments: [TypedExpression]
    package var isDescending: Bool
    package var partition: [TypedExpression]
    /// Whether it ends at the row itself.
    package var isRunning: Bool
    package var type: ValueType
    package var span: Span
}

package struct PlanJoin: Sendable {
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

    package struct JoinKey: Sendable {
        package var left: TypedExpression
        package var right: TypedExpression
    }
}

/// Keys, then what is pooled over each group, then the columns over both.
package struct PlanGroup: Sendable {
    package var keys: [TypedExpression]
    package var pools: [Pool]
    /// Slots 0 … are the keys, the pooled values follow.
    package var outputs: [TypedExpression]
    /// Of `across`: which rows each of its cases has.
    package var cases: [TypedExpression]

    package struct Pool: Sendable {
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
