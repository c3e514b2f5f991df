import NaruSyntax

extension ProgramChecker {
    /// `union (q)`: rows as sets, columns matched by name. The right query sees
    /// no row of this one.
    func set(_ operation: SetOperator, _ query: Query, _ pipeline: inout Pipeline, at span: Span) {
        hidden.append((pipeline.scope, operation.rawValue))
        let right = self.query(query).0
        hidden.removeLast()
        guard let slots = matchingSlots(pipeline.row, right.row, operation, at: query.span) else { return }
        let left = pipeline.row
        guard let types = unifiedTypes(left, right.row, slots, operation, at: query.span) else { return }
        var row = RowType(subject: left.subject == nil ? nil : 0, columns: [], slots: types)
        let offset = left.subject == nil ? 0 : 1
        for (position, column) in left.columns.enumerated() {
            row.columns.append(RowColumn(name: column.name, slot: position + offset))
        }
        let earlier = pipeline.scope.earlier
        pipeline.scope = Scope(row: row)
        pipeline.scope.earlier = earlier
        pipeline.cardinality = operation == .union ? .many : pipeline.cardinality.filtered
        pipeline.append(.set(operation, right, rightSlots: slots), at: span)
    }

    /// The right slot for the subject, where there is one, and each column.
    private func matchingSlots(_ left: RowType, _ right: RowType, _ operation: SetOperator, at span: Span) -> [Int]? {
        let isSubjectMissing = (left.subject == nil) != (right.subject == nil)
        let missing = left.columns.filter { right.column(named: $0.name) == nil }.map(\.name)
        let extra = right.columns.filter { left.column(named: $0.name) == nil }.map(\.name)
        guard !isSubjectMissing, missing.isEmpty, extra.isEmpty else {
            if left.valueType.type.isUnknown || right.valueType.type.isUnknown { return nil }
            report(
                .columnsDiffer(
                    operation, left: shown(left), right: shown(right), missing: missing, extra: extra, at: span))
            return nil
        }
        let subject = right.subject.map { [$0] } ?? []
        return subject + left.columns.compactMap { right.column(named: $0.name)?.slot }
    }

    /// The columns of a row as a message lists them.
    private func shown(_ row: RowType) -> String {
        let subject = row.subject.map { "it (\(schema.describe(row.slots[$0].type)))" }
        return ([subject].compactMap(\.self) + row.columns.map(\.name)).joined(separator: ", ")
    }

    private func unifiedTypes(
        _ left: RowType, _ right: RowType, _ rightSlots: [Int], _ operation: SetOperator, at span: Span
    ) -> [ValueType]? {
        let leftSlots = (left.subject.map { [$0] } ?? []) + left.columns.map(\.slot)
        let names = (left.subject == nil ? [] : ["it"]) + left.columns.map(\.name)
        var types: [ValueType] = []
        for ((leftSlot, rightSlot), name) in zip(zip(leftSlots, rightSlots), names) {
            let (a, b) = (left.slots[leftSlot], right.slots[rightSlot])
            // A set is never the same as one of its elements.
            guard a.isMany == b.isMany, let type = unified([a.type, b.type]) else {
                report(.columnTypesDiffer(name, schema.describe(a), schema.describe(b), at: span))
                return nil
            }
            if operation != .union, case .entity(let own) = a.type, case .entity(let other) = b.type,
                !schema.overlap(own, other)
            {
                report(.disjointSets(operation, schema.describe(a.type), schema.describe(b.type), at: span))
                return nil
            }
            if operation == .union {
                types.append(ValueType(type, a.cardinality.combined(with: b.cardinality)))
            } else {
                types.append(ValueType(a.type.isEntity ? a.type : type, a.cardinality))
            }
        }
        return types
    }
}
