import NaruSyntax

extension ProgramChecker {
    /// What a result shows: a bare entity with its single-valued fields, then
    /// the visible columns.
    func outputColumns(of row: RowType, at span: Span) -> [NamedExpression] {
        func value(_ slot: Int) -> TypedExpression {
            TypedExpression(.slot(frame: 0, slot), row.slots[slot], at: span)
        }
        let visible = row.columns.map { NamedExpression(name: $0.name, value: value($0.slot)) }
        guard let subject = row.subject else { return visible }
        let it = value(subject)
        guard case .entity(let types) = it.type.type else { return visible }
        let shown = Set(visible.map(\.name))
        let fields = entityColumns(it, types).filter { !shown.contains($0.name) }
        return fields + visible
    }

    private func entityColumns(_ it: TypedExpression, _ types: [TypeID]) -> [NamedExpression] {
        let type = schema.commonAncestor(types)
        let fields = schema.allFields(of: type).map { schema[$0] }
        let shown = fields.filter { !$0.isMany && !$0.isInverse && !$0.isLabel }
        let columns = shown.map { NamedExpression(name: $0.name, value: read(.stored($0.id), of: it, at: it.span)) }
        // A field may be called like its type; the entity then takes the word
        // for what it shows.
        let isTaken = shown.contains { $0.name == schema[type].name }
        return [NamedExpression(name: isTaken ? "label" : schema[type].name, value: it)] + columns
    }
}
