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

extension TypedQuery {
    /// The same query over rewritten expressions. The source stands in the
    /// frame around the query, stages one frame deeper.
    package func mappingExpressions(
        _ transform: (TypedExpression, _ deeper: Int) -> TypedExpression
    ) -> TypedQuery {
        var copy = self
        copy.source.kind = source.kind.mapping(transform)
        copy.stages = stages.map { stage in
            var stage = stage
            stage.kind = stage.kind.mapping(transform)
            return stage
        }
        return copy
    }
}

extension TypedQuery {
    /// Its expressions, in the order of `mappingExpressions`.
    package func forEachExpression(_ body: (TypedExpression, _ deeper: Int) -> Void) {
        switch source.kind {
        case .elements(let expression): body(expression, 0)
        case .paths(let from, let to, let via, _, _):
            body(from, 0)
            body(to, 0)
            body(via, 1)
        case .reach(let from, let via, _), .network(let from, let via):
            body(from, 0)
            body(via, 1)
        }
        for stage in stages { stage.kind.forEachExpression(body) }
    }
}

extension TypedSource.Kind {
    fileprivate func mapping(_ transform: (TypedExpression, Int) -> TypedExpression) -> TypedSource.Kind {
        switch self {
        case .elements(let expression): .elements(transform(expression, 0))
        case .paths(let from, let to, let via, let limit, let mode):
            .paths(from: transform(from, 0), to: transform(to, 0), via: transform(via, 1), limit: limit, mode: mode)
        case .reach(let from, let via, let limit):
            .reach(from: transform(from, 0), via: transform(via, 1), limit: limit)
        case .network(let nodes, let via): .network(transform(nodes, 0), via: transform(via, 1))
        }
    }
}

extension TypedStage.Kind {
    fileprivate func forEachExpression(_ body: (TypedExpression, Int) -> Void) {
        func named(_ columns: [NamedExpression]) { for column in columns { body(column.value, 1) } }
        switch self {
        case .filter(let condition, _): body(condition, 1)
        case .select(let columns), .add(let columns), .distinct(let columns), .why(let columns): named(columns)
        case .drop, .take, .skip: break
        case .withSources(let shown): for value in shown { body(value, 1) }
        case .expand(let elements, _): body(elements, 1)
        case .join(let right, let condition, _):
            right.forEachExpression(body)
            body(condition, 1)
        case .group(let keys, let aggregates, let across):
            named(keys)
            named(aggregates)
            if let across {
                body(across.value, 1)
                for condition in across.conditions { body(condition, 1) }
            }
        case .sort(let keys): for key in keys { body(key.value, 1) }
        case .top(_, let key): body(key.value, 1)
        case .set(_, let right, _): right.forEachExpression(body)
        }
    }

    fileprivate func mapping(_ transform: (TypedExpression, Int) -> TypedExpression) -> TypedStage.Kind {
        func inside(_ expression: TypedExpression) -> TypedExpression { transform(expression, 1) }
        func named(_ columns: [NamedExpression]) -> [NamedExpression] {
            columns.map { NamedExpression(name: $0.name, value: inside($0.value)) }
        }
        func key(_ key: TypedSortKey) -> TypedSortKey {
            TypedSortKey(value: inside(key.value), isDescending: key.isDescending)
        }
        switch self {
        case .filter(let condition, let possibly): return .filter(inside(condition), possibly: possibly)
        case .select(let columns): return .select(named(columns))
        case .add(let columns): return .add(named(columns))
        case .drop, .take, .skip: return self
        case .withSources(let shown): return .withSources(shown: shown.map(inside))
        case .why(let shown): return .why(shown: named(shown))
        case .expand(let elements, let optional): return .expand(inside(elements), optional: optional)
        case .join(let right, let condition, let optional):
            return .join(right.mappingExpressions(transform), on: inside(condition), optional: optional)
        case .group(let keys, let aggregates, let across):
            return .group(
                keys: named(keys), aggregates: named(aggregates),
                across: across.map {
                    TypedAcross(value: inside($0.value), conditions: $0.conditions.map(inside))
                })
        case .sort(let keys): return .sort(keys.map(key))
        case .top(let count, let by): return .top(count, by: key(by))
        case .distinct(let keys): return .distinct(named(keys))
        case .set(let operation, let right, let slots):
            return .set(operation, right.mappingExpressions(transform), rightSlots: slots)
        }
    }
}

/// A nested query that has been planned. What a plan is, is known further down;
/// expressions hold it and can be walked and rewritten through it.
package protocol PlannedQuery: AnyObject, Sendable {
    /// Its expressions. Those of the source stand in the frame around the query,
    /// those of the stages one frame deeper.
    func forEachExpression(_ body: (TypedExpression, _ deeper: Int) -> Void)
    func mappingExpressions(_ transform: (TypedExpression, _ deeper: Int) -> TypedExpression) -> any PlannedQuery
    /// The outermost of the frames around it that it reads, 0 being the one
    /// that it stands in; -1 where it reads none.
    var outermostFrame: Int { get }
    func isSame(as other: any PlannedQuery) -> Bool
    func hash(into hasher: inout Hasher)
    var mayHavePossible: Bool { get }
    var mayLeaveOut: Bool { get }
    var asksEvidence: Bool { get }
}

package struct Subplan: Hashable, Sendable {
    package let query: any PlannedQuery

    package init(_ query: any PlannedQuery) { self.query = query }

    package static func == (left: Subplan, right: Subplan) -> Bool {
        left.query === right.query || left.query.isSame(as: right.query)
    }

    package func hash(into hasher: inout Hasher) { query.hash(into: &hasher) }
}
