import NaruPlan
import NaruSemantics
import NaruSyntax

/// What the rows of a source go through first.
final class Entry: Operator {
    override func willHandOn(_ batch: Batch, _ scope: Scope) throws(EngineError) {
        if scope.tracer != nil { scope.tally.count(batch) }
        try willReceive(batch, scope)
        try willEmit(batch, scope)
        if self.scope.isWhole { scope.context.meter.read(batch.count) }
    }
}

/// Reads the rows a plan starts from.
struct SourceReader {
    let scope: Scope
    let plan: Plan

    func read(into entry: Entry) throws(EngineError) {
        switch plan.source.operation {
        case .scan(let type):
            guard let kept = plan.keptOrder else { return try scan(type, entry) }
            let first = try scope.firstEntities(kept.count, of: type, by: kept.key)
            try scan(first.count, entry) { Array(first[$0]) }
        case .lookup(let table): try lookup(table, entry)
        case .elements(let expression):
            let values = try scope.evaluator.evaluate(expression, scope.outer)
            if expression.type.isScalar, !scope.isNested {
                let trace = try scope.tracer.map { tracer throws(EngineError) in
                    try tracer.trace(expression, scope.outer)
                }
                try emit([values], owners: [0], lineage: trace.map { lineage(of: $0, [$0]) }, entry)
            } else {
                try elements(of: expression, values, entry)
            }
        case .records(let expression, let fields): try records(of: expression, fields: fields, entry)
        case .paths(let from, let to, let via, let limit, let mode, let columns):
            let links = columns?.contains(2) == false ? nil : StepLinks(via: via, context: scope.context)
            try paths(from, to, via, limit, mode, links, entry)
        case .reach(let from, let via, let limit): try reach(from, via, limit, entry)
        case .network(let nodes, let via, let columns): try network(nodes, via, columns, entry)
        case .filter, .project, .extend, .window, .expand, .join, .group, .sort, .limit, .offset, .top, .distinct,
            .semiJoin, .set, .withSources, .why:
            throw .internal("an operator without rows")
        }
    }

