import NaruPlan
import NaruSemantics
import NaruSyntax

/// `group by … into …`: a row for each key, in the order of the keys.
final class Group: StateOperator {
    private var state: GroupState
    private let none: GroupState

    init(_ scope: Scope, _ plan: PlanGroup, stages: ClosedRange<Int>) {
        none = GroupState(plan, scope, stage: stages.lowerBound)
        state = none
        super.init(scope, stages: stages)
    }

    override func willAdd(_ batch: Batch, _ scope: Scope) throws(EngineError) {
        try scope.counts?.count(
            cases: none.plan.cases, at: stages.lowerBound, batch.frame(in: scope.outer), scope.context)
    }

    override func push(_ batch: Batch) throws(EngineError) {
        try willAdd(batch, scope)
        try state.add(batch, scope)
        try hold.add(max(state.byteCount - hold.bytes, 0))
    }

    override var emptyState: any RowState { none }

    override func take(_ later: any RowState) throws(EngineError) {
        guard let later = later as? GroupState else { throw .internal("a state that is none of groups") }
        try state.merge(later, scope)
        try hold.add(max(state.byteCount - hold.bytes, 0))
    }

    override var isSatisfied: Bool { false }

    override func finish() throws(EngineError) {
        try emitInPieces(try state.finish(scope))
        try next?.finish()
    }
}

/// Groups as they come: the keys, and for each aggregate its state. The states
/// of parts of the rows, merged in the order of the parts, are that of all rows.
struct GroupState: RowState {
    let plan: PlanGroup
    private let stage: Int
    /// A group is what its certain rows make of it; only one that has none is
    /// made of its possible rows, and is possible itself.
    private var certain: Groups
    private var open: Groups
    private let none: Groups
    /// How many rows there were.
    private var rows = 0
    /// What the certain groups rest on.
    private var evidence = GroupEvidence()

    init(_ plan: PlanGroup, _ scope: Scope, stage: Int) {
        self.plan = plan
        self.stage = stage
        none = Groups(plan, scope)
        certain = none
        open = none
    }

    var byteCount: Int { certain.byteCount + open.byteCount }

    mutating func add(_ batch: Batch, _ scope: Scope) throws(EngineError) {
        let frame = batch.frame(in: scope.outer)
        let values = try scope.counting(batch, at: stage, inPassing: true) { evaluator throws(EngineError) in
            try evaluator.evaluateAll(plan.keys + plan.pools.map(\.operand), frame)
        }
        var input = Groups.Input(
            keys: Array(values.prefix(plan.keys.count)), operands: Array(values.dropFirst(plan.keys.count)),
            outer: batch.outer, place: { [rows] in rows + Int($0) })
        rows += batch.count
        var evidence = try GroupEvidence(of: batch, plan, input.keys, scope)
        if let isOpen = batch.open {
            // Without keys the one group is made of its certain rows.
            if !plan.keys.isEmpty { _ = open.add(input.gather(isOpen.indices), scope) }
            input = input.gather((~isOpen).indices)
            evidence = evidence?.gather((~isOpen).indices)
        }
        let groups = certain.add(input, scope)
        if let evidence { self.evidence.add(evidence, groups, count: certain.count, scope) }
    }

    /// Adds what became of the rows that follow.
    mutating func merge(_ later: GroupState, _ scope: Scope) throws(EngineError) {
        try certain.merge(later.certain, shiftedBy: rows, onlyNew: false, scope)
        try open.merge(later.open, shiftedBy: rows, onlyNew: false, scope)
        rows += later.rows
    }

    /// The groups in the order of outer row and keys, with the outputs.
    mutating func finish(_ scope: Scope) throws(EngineError) -> Batch {
        let evaluator = scope.evaluator
        let certainCount = certain.count
        try certain.merge(open, shiftedBy: 0, onlyNew: true, scope)
        let groups = certain
        (certain, open) = (none, none)
        try scope.context.willGrow(to: groups.count)
        var slots = groups.keys
        func frame() -> Frame {
            Frame(
                slots: slots, count: groups.count, parent: scope.outer,
                parentRows: scope.isNested ? groups.outer : nil)
        }
        // What is pooled may take what was pooled before it as an argument.
        for (pool, state) in zip(plan.pools, groups.states) {
            try scope.context.checkpoint()
            let call = pool.call(try evaluator.evaluateAll(pool.arguments, frame()))
            slots.append(try state.finish(call, count: groups.count, evaluator))
        }
        let inGroup = plan.outputs + plan.pools.flatMap(\.arguments)
        try scope.counts?.count(inGroup, of: stage, part: 2, frame(), scope.context)
        let outputs = try evaluator.evaluateAll(plan.outputs, frame())
        var result = Batch(
            slots: Array(slots.prefix(plan.keys.count)) + outputs, count: groups.count,
            outerRows: scope.isNested ? groups.outer : nil,
            possible: Bitmap(count: groups.count) { (group: Int) -> Bool in group >= certainCount })
        if let tracer = scope.tracer {
            result.lineage = try evidence.lineage(
                of: plan, groups.outer, frame().traced(by: tracer), scope, tracer)
        }
        return plan.keys.isEmpty ? result : result.reordered(try groups.order(scope))
    }
}

