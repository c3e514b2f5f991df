import NaruSemantics
import NaruSyntax

/// Which fields a query's closed tests read, worked out from its typed form.
///
/// A test is closed when hiding claims could turn its answer: what it says
/// depends on something being missing. Counts and other aggregates are such
/// tests where they decide which rows there are.
struct ClosedTests {
    private let schema: Schema
    private(set) var fields: Set<FieldID> = []
    /// Types whose whole sets they look through.
    private(set) var types: Set<TypeID> = []
    /// No closed test, aggregate, window or stage that counts rows.
    private(set) var isPositive = true
    /// No field is read in two places. Where one is, a claim may belong to a
    /// second derivation that needs all of the first: then hiding it takes a
    /// derivation away, and nobody can tell from outside.
    private(set) var readsNothingTwice = true
    private var readsColumns = false
    private var closings = 0
    private var columnFields: Set<FieldID> = []
    private var sortFields: Set<FieldID> = []

    init(of query: OutputQuery, schema: Schema) {
        self.schema = schema
        visit(query.query, isConsumed: false)
        let whole = TypedExpression(.nested(query.query), ValueType(.bool), at: query.query.span)
        let choices = self.choices(in: whole)
        // What is shown may be one side of an `or`, or one of several witnesses.
        let shown =
            choices.isEmpty && !whole.hasWitnesses
            ? [] : query.columns.flatMap { self.reads(of: $0.value) } + labels(of: query)
        let reads = self.reads(of: whole) + shown
        let scans = self.scans(in: whole)
        let hasUnion = query.query.stages.contains { if case .set(.union, _, _) = $0.kind { true } else { false } }
        let mergesLanguages = query.query.stages.contains(where: \.mergesLanguages)
        // A side that reads nothing needs nothing, so the other is never needed.
        let isDecided = choices.allSatisfy { !self.reads(of: $0).isEmpty }
        readsNothingTwice =
            !hasUnion && !mergesLanguages && isDecided && !readsOneLanguage(query)
            && Set(scans).count == scans.count && Set(reads).count == reads.count
        for column in query.columns { visit(column.value, Use()) }
        // Rows that are kept for a closed test must not take another place.
        if !types.isEmpty { fields.formUnion(sortFields) }
        if readsColumns { fields.formUnion(columnFields) }
        let asksForADay = query.query.views.contains { if case .asOf = $0 { true } else { false } }
        guard asksForADay else { return }
        if !isPositive { fields.formUnion(schema.fields.filter { Self.bounds.contains($0.name) }.map(\.id)) }
        // That something has no end is a closed test too.
        isPositive = false
    }

    /// Of what holds for a time.
    private static let bounds: Set<String> = ["signed", "ended", "term", "from", "until", "attested"]

    /// How the answer of an expression is used.
    private struct Use {
        /// Only a yes matters.
        var isPositive = false
        /// Rows or elements that are there in error would be seen.
        var isConsumed = false

        func mixed() -> Use { Use(isPositive: false, isConsumed: isConsumed) }
        func deciding() -> Use { Use(isPositive: true, isConsumed: true) }
    }

    // MARK: - Queries

    private mutating func visit(_ query: TypedQuery, isConsumed: Bool) {
        var use = Use(isPositive: true, isConsumed: isConsumed)
        for stage in query.stages.reversed() { visit(stage.kind, &use) }
        // Rows without a key are a group too: whether it has others depends on all rows.
        if query.stages.contains(where: \.mayLackAKey) {
            types.formUnion(sets(in: TypedExpression(.nested(query), ValueType(.bool), at: query.span)))
        }
        switch query.source.kind {
        case .elements(let source): visit(source, use)
        case .reach(let from, let via, _), .paths(let from, _, let via, _, _):
            visit(from, use)
            visit(via, use.deciding())
        case .network(let nodes, let via):
            isPositive = false
            visit(nodes, use.deciding())
            visit(via, use.deciding())
        }
    }