    /// Every entity of a type, for each outer row.
    private func scan(_ type: TypeID, _ entry: Entry) throws(EngineError) {
        try scope.evaluator.checkClaims(type)
        guard scope.tracer == nil else {
            let all = TypedExpression(.entities(type), ValueType(.entity([type]), .many), at: plan.span)
            return try elements(of: all, try scope.evaluator.evaluate(all, scope.outer), entry)
        }
        let store = scope.context.store
        guard scope.isNested else {
            if let range = store.entityRange(of: type) {
                return try scan(range.count, entry) { [Int32](run: $0, from: range.lowerBound) }
            }
            let numbers = store.entities(of: type)
            return try scan(numbers.count, entry) { Array(numbers[$0]) }
        }
        let numbers = store.entities(of: type)
        if let hits = scope.hits {
            let all = [Range<Int32>](repeating: 0..<Int32(numbers.count), count: scope.outer.count)
            return try search(all, hits, entry) { places in
                ([Vector(count: places.count, payload: .code(numbers.gather(places)))], nil)
            }
        }
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

    private func push(_ rows: Morsels, _ entry: Entry) throws(EngineError) {
        try entry.next?.push(rows, of: entry)
    }

    private func scan(_ count: Int, _ entry: Entry, _ numbers: @escaping @Sendable (Range<Int>) -> [Int32])
        throws(EngineError)
    {
        // Only the source of the whole query says how far that is.
        if scope.isWhole { scope.context.meter.willRead(count) }
        try push(
            Morsels(count: count) { rows in
                Batch(slots: [Vector(count: rows.count, payload: .code(numbers(rows)))], count: rows.count)
            }, entry)
    }

    private func emit(_ numbers: [Int32], outer: [Int32], _ entry: Entry) throws(EngineError) {
        try emit([Vector(count: numbers.count, payload: .code(numbers))], owners: outer, entry)
    }

    /// For each outer row the rows of the table that agree with it.
    private func lookup(_ lookup: PlanLookup, _ entry: Entry) throws(EngineError) {
        let context = scope.context
        if let tracer = scope.tracer { return try self.lookup(lookup, tracer, entry) }
        let table = try context.memo.lookup(lookup.place) { () throws(EngineError) in
            try LookupTable(lookup, context)
        }
        let probes = try lookup.keys.map { key throws(EngineError) in
            try scope.evaluator.evaluate(key.probe, scope.outer)
        }
        guard let hits = scope.hits else {
            return try matches(in: table, probes, isWide: scope.isWide, entry)
        }
        let (places, rows) = table.candidates(try LookupKeys(probes), outer: scope.outer.count)
        try search(places, hits, entry) { places in
            let found = rows?.gather(places) ?? places
            return (table.slots.map { $0.gather(found) }, table.open?.gather(found))
        }
        // Who has no hit may still have a row of which nobody knows whether it agrees.
        guard scope.keepsPossible, plan.mayHavePossible, !hits.areComplete else { return }
        let missing = (~hits.found).indices
        try matches(in: table, probes.map { $0.gather(missing) }, of: missing, isWide: true, entry)
    }

    /// The rows for some probes; with `outer` these are of those outer rows.
    private func matches(
        in table: LookupTable, _ probes: [Vector], of outer: [Int32]? = nil, isWide: Bool, _ entry: Entry
    ) throws(EngineError) {
        let count = outer?.count ?? scope.outer.count
        let probes = try LookupKeys(probes)
        var next = 0
        while next < count, !entry.isSatisfied {
            let (pairs, end) = table.matches(probes, outer: next..<count, isWide: isWide, atLeast: Batch.size * 8)
            next = end
            try scope.context.willGrow(to: pairs.right.count, bytes: 8 + 4 * table.slots.count)
            try emit(
                table.slots.map { $0.gather(pairs.right) }, owners: outer?.gather(pairs.left) ?? pairs.left,
                open: table.open?.gather(pairs.right), entry)
        }
    }

    /// Rows for each outer row until it has a hit: `rows` gives those at some places.
    private func search(
        _ places: [Range<Int32>], _ hits: Hits, _ entry: Entry,
        _ rows: ([Int32]) -> (slots: [Vector], open: Bitmap?)
    ) throws(EngineError) {
        var search = HitSearch(places)
        while let pairs = search.next(hits, about: Batch.size * 8) {
            try scope.context.willGrow(to: pairs.right.count, bytes: 8)
            let (slots, open) = rows(pairs.right)
            try emit(slots, owners: pairs.left, open: open, entry)
        }
    }

    /// The conditions that follow keep what an index would find, for evidence to
    /// say why.
    private func lookup(_ lookup: PlanLookup, _ tracer: Tracer, _ entry: Entry) throws(EngineError) {
        let rows = try Pipeline.collect(
            lookup.rows, output: lookup.rows.allSlots, in: scope.outer.top, context: scope.context,
            keepsPossible: scope.keepsPossible, tracer: tracer)
        // All rows for each outer row are too many to be there at once.
        let step = max(1, Batch.size * 8 / max(rows.count, 1))
        for start in stride(from: 0, to: scope.outer.count, by: step) where !entry.isSatisfied {
            let outer = Int32(start)..<Int32(min(start + step, scope.outer.count))
            try scope.context.willGrow(to: outer.count * rows.count, bytes: 16 + 8 * rows.values.count)
            let owners = outer.flatMap { repeatElement($0, count: rows.count) }
            let places = outer.flatMap { _ in 0..<Int32(rows.count) }
            try emit(
                rows.values.map { $0.gather(places) }, owners: owners, open: rows.open?.gather(places),
                lineage: rows.lineage?.gather(places), entry)
        }
    }

    private func network(_ nodes: TypedExpression, _ via: TypedExpression, _ columns: Set<Int>?, _ entry: Entry)
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
        let whole = try scope.tracer.map { tracer throws(EngineError) in
            try tracer.network(nodes, via: via, scope.outer)
        }
        // A figure of a network rests on the whole of it.
        let lineage = whole.map { whole in
            let rows = [EvidenceID](repeating: whole, count: owners.count)
            return Lineage(rows: rows, traces: slots.map { _ in Trace(rows) })
        }
        try emit(slots, owners: owners, lineage: lineage, entry)
    }

