import NaruSyntax

extension ProgramChecker {
    func check(_ stage: Stage, in pipeline: inout Pipeline, isLast: Bool) {
        let span = stage.span
        weight += 1
        stageSpans.append(span)
        defer { stageSpans.removeLast() }
        switch stage.kind {
        case .filter(let condition, let possibly): filter(condition, possibly: possibly, &pipeline, at: span)
        case .select(let columns): select(columns, &pipeline, of: stage)
        case .add(let columns): add(columns, &pipeline, of: stage)
        case .drop(let names): drop(names, &pipeline, at: span)
        case .expand(let name, let elements, let optional):
            expand(name, elements, optional: optional, &pipeline, at: span)
        case .join(let name, let source, let condition, let optional):
            join(name, source, on: condition, optional: optional, &pipeline, at: span)
        case .group(let keys, let across, let aggregates):
            group(by: keys, across: across, into: aggregates, &pipeline, of: stage)
        case .sort(let keys): sort(keys, &pipeline, at: span)
        case .take(let count): take(count, &pipeline, at: span)
        case .skip(let count): skip(count, &pipeline, at: span)
        case .top(let count, let key): top(count, by: key, &pipeline, at: span)
        case .distinct(let keys): distinct(keys, &pipeline, at: span)
        case .set(let operation, let query): set(operation, query, &pipeline, at: span)
        case .withSources: withSources(&pipeline, at: span)
        case .why: why(&pipeline, at: span)
        }
    }

    func filter(_ condition: Expression, possibly: Bool, _ pipeline: inout Pipeline, at span: Span) {
        scopes.append(pipeline.scope)
        let typed = self.condition(condition)
        if !possibly { learn(from: typed) }
        pipeline.scope.facts = scopes[scopes.count - 1].facts
        narrowSlots(of: &pipeline)
        scopes.removeLast()
        if pipeline.cardinality == .many, selectsOneEntity(typed, pipeline) { pipeline.cardinality = .optional }
        pipeline.cardinality = pipeline.cardinality.filtered
        pipeline.append(.filter(typed, possibly: possibly), at: span)
    }

    /// A test of the subject itself shows in its static type from here on.
    private func narrowSlots(of pipeline: inout Pipeline) {
        for slot in pipeline.scope.row.slots.indices {
            guard let types = pipeline.scope.facts["\(scopes.count).\(slot)"] else { continue }
            pipeline.scope.row.slots[slot].type = .entity(types)
        }
    }

    private func selectsOneEntity(_ condition: TypedExpression, _ pipeline: Pipeline) -> Bool {
        guard pipeline.stages.isEmpty, case .elements(let source) = pipeline.source.kind,
            source.type.type.isEntity, pipeline.row.subject == 0
        else { return false }
        return selectsOne(condition)
    }

    private func select(_ columns: [Column], _ pipeline: inout Pipeline, of stage: Stage) {
        let typed = explainingSiblings(columns, of: stage) {
            inRow(of: pipeline) { withWindows { named(columns) } }
        }
        pipeline.replaceRow(typed, stage: "select", at: stage.span)
        pipeline.append(.select(typed), at: stage.span)
    }

    private func add(_ columns: [Column], _ pipeline: inout Pipeline, of stage: Stage) {
        let typed = explainingSiblings(columns, of: stage) {
            inRow(of: pipeline) { withWindows { named(columns) } }
        }
        for column in typed {
            pipeline.scope.row.slots.append(column.value.type)
            let slot = pipeline.scope.row.slots.count - 1
            if let old = pipeline.scope.row.columns.firstIndex(where: { $0.name == column.name }) {
                pipeline.scope.row.columns[old].slot = slot
            } else {
                pipeline.scope.row.columns.append(RowColumn(name: column.name, slot: slot))
            }
            let repeated = pipeline.scope.repeated
            let read = slotsRead(by: column.value)
            if !read.isEmpty, read.isSubset(of: repeated) { pipeline.scope.repeated.insert(slot) }
        }
        pipeline.append(.add(typed), at: stage.span)
    }

    private func withWindows<Result>(_ body: () -> Result) -> Result {
        windowsAllowed = true
        defer { windowsAllowed = false }
        return body()
    }

    private func drop(_ names: [Name], _ pipeline: inout Pipeline, at span: Span) {
        let before = pipeline.row
        for name in names {
            if notePlace(name.text, { columns(of: before) }) { continue }
            guard before.column(named: name.text) != nil else {
                report(noColumn(name, before))
                continue
            }
            pipeline.scope.row.columns.removeAll { $0.name == name.text }
        }
        pipeline.scope.earlier.append(EarlierRow(row: before, stage: "drop", span: span))
        pipeline.append(.drop, at: span)
    }

    private func noColumn(_ name: Name, _ row: RowType) -> Diagnostic {
        let columns = row.columns.map(\.name)
        if let subject = row.subject, hasMember(name.text, row.slots[subject].type) { return .dropsField(name) }
        return .unknownColumn(name, spellings: spellings(of: name, among: columns), columns: columns)
    }
}