    private mutating func visit(_ stage: TypedStage.Kind, _ use: inout Use) {
        switch stage {
        case .filter(let condition, let possibly):
            if possibly { close([condition]) }
            visit(condition, use)
        case .select(let columns), .add(let columns):
            let hasWindow = columns.contains { if case .window = $0.value.kind { true } else { false } }
            if hasWindow { use.isConsumed = true }
            for column in columns { visitColumn(column.value, use) }
        case .expand(let elements, let optional):
            if optional { close([elements]) }
            visitColumn(elements, use)
        case .join(let right, let condition, let optional):
            if optional { close([condition]) }
            if optional { closeAll(of: right) }
            visit(right, isConsumed: use.isConsumed || optional)
            visit(condition, use)
        case .group(let keys, let aggregates, let across):
            isPositive = false
            use.isConsumed = true
            for key in keys {
                if key.value.type.cardinality == .optional { close([key.value]) }
                if key.value.readsAColumn { readsColumns = true }
                visitColumn(key.value, use)
            }
            for aggregate in aggregates { visitColumn(aggregate.value, Use()) }
            if let across { visit(across.value, use.mixed()) }
        case .sort(let keys):
            for key in keys {
                sortFields.formUnion(fields(of: key.value))
                if use.isConsumed { visit(key.value, use.mixed()) }
            }
        case .top(_, let key):
            isPositive = false
            use.isConsumed = true
            sortFields.formUnion(fields(of: key.value))
            visit(key.value, use.mixed())
        case .take, .skip:
            isPositive = false
            use.isConsumed = true
        case .distinct(let keys):
            for key in keys {
                if use.isConsumed, key.value.type.cardinality == .optional { close([key.value]) }
                visitColumn(key.value, use)
            }
        case .set(let operation, let right, _):
            if operation == .except {
                closeAll(of: right)
                readsColumns = true
            }
            visit(right, isConsumed: use.isConsumed || operation == .except)
        case .drop, .withSources, .why: break
        }
    }

    private mutating func visitColumn(_ expression: TypedExpression, _ use: Use) {
        columnFields.formUnion(fields(of: expression))
        visit(expression, use.mixed())
    }

    // MARK: - Expressions

    private mutating func visit(_ expression: TypedExpression, _ use: Use) {
        switch expression.kind {
        case .field(let base, let field):
            if schema[field].defaultValue != nil {
                close([expression])
                types.insert(schema[field].owner)
            }
            visit(base, use)
        case .and(let operands), .or(let operands): for operand in operands { visit(operand, use) }
        case .quantified(let quantifier, let base, let predicate):
            let isOpen = use.isPositive && (quantifier == .any || quantifier == .some)
            if !isOpen { close([base] + [predicate].compactMap { $0 }) }
            visit(base, use)
            if let predicate { visit(predicate, use.deciding()) }
        case .compare(let comparison, let left, let right):
            // It fails where it does so in every language.
            if !use.isPositive || comparison == .notEqual || comparison == .notMatches {
                closeFields(of: [left, right].filter { $0.type.type == .localizedText })
            }
            for operand in [left, right] { visit(operand, use.mixed()) }
        case .contains(let element, let set, let isNegated):
            if isNegated || !use.isPositive, element.type.type == .localizedText { closeFields(of: [element]) }
            if isNegated || !use.isPositive { close([set]) }
            visit(element, use.mixed())
            visit(set, use)
        case .filter(let base, let predicate):
            visit(base, use)
            visit(predicate, use.deciding())
        case .aggregate(let aggregate, let operand, let arguments, _):
            if ![.list, .distinct].contains(aggregate) { isPositive = false }
            if use.isConsumed, ![.list, .distinct, .pairs].contains(aggregate) { closeFields(of: [operand]) }
            for operand in [operand] + arguments { visit(operand, use.mixed()) }
        case .nodeMeasure(_, let operand, let via):
            isPositive = false
            if use.isConsumed { closeFields(of: [operand, via]) }
            visit(operand, use.mixed())
        case .coalesce(let operands):
            close(Array(operands.dropLast()))
            for operand in operands { visit(operand, use.mixed()) }
        case .set(.except, let operands):
            close(use.isConsumed ? operands : Array(operands.dropFirst()))
            for operand in operands { visit(operand, use.mixed()) }
        case .window(_, let arguments, _, let partition, _):
            isPositive = false
            close(partition.filter { $0.type.cardinality == .optional })
            if partition.contains(where: \.readsAColumn) { readsColumns = true }
            for operand in arguments + partition { visit(operand, use.mixed()) }
        case .nested(let query): visit(query, isConsumed: true)
        case .apply(let arguments, let body):
            let before = closings
            visit(body, use)
            // What a function tests may be an argument that is absent.
            if closings > before { closeFields(of: arguments) }
            for argument in arguments { visit(argument, use.mixed()) }
        default:
            var children: [TypedExpression] = []
            _ = expression.mappingChildren { child, _ in
                children.append(child)
                return child
            }
            for child in children { visit(child, use.mixed()) }
        }
    }

