import NaruSyntax

/// Checks the stages of a query, one after the other.
struct StageChecker: CheckerPart {
    private let around: CheckContext
    /// Where the stage stands that is being checked.
    private(set) var context: CheckContext
    /// The query as far as the stages before have made it.
    var query: PartialQuery

    init(context: CheckContext, query: PartialQuery) {
        around = context
        self.context = context
        self.query = query
    }

    mutating func check(_ stage: Stage) {
        let span = stage.span
        context.size.addStage()
        context = around.inStage(span)
        switch stage.kind {
        case .filter(let condition, let possibly): filter(condition, possibly: possibly, at: span)
        case .select(let columns): select(columns, of: stage)
        case .add(let columns): add(columns, of: stage)
        case .drop(let names): drop(names, at: span)
        case .expand(let name, let elements, let optional):
            expand(name, elements, optional: optional, at: span)
        case .join(let name, let source, let condition, let optional):
            join(name, source, on: condition, optional: optional, at: span)
        case .group(let keys, let across, let aggregates):
            group(by: keys, across: across, into: aggregates, of: stage)
        case .sort(let keys): sort(keys, at: span)
        case .take(let count): take(count, at: span)
        case .skip(let count): skip(count, at: span)
        case .top(let count, let key): top(count, by: key, at: span)
        case .distinct(let keys): distinct(keys, at: span)
        case .set(let operation, let right): set(operation, right, at: span)
        case .withSources: withSources(at: span)
        case .why: why(at: span)
        }
    }

    /// What an expression of the stage sees.
    var inRow: ExpressionChecker { ExpressionChecker(context: context.inRow(of: query)) }

    mutating func filter(_ condition: Expression, possibly: Bool, at span: Span) {
        let row = context.inRow(of: query)
        let typed = ExpressionChecker(context: row).condition(condition)
        if !possibly { learn(from: typed, in: row) }
        narrowSlots()
        if query.cardinality == .many, selectsOneEntity(typed) { query.cardinality = .optional }
        query.cardinality = query.cardinality.filtered
        query.append(.filter(typed, possibly: possibly), at: span)
    }

    /// Keeps what a condition shows of the row where it is yes.
    mutating func learn(from condition: TypedExpression, in row: CheckContext) {
        let known = Narrowing(context: row).learning(from: condition)
        if known !== row, let scope = known.environment.frames.last { query.scope.facts = scope.facts }
    }

    /// A test of the subject itself shows in its static type from here on.
    private mutating func narrowSlots() {
        guard !query.scope.facts.isEmpty else { return }
        let narrowing = Narrowing(context: context.inRow(of: query))
        for slot in query.scope.row.slots.indices {
            guard let types = narrowing.types(ofSlot: slot) else { continue }
            query.scope.row.slots[slot].type = .entity(types)
        }
    }

    private func selectsOneEntity(_ condition: TypedExpression) -> Bool {
        guard query.stages.isEmpty, case .elements(let source) = query.source.kind,
            source.type.type.isEntity, query.row.subject == 0
        else { return false }
        return elements.selectsOne(condition)
    }

    private mutating func select(_ columns: [Column], of stage: Stage) {
        let typed = named(columns, of: stage, in: context.inRow(of: query).allowingWindows(true))
        query.replaceRow(typed, stage: .select, at: stage.span)
        query.append(.select(typed), at: stage.span)
    }

    private mutating func add(_ columns: [Column], of stage: Stage) {
        let typed = named(columns, of: stage, in: context.inRow(of: query).allowingWindows(true))
        for column in typed {
            query.scope.row.slots.append(column.value.type)
            let slot = query.scope.row.slots.count - 1
            if let old = query.scope.row.columns.firstIndex(where: { $0.name == column.name }) {
                query.scope.row.columns[old].slot = slot
            } else {
                query.scope.row.columns.append(RowColumn(name: column.name, slot: slot))
            }
            let repeated = query.scope.repeated
            let read = column.value.slotsRead()
            if !read.isEmpty, read.isSubset(of: repeated) { query.scope.repeated.insert(slot) }
        }
        query.append(.add(typed), at: stage.span)
    }

