import NaruSyntax

/// One frame of names: a row of a query, an element of a set, or the
/// arguments of a function.
struct Scope {
    var row: RowType
    /// What `is` tests have shown, by `factKey` of the tested expression.
    var facts: [String: [TypeID]] = [:]
    /// Rows before the stages that dropped something, latest last.
    var earlier: [EarlierRow] = []
    /// In `group … into`: the incoming row, which outermost aggregates pool.
    var pooled: [Scope] = []
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

struct EarlierRow {
    var row: RowType
    var stage: String
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
