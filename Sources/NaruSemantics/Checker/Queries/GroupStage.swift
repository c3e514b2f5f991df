import NaruSyntax

/// `group by k across e into …`
extension StageChecker {
    mutating func group(
        by keys: [Column], across: Across?, into aggregates: [Column]?, of stage: Stage
    ) {
        let checkedAcross = across.flatMap { AcrossChecker(context: context, row: query.scope).check($0) }
        var incoming = query.scope
        let (keys, misplaced) = withoutAggregates(keys, isGrouped: aggregates != nil)
        if let misplaced { report(misplaced) }
        let typedKeys = ColumnChecker(context: context.inRow(of: query)).named(keys, allowsMany: false)
        for key in typedKeys where key.value.type.type.isRecord || key.value.type.type == .days {
            report(.noOrder(schema.describe(key.value.type.type), ways: waysToOrder(key.value), at: key.value.span))
        }
        incoming.keySlots = Set(typedKeys.compactMap { key in key.value.plainSlot })
        query.replaceRow(typedKeys, stage: .group, at: stage.span)
        let keyScope = query.scope
        query.scope.pooled = [incoming]
        let typed =
            aggregates.map { named($0, of: stage, in: context.inRow(of: query)) } ?? [countColumn(at: stage.span)]
        query.scope = keyScope
        if across != nil, checkedAcross == nil {
            // Which columns there are can't be known.
            query.scope = NameScope(row: RowType(element: .unknown))
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
            query.appendColumn(column.name, column.value.type)
            added.append(column)
        }
        query.cardinality = keys.isEmpty ? .one : query.cardinality
        let perCase = checkedAcross == nil ? added : typed
        query.append(.group(keys: typedKeys, aggregates: perCase, across: checkedAcross?.typed), at: stage.span)
    }

    /// `group by country, n: count()`: an aggregate is no key, so the keys end
    /// before it.
    private func withoutAggregates(_ keys: [Column], isGrouped: Bool) -> (keys: [Column], Diagnostic?) {
        guard !isGrouped else { return (keys, nil) }
        for (place, key) in keys.enumerated().dropFirst() {
            guard case .call(let name, _) = key.value.kind, definitions.functions[name.text] == nil,
                case .aggregate = FunctionSignature.named(name.text)?.meaning
            else { continue }
            let begin = (key.name?.span ?? key.value.span).start
            let comma = Span(keys[place - 1].value.span.end, begin)
            return (Array(keys[..<place]), .aggregateAsKey(name, of: key.value.span, way: TextEdit(comma, " into ")))
        }
        return (keys, nil)
    }

    /// `group by` alone counts the rows of each group.
    private func countColumn(at span: Span) -> NamedExpression {
        let row = TypedExpression(.literal(.bool(true)), ValueType(.bool), at: span)
        let count = TypedExpression(
            .aggregate(.count, row, arguments: [], poolsGroup: true), ValueType(.int), at: span)
        return NamedExpression(name: "count", value: count)
    }
}

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
