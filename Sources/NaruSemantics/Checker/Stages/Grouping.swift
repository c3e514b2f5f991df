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
    func group(
        by keys: [Column], across: Across?, into aggregates: [Column]?, _ pipeline: inout Pipeline, of stage: Stage
    ) {
        let before = pipeline
        let checkedAcross = across.flatMap { self.across($0, pipeline) }
        var incoming = pipeline.scope
        let typedKeys = inRow(of: pipeline) { named(keys, allowsMany: false) }
        for key in typedKeys where key.value.type.type.isRecord || key.value.type.type == .days {
            report(.noOrder(schema.describe(key.value.type.type), ways: [], at: key.value.span))
        }
        incoming.keySlots = Set(typedKeys.compactMap { key in key.value.plainSlot })
        pipeline.replaceRow(typedKeys, stage: "group")
        let keyScope = pipeline.scope
        pipeline.scope.pooled = [incoming]
        let typed =
            aggregates.map { columns in
                explainingSiblings(columns, of: stage, before) { inRow(of: pipeline) { named(columns) } }
            } ?? [countColumn(at: stage.span)]
        pipeline.scope = keyScope
        if across != nil, checkedAcross == nil {
            // Which columns there are can't be known.
            pipeline.scope = Scope(row: RowType(element: .unknown))
            return
        }
        var added: [NamedExpression] = []
        for column in checkedAcross?.columns(of: typed) ?? typed {
            guard keyScope.row.column(named: column.name) == nil else {
                report(
                    across.map { .caseCalledLikeKey(column.name, at: $0.value.span) }
                        ?? .duplicateColumn(column.name, at: column.value.span))
                continue
            }
            pipeline.appendColumn(column.name, column.value.type)
            added.append(column)
        }
        pipeline.cardinality = keys.isEmpty ? .one : pipeline.cardinality
        let perCase = checkedAcross == nil ? added : typed
        pipeline.append(.group(keys: typedKeys, aggregates: perCase, across: checkedAcross?.typed), at: stage.span)
    }

    /// `group by` alone counts the rows of each group.
    private func countColumn(at span: Span) -> NamedExpression {
        let row = TypedExpression(.literal(.bool(true)), ValueType(.bool), at: span)
        let count = TypedExpression(
            .aggregate(.count, row, arguments: [], poolsGroup: true), ValueType(.int), at: span)
        return NamedExpression(name: "count", value: count)
    }
}
