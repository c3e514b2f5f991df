import NaruPlan
import NaruSemantics
import NaruSyntax

/// An operator that sees all rows before it gives the first.
class Blocking: Operator {
    private var rows: RowStore

    override init(_ scope: Scope, stages: ClosedRange<Int>) {
        rows = RowStore(hasOuter: scope.isNested)
        super.init(scope, stages: stages)
    }

    final override func push(_ batch: Batch) throws(EngineError) {
        try hold.add(batch.byteCount)
        rows.append(batch)
    }

    final override func finish() throws(EngineError) {
        // What comes out is a second copy of what was gathered.
        try hold.add(hold.bytes)
        try scope.context.willGrow(to: rows.count)
        if rows.count > 0 { try process(rows.batch()) }
        rows = RowStore(hasOuter: false)
        hold.giveBack()
        try next?.finish()
    }

    final override var isSatisfied: Bool { false }

    func process(_ batch: Batch) throws(EngineError) {}

    /// Sort keys of the rows, led by their outer rows.
    final func sortKeys(_ keys: [TypedSortKey], _ batch: Batch) throws(EngineError) -> [[Int64]] {
        let frame = batch.frame(in: scope.outer)
        var result: [[Int64]] = batch.outerRows == nil ? [] : [batch.outer.map(Int64.init)]
        for (index, key) in keys.enumerated() {
            let vector = try scope.evaluator.evaluate(key.value, frame)
            scope.warnOfUnits(vector, of: key, after: keys[..<index], within: batch.outer)
            result.append(key.order(vector, descending: key.isDescending, scope))
        }
        return result
    }
}

extension TypedSortKey {
    fileprivate var isByUnit: Bool {
        if case .property(_, .unit) = value.kind { true } else { false }
    }

    func order(_ vector: Vector, descending: Bool, _ scope: Scope) -> [Int64] {
        scope.sortKeys(vector, of: value.type.type, descending: descending)
    }
}

extension Scope {
    func warnOfUnits(
        _ vector: Vector, of key: TypedSortKey, after earlier: ArraySlice<TypedSortKey>, within groups: [Int32]
    ) {
        if !earlier.contains(where: \.isByUnit) { warnOfUnits(vector, of: key.value, within: groups) }
    }

    /// Amounts in several units have no order but that of their units.
    func warnOfUnits(_ vector: Vector, of expression: TypedExpression, within groups: [Int32]) {
        guard case .quantity(let quantities) = vector.payload else { return }
        var units: [Int32: Int32] = [:]
        var foreign = 0
        for row in groups.indices where vector.isPresent(row) {
            let unit = quantities.unit[row]
            if units[groups[row]] == nil { units[groups[row]] = unit }
            if units[groups[row]] != unit { foreign += 1 }
        }
        context.warn(.severalUnits, of: expression, count: foreign)
    }

    /// Numbers that order values of a type; entities of several types go by id.
    func sortKeys(_ vector: Vector, of type: Type, descending: Bool) -> [Int64] {
        var vector = vector
        if case .entity = type, case .code(let numbers) = vector.payload, context.store.idOrder != nil {
            vector.payload = .int(numbers.map { Int64(context.store.place(of: $0)) })
        }
        return sorter.keys(vector, isText: type == .text || type == .localizedText, descending: descending)
    }
}

/// `sort`: stable, absent values last.
final class Sort: Blocking {
    private let keys: [TypedSortKey]

    init(_ scope: Scope, _ keys: [TypedSortKey], stages: ClosedRange<Int>) {
        self.keys = keys
        super.init(scope, stages: stages)
    }

    override func process(_ batch: Batch) throws(EngineError) {
        let order = try SortKeys.order(try sortKeys(keys, batch), count: batch.count, scope.context.checkpoint)
        try emitInPieces(batch.reordered(order))
    }
}

/// The first rows of a sort, and no more than those.
final class Top: Blocking {
    private let keys: [TypedSortKey]
    private let limit: Int

    init(_ scope: Scope, _ keys: [TypedSortKey], limit: Int, stages: ClosedRange<Int>) {
        self.keys = keys
        self.limit = limit
        super.init(scope, stages: stages)
    }

    override func process(_ batch: Batch) throws(EngineError) {
        let order = try SortKeys.order(try sortKeys(keys, batch), count: batch.count, scope.context.checkpoint)
        if stages.count > 1 {
            // As written it is a sort, from which some rows are taken.
            scope.counts?.rows(batch.count, outOf: stages.lowerBound)
            scope.counts?.rows(batch.count, into: stages.upperBound)
        }
        var window = RowWindow(skipped: 0, taken: limit)
        guard batch.outerRows == nil, batch.open == nil else {
            return try emitInPieces(window.limit(batch.reordered(order)).compacted())
        }
        try emitInPieces(batch.reordered(Array(order.prefix(limit))))
    }
}

extension Batch {
    /// Its rows in another order, or some of them. It has no selection.
    func reordered(_ rows: [Int32]) -> Batch {
        Batch(
            slots: slots.map { $0.gather(rows) }, count: rows.count, outerRows: outerRows.map { $0.gather(rows) },
            possible: open?.gather(rows))
    }
}
