import NaruPlan
import NaruSemantics
import NaruSyntax

/// Reads the rows a plan starts from.
struct SourceReader {
    let scope: Scope
    let plan: Plan

    func read(into entry: Operator) throws(EngineError) {
        switch plan.source.operation {
        case .scan(let type): try scan(type, entry)
        case .lookup(let table): try lookup(table, entry)
        case .elements(let expression):
            let values = try scope.evaluator.evaluate(expression, scope.outer)
            if expression.type.isScalar, !scope.isNested {
                try emit([values], owners: [0], entry)
            } else {
                try elements(of: values, expression.type.type, entry) { [$0] }
            }
        case .records(let expression, let fields):
            let values = try scope.evaluator.evaluate(expression, scope.outer)
            try elements(of: values, expression.type.type, entry) { records in
                guard case .record(let slots) = records.payload else { return [] }
                return Array(slots.prefix(fields))
            }
        case .paths(let from, let to, let via, let limit, let mode, let columns):
            let links = columns?.contains(2) == false ? nil : StepLinks(via: via, context: scope.context)
            try paths(from, to, via, limit, mode, links, entry)
        case .reach(let from, let via, let limit): try reach(from, via, limit, entry)
        case .network(let nodes, let via, let columns): try network(nodes, via, columns, entry)
        case .filter, .project, .extend, .window, .expand, .join, .group, .sort, .limit, .offset, .top, .distinct, .set,
            .withSources, .why:
            throw .unsupported("an operator without rows", plan.span)
        }
    }

    /// Every entity of a type, for each outer row.
    private func scan(_ type: TypeID, _ entry: Operator) throws(EngineError) {
        try scope.evaluator.checkClaims(type)
        let store = scope.context.store
        guard scope.isNested else {
            if let range = store.entityRange(of: type) {
                return try scan(range.count, entry) { [Int32](run: $0, from: range.lowerBound) }
            }
            let numbers = store.entities(of: type)
            return try scan(numbers.count, entry) { Array(numbers[$0]) }
        }
        let numbers = store.entities(of: type)
        var batch: [Int32] = []
        var owners: [Int32] = []
        for outer in 0..<Int32(scope.outer.count) {
            batch += numbers
            owners += repeatElement(outer, count: numbers.count)
            if batch.count >= Batch.size * 8 {
                try emit(batch, outer: owners, entry)
                (batch, owners) = ([], [])
            }
        }
        try emit(batch, outer: owners, entry)
    }

    private func push(_ rows: Morsels, _ entry: Operator) throws(EngineError) {
        let (meter, isWhole) = (scope.context.meter, scope.isWhole)
        try entry.next?.push(rows) { batch throws(EngineError) in
            try entry.willReceive(batch)
            try entry.willEmit(batch)
            if isWhole { meter.read(batch.count) }
        }
    }

    private func scan(_ count: Int, _ entry: Operator, _ numbers: @escaping @Sendable (Range<Int>) -> [Int32])
        throws(EngineError)
    {
        // Only the source of the whole query says how far that is.
        if scope.isWhole { scope.context.meter.willRead(count) }
        try push(
            Morsels(count: count) { rows in
                Batch(slots: [Vector(count: rows.count, payload: .code(numbers(rows)))], count: rows.count)
            }, entry)
    }

    private func emit(_ numbers: [Int32], outer: [Int32], _ entry: Operator) throws(EngineError) {
        try emit([Vector(count: numbers.count, payload: .code(numbers))], owners: outer, entry)
    }

    /// For each outer row the rows of the table that agree with it.
    private func lookup(_ lookup: PlanLookup, _ entry: Operator) throws(EngineError) {
        let context = scope.context
        let table = try context.memo.lookup(lookup.place) { () throws(EngineError) in
            try LookupTable(lookup, context)
        }
        let probes = try lookup.keys.map { key throws(EngineError) in
            try scope.evaluator.evaluate(key.probe, scope.outer)
        }
        let isWide = scope.counts != nil || scope.keepsPossible
        var next = 0
        while next < scope.outer.count, !entry.isSatisfied {
            let (pairs, end) = table.matches(
                probes, outer: next..<scope.outer.count, isWide: isWide, atLeast: Batch.size * 8)
            next = end
            try context.willGrow(to: pairs.right.count, bytes: 8 + 4 * table.slots.count)
            try emit(
                table.slots.map { $0.gather(pairs.right) }, owners: pairs.left, open: table.open?.gather(pairs.right),
                entry)
        }
    }

    private func network(_ nodes: TypedExpression, _ via: TypedExpression, _ columns: Set<Int>?, _ entry: Operator)
        throws(EngineError)
    {
        guard !nodes.reads(outside: 0), !via.reads(outside: 1) else {
            throw .unsupported("a network that depends on the row around it", plan.spans[0])
        }
        let measures = try scope.evaluator.network(nodes, via: via, columns: columns)
        guard scope.outer.count > 0 else { return }
        let owners = Array(0..<Int32(scope.outer.count))
        let slots = try measures.map { measure throws(EngineError) in
            try scope.evaluator.broadcast(measure, count: owners.count)
        }
        try emit(slots, owners: owners, entry)
    }

