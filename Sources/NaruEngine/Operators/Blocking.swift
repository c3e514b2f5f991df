import NaruPlan
import NaruSemantics
import NaruSyntax

/// An operator that sees all rows before it gives the first.
class Blocking: Operator {
    private var rows: RowStore

    override init(_ scope: Scope, stages: ClosedRange<Int>) {
        rows = RowStore(scope)
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
        rows = RowStore(scope)
        hold.giveBack()
        try next?.finish()
    }

    final override var isSatisfied: Bool { false }

    func process(_ batch: Batch) throws(EngineError) {}
}

extension TypedSortKey {
    var isByUnit: Bool {
        if case .property(_, .unit) = value.kind { true } else { false }
    }

    func order(_ vector: Vector, descending: Bool, _ scope: Scope) -> [Int64] {
        scope.sortKeys(vector, of: value.type.type, descending: descending)
    }
}

/// Looks for amounts in several units, which have no order but that of their
/// units.
struct UnitWatch {
    /// How many amounts each group has of each unit, its first unit first.
    private var units: [Int32: [(unit: Int32, count: Int)]] = [:]

    /// How many are in another unit than the first of their group.
    var foreign: Int {
        units.values.reduce(0) { total, units in total + units.dropFirst().reduce(0) { $0 + $1.count } }
    }

    mutating func add(_ vector: Vector, within groups: [Int32]) {
        guard case .quantity(let quantities) = vector.payload else { return }
        for row in groups.indices where vector.isPresent(row) { add(1, quantities.unit[row], to: groups[row]) }
    }

    /// Adds what was seen of rows that follow.
    mutating func add(_ later: UnitWatch) {
        for (group, units) in later.units { for unit in units { add(unit.count, unit.unit, to: group) } }
    }

    private mutating func add(_ count: Int, _ unit: Int32, to group: Int32) {
        let place = units[group]?.firstIndex { $0.unit == unit }
        if let place {
            units[group]?[place].count += count
        } else {
            units[group, default: []].append((unit, count))
        }
    }
}

extension Scope {
    func warnOfUnits(
        _ vector: Vector, of key: TypedSortKey, after earlier: ArraySlice<TypedSortKey>, within groups: [Int32]
    ) {
        if !earlier.contains(where: \.isByUnit) { warnOfUnits(vector, of: key.value, within: groups) }
    }

    func warnOfUnits(_ vector: Vector, of expression: TypedExpression, within groups: [Int32]) {
        var watch = UnitWatch()
        watch.add(vector, within: groups)
        context.warn(.severalUnits, of: expression, count: watch.foreign)
    }

    /// Numbers that order values of a type; entities of several types go by id.
    func sortKeys(_ vector: Vector, of type: Type, descending: Bool) -> [Int64] {
        var vector = vector
        if case .entity = type, case .code(let numbers) = vector.payload, context.store.idOrder != nil {
            vector.payload = .int(numbers.map { Int64(context.store.place(of: $0)) })
        }
        return sorter.keys(vector, isText: type == .text || type == .localizedText, descending: descending)
    }

    /// The order of rows by outer row and sort keys that were computed before.
    func order(_ values: [Vector], by keys: [TypedSortKey], of batch: Batch) throws(EngineError) -> [Int32] {
        var orders: [[Int64]] = batch.outerRows == nil ? [] : [batch.outer.map { Int64($0) }]
        for (key, vector) in zip(keys, values) {
            orders.append(key.order(vector, descending: key.isDescending, self))
        }
        let threads = min(threads, context.threads(sorting: batch.count))
        return try SortKeys.order(orders, count: batch.count, threads: threads, context.checkpoint)
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
        let frame = batch.frame(in: scope.outer)
        var values: [Vector] = []
        for key in keys { values.append(try scope.evaluator.evaluateInParts(key.value, frame)) }
        for (index, key) in keys.enumerated() {
            scope.warnOfUnits(values[index], of: key, after: keys[..<index], within: batch.outer)
        }
        var batch = batch
        if let tracer = scope.tracer, var order = batch.lineage?.order {
            for key in keys { order = tracer.graph.join(order, try tracer.totals(key.value, frame)) }
            batch.lineage?.order = order
        }
        try emit(batch, in: try scope.order(values, by: keys, of: batch))
    }

    /// Whoever takes some of the rows puts them in order.
    private func emit(_ batch: Batch, in order: [Int32]) throws(EngineError) {
        try next?.push(Morsels(count: order.count) { rows in batch.reordered(Array(order[rows])) }, of: self)
    }
}

extension Batch {
    /// Its rows in another order, or some of them. It has no selection.
    func reordered(_ rows: [Int32]) -> Batch {
        Batch(
            slots: slots.map { $0.gather(rows) }, count: rows.count, outerRows: outerRows.map { $0.gather(rows) },
            possible: open?.gather(rows), lineage: lineage?.gather(rows))
    }
}