/// Groups numbered in the order in which their keys came.
private struct Groups: Sendable {
    /// Some rows.
    struct Input {
        var keys: [Vector]
        var operands: [Vector]
        var outer: [Int32]
        /// The place of a row among all rows, which few are asked for.
        var place: (Int32) -> Int

        func gather(_ rows: [Int32]) -> Input {
            Input(
                keys: keys.map { $0.gather(rows) }, operands: operands.map { $0.gather(rows) },
                outer: outer.gather(rows), place: { [place] in place(rows[Int($0)]) })
        }
    }

    private let plan: PlanGroup
    private var table: KeyTable
    private var builders: [VectorBuilder]
    private(set) var outer: [Int32] = []
    /// Of each group the place of its first row.
    private var places: [Int] = []
    private(set) var states: [any AggregateState]
    private var keyBytes = 0

    init(_ plan: PlanGroup, _ scope: Scope) {
        self.plan = plan
        table = KeyTable(isDense: plan.method == .dense && !scope.isNested)
        let (context, evaluator) = (scope.context, scope.evaluator)
        builders = plan.keys.map { VectorBuilder(like: .empty(of: $0.type, languages: context.languages)) }
        states = plan.pools.map { $0.state(evaluator) }
        // Without keys one group for each outer row, also for one without rows.
        if plan.keys.isEmpty { outer = Array(0..<Int32(scope.outer.count)) }
    }

    var count: Int { outer.count }
    var keys: [Vector] { builders.map { $0.finish() } }
    var byteCount: Int { states.reduce(table.byteCount + keyBytes + count * 12) { $0 + $1.byteCount } }

    /// Gives the group of each row.
    mutating func add(_ rows: Input, _ scope: Scope) -> [Int32] {
        guard !rows.outer.isEmpty else { return [] }
        let groups = groups(of: rows, scope)
        for index in plan.pools.indices {
            let pool = plan.pools[index]
            if pool.aggregate == .count, !pool.unites {
                let owners = scope.evaluator.flattenedOwners(rows.operands[index], owners: groups)
                states[index].add(Vector(count: 0, payload: .code([])), Pools(owners: owners, count: count))
            } else {
                let (values, owners) = scope.evaluator.flattened(rows.operands[index], owners: groups)
                states[index].add(values, Pools(owners: owners, count: count))
            }
        }
        return groups
    }

    /// Adds groups of other rows, or those of them that are new here. `shift`
    /// is how many rows come before the others.
    mutating func merge(_ other: Groups, shiftedBy shift: Int, onlyNew: Bool, _ scope: Scope) throws(EngineError) {
        guard other.count > 0 else { return }
        let known = Int32(count)
        var numbers = groups(
            of: Input(keys: other.keys, operands: [], outer: other.outer, place: { other.places[Int($0)] + shift }),
            scope)
        if onlyNew { numbers = numbers.map { $0 < known ? -1 : $0 } }
        for index in states.indices { try states[index].add(other.states[index], at: numbers, count: count) }
    }

    /// The group of each row.
    private mutating func groups(of rows: Input, _ scope: Scope) -> [Int32] {
        guard !plan.keys.isEmpty else { return rows.outer }
        let numbers = table.numbers(of: scope.outerKey(rows.outer) + rows.keys, rows: rows.outer.count)
        guard !numbers.new.isEmpty else { return numbers.ids }
        for (index, key) in rows.keys.enumerated() {
            let first = key.gather(numbers.new)
            keyBytes += first.byteCount
            builders[index].append(first)
        }
        outer += rows.outer.gather(numbers.new)
        places += numbers.new.map(rows.place)
        return numbers.ids
    }

    /// By outer row and keys; keys that sort alike in the order of their rows.
    func order(_ scope: Scope) throws(EngineError) -> [Int32] {
        var orders: [[Int64]] = scope.isNested ? [outer.map { Int64($0) }] : []
        for (index, key) in keys.enumerated() {
            orders.append(scope.sortKeys(key, of: plan.keys[index].type.type, descending: false))
        }
        orders.append(places.map { Int64($0) })
        return try SortKeys.order(orders, count: count, scope.context.checkpoint)
    }
}

extension PlanGroup.Pool {
    /// Sets of entities are united, and one entity is a set of one; only the
    /// first or last of single ones is sought in the order of rows.
    fileprivate var unites: Bool {
        guard operand.type.type.isEntity, !isRows else { return false }
        return operand.type.cardinality == .many || (aggregate != .first && aggregate != .last)
    }

    fileprivate func call(_ arguments: [Vector] = []) -> AggregateCall {
        AggregateCall(
            aggregate: aggregate, valueType: operand.type.type, resultType: type, arguments: arguments, span: span)
    }

    fileprivate func state(_ evaluator: Evaluator) -> any AggregateState {
        let payload = Payload.empty(of: operand.type.type, languages: evaluator.context.languages)
        return unites ? UnitedState(like: payload) : call().state(of: payload, evaluator)
    }
}
