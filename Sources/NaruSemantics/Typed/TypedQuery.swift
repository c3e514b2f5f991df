package import NaruSyntax

/// A checked query: a source and stages, each with the rows it gives.
package struct TypedQuery: Hashable, Sendable {
    package var source: TypedSource
    package var views: [TypedView]
    package var stages: [TypedStage]
    /// The row after the last stage.
    package var row: RowType
    package var span: Span

    package init(
        source: TypedSource, views: [TypedView] = [], stages: [TypedStage] = [], row: RowType, span: Span
    ) {
        self.source = source
        self.views = views
        self.stages = stages
        self.row = row
        self.span = span
    }
}

/// The shape of a row at one point of a query.
package struct RowType: Hashable, Sendable {
    /// The slot of the subject `it`, or nil when `it` is the record of all columns.
    package var subject: Int?
    /// The visible columns in order; with a subject they stand behind it.
    package var columns: [RowColumn]
    /// The static type of every slot; stages append slots, `select`, `group`,
    /// `distinct e` and set stages renumber them from 0.
    package var slots: [ValueType]

    package init(subject: Int?, columns: [RowColumn], slots: [ValueType]) {
        self.subject = subject
        self.columns = columns
        self.slots = slots
    }
}

package struct RowColumn: Hashable, Sendable {
    package var name: String
    package var slot: Int

    package init(name: String, slot: Int) {
        self.name = name
        self.slot = slot
    }
}

package struct TypedSource: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A row for each element: slot 0 is the element. A record's fields
        /// become slots 0, 1, … instead, and the row has no subject.
        case elements(TypedExpression)
        /// Slots: hops, nodes, steps.
        case paths(from: TypedExpression, to: TypedExpression, via: TypedExpression, limit: TypedCount?, mode: PathMode)
        /// Slots: node, hops.
        case reach(from: TypedExpression, via: TypedExpression, limit: TypedCount?)
        /// One slot for each measure of `network`.
        case network(TypedExpression, via: TypedExpression)
    }

    package var kind: Kind
    package var row: RowType

    package init(_ kind: Kind, row: RowType) {
        self.kind = kind
        self.row = row
    }
}

package enum TypedCount: Hashable, Sendable {
    case literal(Int)
    case parameter(Int)
}

package enum TypedView: Hashable, Sendable {
    case asOf(TypedExpression)
    case knownBy(TypedExpression)
    case statedOnly
    case allClaims
}

package struct TypedStage: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case filter(TypedExpression, possibly: Bool)
        /// The new slots 0, 1, … in order.
        case select([NamedExpression])
        /// Appended slots in order.
        case add([NamedExpression])
        /// Changes the visible columns only.
        case drop
        /// Appends one slot: each element of the expression.
        case expand(TypedExpression, optional: Bool)
        /// Appends one slot: the joined row (entity, value or record). The
        /// condition sees the slots of both, the joined one last.
        case join(TypedQuery, on: TypedExpression, optional: Bool)
        /// Slots: the keys, then the aggregates. The aggregates see keys as
        /// frame-0 slots of the grouped row only inside `poolsGroup` arguments
        /// (where frame 0 is the incoming row); outside of those frame 0 is
        /// the group's row of keys. `count()` pools a `true` of each row. A
        /// `distinct` directly inside an aggregate is what pools; the aggregate
        /// around it takes its values. With `across` the aggregates follow once
        /// for each case.
        case group(keys: [NamedExpression], aggregates: [NamedExpression], across: TypedAcross?)
        case sort([TypedSortKey])
        case take(TypedCount)
        case skip(TypedCount)
        case top(TypedCount, by: TypedSortKey)
        /// The first row for each value of the keys; without keys of the visible row.
        /// With keys the slots are the keys.
        case distinct([NamedExpression])
        /// The right query's columns are matched by name; `rightSlots` holds the
        /// right's slot for the left's subject, where there is one, and for each
        /// visible column of the left. The slots become the same: the subject,
        /// then the columns.
        case set(SetOperator, TypedQuery, rightSlots: [Int])
        /// What is shown of the incoming row counts as read for it.
        case withSources(shown: [TypedExpression])
        /// Behind its columns the row has hidden slots: the note of the claim,
        /// then what the row that it is evidence of showed.
        case why(shown: [NamedExpression])
    }

    package var kind: Kind
    package var row: RowType
    package var span: Span

    package init(_ kind: Kind, row: RowType, at span: Span) {
        self.kind = kind
        self.row = row
        self.span = span
    }
}

/// What `group … across` puts side by side.
package struct TypedAcross: Hashable, Sendable {
    /// Over the incoming row.
    package var value: TypedExpression
    /// For each case whether a row is of it; they see the value in one more
    /// slot of the incoming row.
    package var conditions: [TypedExpression]
}

package struct TypedSortKey: Hashable, Sendable {
    package var value: TypedExpression
    package var isDescending: Bool

    package init(value: TypedExpression, isDescending: Bool) {
        self.value = value
        self.isDescending = isDescending
    }
}
