import NaruSyntax

/// What an expression sees around it.
struct Environment {
    /// Innermost last; frame 0 is the last.
    var frames: [NameScope] = []
    var allowsWindows = false
    /// The stages being checked, innermost last, for messages.
    var stages: [Span] = []
    /// The rows that sources of a `join` or set stage do not see, innermost
    /// last, for messages.
    var hidden: [HiddenRow] = []
    /// Places of names that may be whole sets although there is a row.
    var wholeSets: Set<Span> = []

    /// Whether names can mean parts of a row here.
    var isInRow: Bool { frames.contains { !$0.isArguments } }
}

extension CheckContext {
    /// With only these frames to be seen.
    func seeing(_ frames: [NameScope]) -> CheckContext {
        changing {
            $0.frames = frames
            $0.allowsWindows = false
        }
    }

    /// In a new innermost frame.
    func inside(_ scope: NameScope) -> CheckContext {
        changing {
            $0.frames.append(scope)
            $0.allowsWindows = false
        }
    }

    /// In the row that a stage sees.
    func inRow(of query: PartialQuery) -> CheckContext { inside(query.scope) }

    func inStage(_ span: Span) -> CheckContext { changing { $0.stages.append(span) } }

    func allowingWindows(_ allows: Bool) -> CheckContext { changing { $0.allowsWindows = allows } }

    /// Where a `join` or set stage does not see the row before it.
    func hiding(_ row: NameScope, from stage: StageWord) -> CheckContext {
        changing { $0.hidden.append(HiddenRow(row: row, stage: stage)) }
    }

    /// Plural names at the head of a query's source may be whole sets.
    func allowingWholeSets(in expression: Expression) -> CheckContext {
        let heads = expression.setNames
        return heads.isEmpty ? self : changing { $0.wholeSets.formUnion(heads) }
    }
}

extension Expression {
    /// The places of names at the head of the expression.
    fileprivate var setNames: [Span] {
        switch kind {
        case .name(let name): [name.span]
        case .member(let base, _), .filter(let base, _), .shape(let base, _): base.setNames
        case .set(_, let operands): operands.flatMap(\.setNames)
        case .nested(let query): query.bareExpression?.setNames ?? []
        default: []
        }
    }
}

/// One frame of names: a row of a query, an element of a set, or the
/// arguments of a function.
struct NameScope: Sendable {
    var row: RowType
    /// What `is` tests have shown, by `factKey` of the tested expression.
    var facts: [String: [TypeID]] = [:]
    /// Rows before the stages that dropped something, latest last.
    var earlier: [EarlierRow] = []
    /// In `group … into`: the incoming row, which outermost aggregates pool.
    var pooled: [NameScope] = []
    /// Slots from before an `expand` or `join`, whose values may repeat.
    var repeated: Set<Int> = []
    /// Slots that an `expand` or `join` has bound.
    var bound: Set<Int> = []
    /// Of a pooled row, the slots that are keys of the group themselves.
    var keySlots: Set<Int> = []
    /// Whether it is the arguments of a function, which is no row.
    var isArguments = false
    /// Whether it is the element of a filter.
    var isElement = false
    /// The condition of that filter.
    var predicate: Span?
    /// Whether it is a node of a graph, at which a path begins.
    var isNode = false
}

struct HiddenRow {
    var row: NameScope
    var stage: StageWord
}

struct EarlierRow: Sendable {
    var row: RowType
    var stage: StageWord
    /// The stage that dropped something.
    var span: Span
}

extension RowType {
    /// A row that is one element.
    init(element: ValueType) {
        self.init(subject: 0, columns: [], slots: [element])
    }

    /// A row of columns alone, in the order given.
    init(record columns: [(name: String, type: ValueType)]) {
        self.init(
            subject: nil, columns: columns.enumerated().map { RowColumn(name: $1.name, slot: $0) },
            slots: columns.map(\.type))
    }

    /// Of a thing with columns beside it, the record of both, and the row that
    /// such a record is when it is taken apart.
    var whole: (record: Type, row: RowType)? {
        guard let subject, slots[subject].type.isEntity, !columns.isEmpty else { return nil }
        let fields =
            [RecordField(name: "it", type: slots[subject])]
            + columns.map { RecordField(name: $0.name, type: slots[$0.slot]) }
        let columns = columns.enumerated().map { RowColumn(name: $1.name, slot: $0 + 1) }
        return (.record(fields), RowType(subject: 0, columns: columns, slots: fields.map(\.type)))
    }

    func column(named name: String) -> RowColumn? { columns.first { $0.name == name } }

    /// The static type of a row as one value: its subject, or its record.
    var valueType: ValueType {
        if let subject { return slots[subject] }
        return ValueType(.record(columns.map { RecordField(name: $0.name, type: slots[$0.slot]) }))
    }
}
