import NaruSyntax

extension TypedExpression {
    /// The slot of the innermost frame that this is, narrowed or not.
    fileprivate var plainSlot: Int? {
        switch kind {
        case .slot(frame: 0, let slot): slot
        case .narrow(let base, _): base.plainSlot
        default: nil
        }
    }
}

extension ProgramChecker {
    func group(by keys: [Column], into aggregates: [Column]?, _ pipeline: inout Pipeline, at span: Span) {
        var incoming = pipeline.scope
        let typedKeys = inRow(of: pipeline) { named(keys, allowsMany: false) }
        for key in typedKeys where key.value.type.type.isRecord || key.value.type.type == .days {
            report(.noOrder(schema.describe(key.value.type.type), ways: [], at: key.value.span))
        }
        incoming.keySlots = Set(typedKeys.compactMap { key in key.value.plainSlot })
        pipeline.replaceRow(typedKeys, stage: "group")
        let keyScope = pipeline.scope
        pipeline.scope.pooled = [incoming]
        let typed = aggregates.map { columns in inRow(of: pipeline) { named(columns) } } ?? [countColumn(at: span)]
        pipeline.scope = keyScope
        var added: [NamedExpression] = []
        for column in typed {
            guard keyScope.row.column(named: column.name) == nil else {
                report(.duplicateColumn(column.name, at: column.value.span))
                continue
            }
            pipeline.appendColumn(column.name, column.value.type)
            added.append(column)
        }
        pipeline.cardinality = keys.isEmpty ? .one : pipeline.cardinality
        pipeline.append(.group(keys: typedKeys, aggregates: added), at: span)
    }

    /// `group by` alone counts the rows of each group.
    private func countColumn(at span: Span) -> NamedExpression {
        let row = TypedExpression(.literal(.bool(true)), ValueType(.bool), at: span)
        let count = TypedExpression(
            .aggregate(.count, row, arguments: [], poolsGroup: true), ValueType(.int), at: span)
        return NamedExpression(name: "count", value: count)
    }
}