    // MARK: - Fields

    private mutating func close(_ expressions: [TypedExpression]) {
        if !expressions.isEmpty { isPositive = false }
        closeFields(of: expressions)
    }

    private mutating func closeFields(of expressions: [TypedExpression]) {
        closings += expressions.count
        for expression in expressions {
            fields.formUnion(fields(of: expression))
            types.formUnion(sets(in: expression))
            if expression.readsAColumn { readsColumns = true }
        }
    }

    private mutating func closeAll(of query: TypedQuery) {
        isPositive = false
        let whole = TypedExpression(.nested(query), ValueType(.bool), at: query.span)
        fields.formUnion(fields(of: whole))
        types.formUnion(sets(in: whole))
    }

    private func fields(of expression: TypedExpression) -> Set<FieldID> { Set(reads(of: expression)) }

    /// A text that is read in one language may be there for the sake of another.
    private func readsOneLanguage(_ query: OutputQuery) -> Bool {
        let whole = TypedExpression(.nested(query.query), ValueType(.bool), at: query.query.span)
        return ([whole] + query.columns.map(\.value)).contains(where: \.readsOneLanguage)
    }

    /// A bare entity shows its label.
    private func labels(of query: OutputQuery) -> [FieldID] {
        query.query.row.subject == nil ? [] : schema.fields.filter(\.isLabel).map(\.id)
    }

    /// The operands of every `or`, and of an `and` that may have to be no.
    private func choices(in expression: TypedExpression, isNegated: Bool = false) -> [TypedExpression] {
        var found: [TypedExpression] = []
        var isNegated = isNegated
        switch expression.kind {
        case .or(let operands): found += operands
        case .and(let operands) where isNegated: found += operands
        case .not: isNegated = true
        default: break
        }
        _ = expression.mappingChildren { child, _ in
            found += choices(in: child, isNegated: isNegated)
            return child
        }
        return found
    }

    private func sets(in expression: TypedExpression) -> Set<TypeID> { Set(scans(in: expression)) }

    /// Every whole set below an expression.
    private func scans(in expression: TypedExpression) -> [TypeID] {
        var found: [TypeID] = []
        if case .entities(let type) = expression.kind { found.append(type) }
        _ = expression.mappingChildren { child, _ in
            found += scans(in: child)
            return child
        }
        return found
    }

    /// Every read of a field below an expression; of an inverse link the link.
    private func reads(of expression: TypedExpression) -> [FieldID] {
        var found: [FieldID] = []
        if case .field(_, let id) = expression.kind {
            found.append(schema[id].inverse.flatMap { schema[id].isInverse ? $0 : nil } ?? id)
        }
        if case .property(_, .label) = expression.kind { found += schema.fields.filter(\.isLabel).map(\.id) }
        _ = expression.mappingChildren { child, _ in
            found += reads(of: child)
            return child
        }
        return found
    }
}

extension TypedExpression {
    /// Whether one of several elements may do.
    fileprivate var hasWitnesses: Bool {
        switch kind {
        case .quantified, .contains: return true
        default: break
        }
        var found = false
        _ = mappingChildren { child, _ in
            if !found { found = child.hasWitnesses }
            return child
        }
        return found
    }

    fileprivate var readsOneLanguage: Bool {
        if case .property(_, .language) = kind { return true }
        var found = false
        _ = mappingChildren { child, _ in
            if !found { found = child.readsOneLanguage }
            return child
        }
        return found
    }

    /// Whether it reads what an earlier stage put in a column.
    fileprivate var readsAColumn: Bool {
        if case .slot = kind { return type.cardinality != .one || !type.type.isEntity }
        var found = false
        _ = mappingChildren { child, _ in
            if !found { found = child.readsAColumn }
            return child
        }
        return found
    }
}

extension TypedStage {
    /// Rows are the same by the first language; the first of them shows all of its own.
    fileprivate var mergesLanguages: Bool {
        switch kind {
        case .distinct, .set: row.slots.contains { $0.type == .localizedText }
        default: false
        }
    }

    /// A group, `distinct` or window by something that may be absent.
    fileprivate var mayLackAKey: Bool {
        switch kind {
        case .group(let keys, _, _), .distinct(let keys): keys.contains { $0.value.type.cardinality == .optional }
        case .select(let columns), .add(let columns):
            columns.contains { column in
                guard case .window(_, _, _, let partition, _) = column.value.kind else { return false }
                return partition.contains { $0.type.cardinality == .optional }
            }
        default: false
        }
    }
}