    /// What can be reached, nearest first, then by id, without the starts.
    private func reach(_ from: TypedExpression, _ via: TypedExpression, _ limit: TypedCount?, _ entry: Entry)
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
        let owners = reached.owners.gather(rows)
        let lineage = try scope.tracer.map { tracer throws(EngineError) in
            try TracedReach(tracer, from, via, limit: try context.value(ofLimit: limit), scope).lineage(
                of: reached.nodes.gather(rows), owners)
        }
        try emit([nodes, hops], owners: owners, open: open?.gather(rows), lineage: lineage, entry)
    }

    /// Paths as they are found, in batches; those of one outer row together.
    private func paths(
        _ from: TypedExpression, _ to: TypedExpression, _ via: TypedExpression, _ limit: TypedCount?,
        _ mode: PathMode, _ links: StepLinks?, _ entry: Entry
    ) throws(EngineError) {
        let search = try PathSearch(scope.evaluator, from, to, via, limit: limit, mode: mode, in: scope.outer)
        let traced = try scope.tracer.map { tracer throws(EngineError) in
            try TracedPaths(tracer, from, to, via, scope)
        }
        if scope.keepsPossible, [from, to, via].contains(where: \.mayHavePossible) {
            let wider = try PathSearch(
                scope.evaluator, from, to, via, limit: limit, mode: mode, in: scope.outer, isWide: true)
            return try possiblePaths(search, wider, links, traced, entry)
        }
        var rows = PathRows()
        func flush() throws(EngineError) {
            guard rows.count > 0 else { return }
            try emit(try rows.slots(links), owners: rows.owners, lineage: try traced?.lineage(of: rows), entry)
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
    private func possiblePaths(
        _ search: PathSearch, _ wider: PathSearch, _ links: StepLinks?, _ traced: TracedPaths?, _ entry: Entry
    ) throws(EngineError) {
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
        try emit(
            try rows.slots(links), owners: rows.owners, open: open, lineage: try traced?.lineage(of: rows), entry)
    }

    /// One row for each element or present value.
    private func elements(of expression: TypedExpression, _ values: Vector, _ entry: Entry) throws(EngineError) {
        let type = expression.type.type
        let (members, open, trace) = try scope.members(of: values, expression, scope.outer)
        guard case .list(var list) = members.payload else { return }
        var owners = list.rows
        // An entity that is named outright is a row only where its record is there.
        var found = scope.tracer.flatMap { tracer in
            trace.map { tracer.graph.adding(tracer.records(of: list.child, type), to: $0) }
        }
        // A literal finds its entity before the views do; hidden by them it is no row.
        if open == nil, let kept = scope.context.store.shownPlaces(list.child, of: type) {
            (list.child, owners) = (list.child.gather(kept), owners.gather(kept))
            found = found?.gather(kept)
        }
        if let hits = scope.hits, scope.tracer == nil, scope.isNested {
            let offsets = Vector.offsets(of: owners, count: scope.outer.count)
            let places = (0..<scope.outer.count).map { offsets[$0]..<offsets[$0 + 1] }
            return try search(places, hits, entry) { ([list.child.gather($0)], open?.gather($0)) }
        }
        try emit([list.child], owners: owners, open: open, lineage: found.map { lineage(of: $0, [$0]) }, entry)
    }

    private func records(of expression: TypedExpression, fields: Int, _ entry: Entry) throws(EngineError) {
        let values = try scope.evaluator.evaluate(expression, scope.outer)
        let (members, open, trace) = try scope.members(of: values, expression, scope.outer)
        guard case .list(let list) = members.payload, case .record(let slots) = list.child.payload else { return }
        let lineage = scope.tracer.flatMap { tracer in
            trace.map { trace in
                if case .record(let parts) = trace.shape {
                    return Lineage(
                        rows: trace.rows,
                        traces: parts.prefix(fields).map { tracer.graph.adding(trace.rows, to: $0) })
                }
                return Lineage(rows: trace.rows, traces: slots.prefix(fields).map { _ in Trace(trace.rows) })
            }
        }
        try emit(Array(slots.prefix(fields)), owners: list.rows, open: open, lineage: lineage, entry)
    }

    private func lineage(of rows: Trace, _ traces: [Trace]) -> Lineage {
        Lineage(rows: scope.tracer?.graph.totals(rows) ?? rows.rows, traces: traces)
    }

    private func emit(
        _ slots: [Vector], owners: [Int32], open: Bitmap? = nil, lineage: Lineage? = nil, _ entry: Entry
    ) throws(EngineError) {
        let rows = Batch(
            slots: slots, count: owners.count, outerRows: scope.isNested ? owners : nil, possible: open,
            lineage: lineage)
        try push(Morsels(rows), entry)
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