    /// What can be reached, nearest first, then by id, without the starts.
    private func reach(_ from: TypedExpression, _ via: TypedExpression, _ limit: TypedCount?, _ entry: Operator)
        throws(EngineError)
    {
        let context = scope.context
        let starts = try scope.evaluator.evaluate(from, scope.outer).asList()
        let search = BreadthFirst(context: context, via: via, frame: scope.outer)
        let (reached, open) = try search.run(
            from: starts, limit: try context.value(ofLimit: limit), keepsPossible: scope.keepsPossible)
        let rows = reached.nodes.indices.filter { reached.hops[$0] > 0 }.map(Int32.init)
        let nodes = Vector(count: rows.count, payload: .code(reached.nodes.gather(rows)))
        let hops = Vector(count: rows.count, payload: .int(reached.hops.gather(rows).map(Int64.init)))
        try emit([nodes, hops], owners: reached.owners.gather(rows), open: open?.gather(rows), entry)
    }

    /// Paths as they are found, in batches; those of one outer row together.
    private func paths(
        _ from: TypedExpression, _ to: TypedExpression, _ via: TypedExpression, _ limit: TypedCount?,
        _ mode: PathMode, _ links: StepLinks?, _ entry: Operator
    ) throws(EngineError) {
        let search = try PathSearch(scope.evaluator, from, to, via, limit: limit, mode: mode, in: scope.outer)
        if scope.keepsPossible, [from, to, via].contains(where: \.mayHavePossible) {
            let wider = try PathSearch(
                scope.evaluator, from, to, via, limit: limit, mode: mode, in: scope.outer, isWide: true)
            return try possiblePaths(search, wider, links, entry)
        }
        var rows = PathRows()
        let isNested = scope.isNested
        func flush() throws(EngineError) {
            guard rows.count > 0 else { return }
            let slots = try rows.slots(links)
            try entry.receive(Batch(slots: slots, count: rows.count, outerRows: isNested ? rows.owners : nil))
            rows.removeAll()
        }
        // The first rows go out at once, for a `take` that needs no more.
        var wanted = 16
        try search.run { path, owner throws(EngineError) in
            rows.append(path, owner: owner)
            guard rows.count >= wanted else { return true }
            try flush()
            wanted = Batch.size
            return !entry.isSatisfied
        }
        try flush()
    }

    /// The paths of both searches; those that only the wider one finds are there
    /// only possibly.
    private func possiblePaths(_ search: PathSearch, _ wider: PathSearch, _ links: StepLinks?, _ entry: Operator)
        throws(EngineError)
    {
        var found: [(path: [Int32], owner: Int32, isOpen: Bool)] = []
        try search.run { path, owner throws(EngineError) in
            found.append((path, owner, false))
            return true
        }
        let known = Set(found.map { [$0.owner] + $0.path })
        try wider.run { path, owner throws(EngineError) in
            if !known.contains([owner] + path) { found.append((path, owner, true)) }
            return true
        }
        let order = found.indices.sorted { (found[$0].owner, $0) < (found[$1].owner, $1) }
        var rows = PathRows()
        for index in order { rows.append(found[index].path, owner: found[index].owner) }
        let open = Bitmap(count: order.count) { (row: Int) in found[order[row]].isOpen }
        try emit(try rows.slots(links), owners: rows.owners, open: open, entry)
    }

    /// A literal finds its entity before the views do; hidden by them it is no row.
    private func shown(_ values: Vector, of type: Type) -> Vector {
        guard case .list(let list) = values.payload,
            let kept = scope.context.store.shownPlaces(list.child, of: type)
        else { return values }
        return .list(elements: list.child.gather(kept), rows: list.rows.gather(kept), count: values.count)
    }

    /// One row for each element or present value.
    private func elements(of values: Vector, _ type: Type, _ entry: Operator, slots: (Vector) -> [Vector])
        throws(EngineError)
    {
        let evaluator = scope.evaluator
        let (members, open) = scope.keepsPossible ? evaluator.allMembers(of: values, type) : (values.asList(), nil)
        if let open {
            guard case .list(let list) = members.payload else { return }
            return try emit(slots(list.child), owners: list.rows, open: open, entry)
        }
        guard case .list(let list) = shown(members, of: type).payload else { return }
        try emit(slots(list.child), owners: list.rows, entry)
    }

    private func emit(_ slots: [Vector], owners: [Int32], open: Bitmap? = nil, _ entry: Operator) throws(EngineError) {
        try push(
            Morsels(
                Batch(
                    slots: slots, count: owners.count, outerRows: scope.isNested ? owners : nil, possible: open)), entry
        )
    }
}

extension ValueType {
    /// Whether it is a plain value, which is a row even where it is absent.
    var isScalar: Bool {
        switch type {
        case .entity, .record: false
        default: cardinality != .many
        }
    }
}
