import NaruSemantics

/// A breadth-first search from many starts at once, each for its own owner row:
/// one evaluation of the link path a level, over the whole frontier.
struct BreadthFirst {
    let context: RunContext
    /// Leads from an entity, slot 0 of a new frame, to its neighbours.
    let via: TypedExpression
    let frame: Frame

    /// What was reached, level by level: nodes, their distances, their owners.
    struct Reached {
        var nodes: [Int32] = []
        var hops: [Int32] = []
        var owners: [Int32] = []
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
        return (reached, Bitmap(count: reached.nodes.count) { (row: Int) in row >= certain })
    }

    private func search(from starts: Vector, limit: Int, widely: Bool) throws(EngineError) -> Reached {
        let evaluator = Evaluator(context: context)
        let starts = widely ? evaluator.allMembers(of: starts, .entity([])).list : starts.asList()
        var reached = Reached()
        guard case .list(let list) = starts.payload, case .code(var frontier) = list.child.payload else {
            return reached
        }
        var owners = list.rows
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
        return reached
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

    private func key(_ owner: Int32, _ node: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: owner)) << 32 | UInt64(UInt32(bitPattern: node))
    }
}
