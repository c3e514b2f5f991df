import NaruPlan
import NaruSemantics
import NaruSyntax

/// `group by … into …`: a row for each key, in the order of the keys.
final class Group: Operator {
    private let plan: PlanGroup
    private var keys: [VectorBuilder]
    private var operands: [VectorBuilder]
    private var outer: [Int32] = []
    /// The rows that are there only possibly.
    private var open: [Int32] = []
    private var count = 0

    init(_ scope: Scope, _ plan: PlanGroup, stages: ClosedRange<Int>) {
        self.plan = plan
        func builder(_ expression: TypedExpression) -> VectorBuilder {
            VectorBuilder(like: .empty(of: expression.type, languages: scope.context.languages))
        }
        keys = plan.keys.map(builder)
        operands = plan.pools.map { builder($0.operand) }
        super.init(scope, stages: stages)
    }

    override func push(_ batch: Batch) throws(EngineError) {
        let frame = batch.frame(in: scope.outer)
        try scope.counts?.count(cases: plan.cases, at: stages.lowerBound, frame, scope.context)
        for (index, key) in plan.keys.enumerated() { try gather(key, frame, into: &keys[index]) }
        for (index, pool) in plan.pools.enumerated() { try gather(pool.operand, frame, into: &operands[index]) }
        outer += batch.outer
        if let rows = batch.open { open += rows.indices.map { $0 + Int32(count) } }
        count += batch.count
    }

    private func gather(_ expression: TypedExpression, _ frame: Frame, into builder: inout VectorBuilder)
        throws(EngineError)
    {
        let values = try scope.evaluator.evaluate(expression, frame)
        try hold.add(values.byteCount)
        builder.append(values)
    }

    override var isSatisfied: Bool { false }

    override func finish() throws(EngineError) {
        try scope.context.willGrow(to: count)
        var keys = keys.map { $0.finish() }
        var operands = operands.map { $0.finish() }
        let possible = open.isEmpty ? nil : Bitmap(places: open, count: count)
        let isOpen = possible.map { leaveRows(besideCertain: $0, &keys, &operands) }
        let groups = try arrange(keys)
        var slots = keys.map { $0.gatherOptional(groups.first) }
        // What is pooled may take what was pooled before it as an argument.
        for (index, pool) in plan.pools.enumerated() {
            try scope.context.checkpoint()
            slots.append(try self.pool(pool, operands[index], groups, frame(groups, slots)))
        }
        let inGroup = plan.outputs + plan.pools.flatMap(\.arguments)
        try scope.counts?.count(inGroup, of: stages.lowerBound, part: 2, frame(groups, slots), scope.context)
        let outputs = try scope.evaluator.evaluateAll(plan.outputs, frame(groups, slots))
        let rows = Batch(
            slots: Array(slots.prefix(keys.count)) + outputs, count: groups.count,
            outerRows: scope.isNested ? groups.outer : nil,
            possible: isOpen.map { bits in
                Bitmap(count: groups.count) { (group: Int) in groups.first[group] >= 0 && bits[Int(groups.first[group])]
                }
            })
        try emitInPieces(rows)
        try next?.finish()
    }

    /// A group is what its certain rows make of it; only one that has none is
    /// made of its possible rows, and is possible itself. Gives which rows are.
    private func leaveRows(besideCertain open: Bitmap, _ keys: inout [Vector], _ operands: inout [Vector]) -> Bitmap {
        var kept = ~open
        if !keys.isEmpty {
            var numbering = KeyNumbering(rows: count)
            numbering.refine(by: Vector(count: count, payload: .code(outer)))
            for key in keys { numbering.refine(by: key) }
            var isCertain = Bitmap(repeating: false, count: numbering.count)
            for row in kept.indices { isCertain[Int(numbering.ids[Int(row)])] = true }
            for row in open.indices where !isCertain[Int(numbering.ids[Int(row)])] { kept[Int(row)] = true }
        }
        let rows = kept.indices
        keys = keys.map { $0.gather(rows) }
        operands = operands.map { $0.gather(rows) }
        outer = outer.gather(rows)
        count = rows.count
        return open.gather(rows)
    }

    private func frame(_ groups: Groups, _ slots: [Vector]) -> Frame {
        Frame(slots: slots, count: groups.count, parent: scope.outer, parentRows: scope.isNested ? groups.outer : nil)
    }

    private struct Groups {
        var count: Int
        /// For each input row its group.
        var ids: [Int32]
        /// For each group its first input row; -1 for one without rows.
        var first: [Int32]
        var outer: [Int32]
    }

    /// Groups in the order of outer row and keys.
    private func arrange(_ keys: [Vector]) throws(EngineError) -> Groups {
        if plan.keys.isEmpty { return wholes() }
        var numbering = KeyNumbering(rows: count)
        if scope.isNested { numbering.refine(by: Vector(count: count, payload: .code(outer))) }
        for key in keys { numbering.refine(by: key) }
        var first = [Int32](repeating: 0, count: numbering.count)
        var next: Int32 = 0
        for (row, id) in numbering.ids.enumerated() where id == next {
            first[Int(id)] = Int32(row)
            next += 1
        }
        var orders: [[Int64]] = scope.isNested ? [first.map { Int64(outer[Int($0)]) }] : []
        for (index, key) in keys.enumerated() {
            orders.append(scope.sortKeys(key.gather(first), of: plan.keys[index].type.type, descending: false))
        }
        let order = try SortKeys.order(orders, count: numbering.count, scope.context.checkpoint)
        var place = [Int32](repeating: 0, count: numbering.count)
        for (new, old) in order.enumerated() { place[Int(old)] = Int32(new) }
        let sorted = first.gather(order)
        return Groups(
            count: numbering.count, ids: numbering.ids.map { place[Int($0)] }, first: sorted,
            outer: sorted.map { outer[Int($0)] })
    }

    /// Without keys one group for each outer row, also for one without rows.
    private func wholes() -> Groups {
        var first = [Int32](repeating: -1, count: scope.outer.count)
        for (row, owner) in outer.enumerated() where first[Int(owner)] < 0 { first[Int(owner)] = Int32(row) }
        return Groups(
            count: scope.outer.count, ids: outer, first: first, outer: Array(0..<Int32(scope.outer.count)))
    }

    private func pool(
        _ pool: PlanGroup.Pool, _ operand: Vector, _ groups: Groups, _ frame: Frame
    ) throws(EngineError) -> Vector {
        let evaluator = scope.evaluator
        var (values, rows) = evaluator.flattened(operand, owners: groups.ids)
        if pool.unites {
            let united = evaluator.regroup(values, owners: rows, count: groups.count)
            if case .list(let list) = united.payload {
                let set = evaluator.set(of: list.child, rows: list.rows, count: groups.count)
                if case .list(let list) = set.payload { (values, rows) = (list.child, list.rows) }
            }
        }
        let arguments = try evaluator.evaluateAll(pool.arguments, frame)
        return try evaluator.aggregate(
            AggregateCall(
                aggregate: pool.aggregate, valueType: pool.operand.type.type, resultType: pool.type,
                arguments: arguments, span: pool.span),
            values, rows: rows, count: groups.count)
    }
}

extension PlanGroup.Pool {
    /// Sets of entities are united, and one entity is a set of one; only the
    /// first or last of single ones is sought in the order of rows.
    fileprivate var unites: Bool {
        guard operand.type.type.isEntity, !isRows else { return false }
        return operand.type.cardinality == .many || (aggregate != .first && aggregate != .last)
    }
}