    private mutating func drop(_ names: [Name], at span: Span) {
        let before = query.row
        for name in names {
            if notePlace(name.text, { completions.columnItems(of: before) }) { continue }
            guard before.column(named: name.text) != nil else {
                report(noColumn(name, before))
                continue
            }
            query.scope.row.columns.removeAll { $0.name == name.text }
        }
        query.scope.earlier.append(EarlierRow(row: before, stage: .drop, span: span))
        query.append(.drop, at: span)
    }

    private func noColumn(_ name: Name, _ row: RowType) -> Diagnostic {
        let columns = row.columns.map(\.name)
        if let subject = row.subject, members.has(name.text, row.slots[subject].type) { return .dropsField(name) }
        return .unknownColumn(name, spellings: spellings(of: name, among: columns), columns: columns)
    }

    private mutating func sort(_ keys: [SortKey], at span: Span) {
        let typed = keys.map { sortKey($0, descendsByDefault: false) }
        query.append(.sort(typed), at: span)
    }

    private func sortKey(_ key: SortKey, descendsByDefault: Bool) -> TypedSortKey {
        var typed = single(inRow.check(key.value), use: .sortKey)
        let type = typed.type.type
        if !type.isOrdered, !type.isEntity {
            typed = invalid(.noOrder(schema.describe(type), ways: waysToOrder(typed), at: typed.span), at: typed.span)
        }
        warnOfOrderedText(typed)
        let isDescending = key.direction.map { $0 == .descending } ?? descendsByDefault
        return TypedSortKey(value: typed, isDescending: isDescending)
    }

    private mutating func take(_ count: Count, at span: Span) {
        guard let typed = literals.count(count) else { return }
        if typed == .literal(1) || query.cardinality != .many { query.cardinality = .optional }
        query.append(.take(typed), at: span)
    }

    private mutating func skip(_ count: Count, at span: Span) {
        guard let typed = literals.count(count) else { return }
        query.cardinality = query.cardinality.filtered
        query.append(.skip(typed), at: span)
    }

    /// `top n by e` takes the largest, first.
    private mutating func top(_ count: Count, by key: SortKey, at span: Span) {
        let typed = sortKey(key, descendsByDefault: true)
        guard let limit = literals.count(count) else { return }
        if limit == .literal(1) || query.cardinality != .many { query.cardinality = .optional }
        query.append(.top(limit, by: typed), at: span)
    }

    private mutating func distinct(_ keys: [Expression], at span: Span) {
        if keys.isEmpty { return query.append(.distinct([]), at: span) }
        let columns = keys.map { Column(name: nil, value: $0) }
        let typed = ColumnChecker(context: context.inRow(of: query)).named(columns)
        query.replaceRow(typed, stage: .distinct, at: span)
        query.append(.distinct(typed), at: span)
    }

    // MARK: Evidence

    private mutating func withSources(at span: Span) {
        if query.row.column(named: "sources") != nil {
            return report(.duplicateColumn("sources", at: span))
        }
        let shown = OutputColumns(context: context).shown(of: query.row, at: span)
        query.appendColumn("sources", ValueType(index.sourceType, .many))
        query.append(.withSources(shown: shown.map(\.value)), at: span)
    }

    /// The rows are replaced by their evidence, a row a claim.
    private mutating func why(at span: Span) {
        let earlier = query.scope.earlier + [EarlierRow(row: query.row, stage: .why, span: span)]
        let columns: [(name: String, type: ValueType)] = [
            ("row", ValueType(.int)),
            ("subject", ValueType(.entity([.entity]), .optional)),
            ("field", ValueType(.text, .optional)),
            ("value", ValueType(.text, .optional)),
            ("basis", ValueType(.text, vocabulary: .basis)),
            ("source", ValueType(index.sourceType, .optional)),
            ("published", ValueType(.date, .optional)),
            ("quote", ValueType(.text, .optional)),
            ("searched", ValueType(.int, .optional)),
        ]
        let shown = OutputColumns(context: context).shown(of: query.row, at: span)
        var row = RowType(record: columns)
        row.slots += [ValueType(.text, .optional)] + shown.map(\.value.type)
        query.scope = NameScope(row: row)
        query.scope.earlier = earlier
        query.cardinality = .many
        query.append(.why(shown: shown), at: span)
    }
}
