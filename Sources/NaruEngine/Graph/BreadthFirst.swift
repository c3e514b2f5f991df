import NaruPlan
import NaruSemantics

/// A breadth-first search from many starts at once, each for its own owner row.
struct BreadthFirst {
    let context: RunContext
    /// Leads from an entity, slot 0 of a new frame, to its neighbours.
    let via: TypedExpression
    let frame: Frame

    /// What was reached, with the distances and the owners: owner by owner,
    /// nearest first, then by id.
    struct Reached {
        var nodes: [Int32] = []
        var hops: [Int32] = []
        var owners: [Int32] = []

        func gather(_ rows: [Int32]) -> Reached {
            Reached(nodes: nodes.gather(rows), hops: hops.gather(rows), owners: owners.gather(rows))
        }

        fileprivate mutating func append(_ found: [Int32], hops distance: Int, owner: Int32) {
            nodes += found
            hops += repeatElement(Int32(clamping: distance), count: found.count)
            owners += repeatElement(owner, count: found.count)
        }
    }

    /// What `starts`, a list vector over the rows of the frame, lead to; they
    /// have distance 0. With `keepsPossible` also what only possible starts or
    /// steps lead to, and which of the nodes that are.
    func run(
        from starts: Vector, limit: Int = .max, keepsPossible: Bool
    ) throws(EngineError) -> (reached: Reached, open: Bitmap?) {
        var reached = try search(from: starts.with(possible: nil), limit: limit, widely: false)
        guard keepsPossible else { return (reached, nil) }
        let certain = reached.nodes.count
        let known = Set((0..<certain).map { key(reached.owners[$0], reached.nodes[$0]) })
        let wider = try search(from: starts, limit: limit, widely: true)
        for index in wider.nodes.indices where !known.contains(key(wider.owners[index], wider.nodes[index])) {
            reached.nodes.append(wider.nodes[index])
            reached.hops.append(wider.hops[index])
            reached.owners.append(wider.owners[index])
        }
        guard reached.nodes.count > certain else { return (reached, nil) }
        let order = order(of: reached)
        let open = Bitmap(count: order.count) { (row: Int) -> Bool in Int(order[row]) >= certain }
        return (reached.gather(order), open)
    }

    private func search(from starts: Vector, limit: Int, widely: Bool) throws(EngineError) -> Reached {
        let evaluator = Evaluator(context: context)
        let starts = widely ? evaluator.allMembers(of: starts, .entity([])).list : starts.asList()
        guard case .list(let list) = starts.payload, case .code(let nodes) = list.child.payload else {
            return Reached()
        }
        // What warns or depends on the row is evaluated for each row.
        guard via.isQuiet, !via.reads(outside: 1) else {
            return try search(from: nodes, list.rows, limit: limit, widely: widely)
        }
        let graph = context.graphs.adjacency(of: via, isWide: widely, context)
        // The neighbourhoods of several rows are found together, not one by one.
        if list.offsets.count > 2 { _ = try graph.loadingAround(nodes, hops: limit, context) }
        return try search(from: NumberRuns(offsets: list.offsets, numbers: nodes), in: graph, limit: limit)
    }

    // MARK: In a graph

    private func search(from starts: NumberRuns, in graph: Adjacency, limit: Int) throws(EngineError) -> Reached {
        let first = graph.range.lowerBound
        var reached = Reached()
        var seen = Bitmap(repeating: false, count: graph.range.count)
        for owner in 0..<starts.count {
            let begin = reached.nodes.count
            var frontier = Array(starts.numbers[Int(starts.offsets[owner])..<Int(starts.offsets[owner + 1])])
            frontier.removeAll { !graph.range.contains($0) }
            for node in frontier { seen[Int(node - first)] = true }
            var hops = 0
            while !frontier.isEmpty {
                try context.checkpoint()
                frontier = set(of: frontier)
                reached.append(frontier, hops: hops, owner: Int32(owner))
                guard hops < limit else { break }
                let neighbours = try graph.loading(frontier, context)
                var next: [Int32] = []
                for node in frontier {
                    for other in neighbours.of(node) where !seen[Int(other - first)] {
                        seen[Int(other - first)] = true
                        next.append(other)
                    }
                }
                frontier = next
                hops += 1
            }
            for node in reached.nodes[begin...] { seen[Int(node - first)] = false }
        }
        return reached
    }

    private func set(of nodes: [Int32]) -> [Int32] {
        let level = ListColumn(
            offsets: [0, Int32(nodes.count)], child: Vector(count: nodes.count, payload: .code(nodes)))
        guard case .code(let sorted) = EntitySets(store: context.store).sets(of: level).child.payload else {
            return nodes
        }
        return sorted
    }

    // MARK: Row by row

    /// One evaluation of the link path a level, over the whole frontier.
    private func search(from starts: [Int32], _ rows: [Int32], limit: Int, widely: Bool) throws(EngineError) -> Reached
    {
        var reached = Reached()
        var (frontier, owners) = (starts, rows)
        var seen: Set<UInt64> = []
        var hops: Int32 = 0
        while !frontier.isEmpty {
            try context.checkpoint()
            let fresh = frontier.indices.filter { seen.insert(key(owners[$0], frontier[$0])).inserted }.map(Int32.init)
            let nodes = frontier.gather(fresh)
            let rows = owners.gather(fresh)
            reached.nodes += nodes
            reached.owners += rows
            reached.hops += repeatElement(hops, count: nodes.count)
            guard Int(hops) < limit else { break }
            (frontier, owners) = try neighbours(of: nodes, rows, widely: widely)
            hops += 1
        }
        return reached.gather(order(of: reached))
    }

    private func neighbours(of nodes: [Int32], _ owners: [Int32], widely: Bool)
        throws(EngineError) -> ([Int32], [Int32])
    {
        let slot = Vector(count: nodes.count, payload: .code(nodes))
        let inner = Frame(slots: [slot], count: nodes.count, parent: frame, parentRows: owners)
        let evaluator = Evaluator(context: widely ? context.silent() : context)
        var targets = try evaluator.evaluate(via, inner)
        if widely { targets = evaluator.allMembers(of: targets, via.type.type).list }
        let next = evaluator.flattened(targets, owners: owners)
        guard case .code(let codes) = next.elements.payload else { return ([], []) }
        return (codes, next.owners)
    }

    /// Owner by owner, nearest first, then by id.
    private func order(of reached: Reached) -> [Int32] {
        let places = reached.nodes.map { context.store.place(of: $0) }
        return reached.nodes.indices.sorted { left, right in
            (reached.owners[left], reached.hops[left], places[left])
                < (reached.owners[right], reached.hops[right], places[right])
        }.map(Int32.init)
    }

    private func key(_ owner: Int32, _ node: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: owner)) << 32 | UInt64(UInt32(bitPattern: node))
    }
}
