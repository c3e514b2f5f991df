/// A graph by its lists of neighbours, searched in the plainest way.
struct Graph {
    /// In order.
    let nodes: [Ref]
    let next: [Ref: [Ref]]

    /// With each tie both ways, among some nodes only.
    func undirected(among kept: [Ref]) -> Graph {
        let wanted = Set(kept)
        var both: [Ref: Set<Ref>] = [:]
        for (node, neighbours) in next where wanted.contains(node) {
            for other in neighbours where wanted.contains(other) {
                both[node, default: []].insert(other)
                both[other, default: []].insert(node)
            }
        }
        return Graph(nodes: kept, next: both.mapValues { $0.sorted() })
    }

    func hops(from start: Ref) -> [Ref: Int] {
        var found = [start: 0]
        var queue = [start]
        while !queue.isEmpty {
            let node = queue.removeFirst()
            for other in next[node] ?? [] where found[other] == nil {
                found[other] = (found[node] ?? 0) + 1
                queue.append(other)
            }
        }
        return found
    }

    /// Without a node twice, at most so long.
    func simplePaths(from start: Ref, to end: Ref, upTo most: Int) -> [[Ref]] {
        var found: [[Ref]] = []
        func go(_ path: [Ref]) {
            guard let last = path.last else { return }
            if last == end { found.append(path) }
            guard path.count <= most, last != end else { return }
            for other in next[last] ?? [] where !path.contains(other) { go(path + [other]) }
        }
        go([start])
        return found
    }

    func shortestPaths(from start: Ref, to end: Ref) -> [[Ref]] {
        guard let length = hops(from: start)[end] else { return [] }
        return simplePaths(from: start, to: end, upTo: length).filter { $0.count == length + 1 }
    }

    /// The largest first, then by the first node.
    func components() -> [[Ref]] {
        var seen: Set<Ref> = []
        var found: [[Ref]] = []
        for node in nodes where !seen.contains(node) {
            let part = hops(from: node).keys.sorted()
            seen.formUnion(part)
            found.append(part)
        }
        return found.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(
            \.element)
    }

    func degree(_ node: Ref) -> Int { next[node]?.count ?? 0 }

    /// Pairs of neighbours, and those of them that are neighbours.
    func wedges(at node: Ref) -> (all: Int, closed: Int) {
        let around = next[node] ?? []
        let pairs = around.indices.flatMap { one in around[(one + 1)...].map { (around[one], $0) } }
        return (pairs.count, pairs.count { next[$0.0]?.contains($0.1) ?? false })
    }

    func betweenness(of node: Ref) -> Double {
        let others = nodes.filter { $0 != node }
        guard others.count > 1 else { return 0 }
        var total = 0.0
        for start in others {
            for end in others where end != start {
                let paths = shortestPaths(from: start, to: end)
                if !paths.isEmpty { total += Double(paths.count { $0.contains(node) }) / Double(paths.count) }
            }
        }
        return total / Double(others.count * (others.count - 1))
    }

    func pageRanks() -> [Ref: Double] {
        let count = Double(nodes.count)
        var ranks = Dictionary(uniqueKeysWithValues: nodes.map { ($0, 1 / count) })
        for _ in 0..<400 {
            let lost = nodes.filter { degree($0) == 0 }.reduce(0) { $0 + (ranks[$1] ?? 0) }
            var moved = Dictionary(uniqueKeysWithValues: nodes.map { ($0, 0.15 / count + 0.85 * lost / count) })
            for node in nodes {
                let share = 0.85 * (ranks[node] ?? 0) / Double(max(1, degree(node)))
                for other in next[node] ?? [] { moved[other, default: 0] += share }
            }
            ranks = moved
        }
        return ranks
    }
}

extension Evaluation {
    /// Of a type, and of what the link leads to, where that is a type above.
    func graph(of type: String, via: Node) throws -> Graph {
        var target = type
        if case .entity(let name) = via.kind.element, WorldSchema.isType(type, name) { target = name }
        let nodes = world.entities(of: target)
        var next: [Ref: [Ref]] = [:]
        for node in nodes where WorldSchema.isType(node.type, type) {
            let members = ModelValue.certain(try value(via, Scope(.ref(node), of: type, outer: nil)))
            let found = Set(members.compactMap { if case .ref(let ref) = $0, ref != node { ref } else { nil } })
            next[node] = found.sorted()
        }
        return Graph(nodes: nodes, next: next)
    }

    private func starts(_ node: Node, _ scope: Scope?) throws -> [Ref] {
        ModelValue.certain(try value(node, scope)).compactMap { if case .ref(let ref) = $0 { ref } else { nil } }
    }

    private func type(of node: Node) throws -> String {
        guard case .entity(let type) = node.kind.element else { throw BeyondModel("graph of values") }
        return type
    }

    /// The rows of `reach`, `paths` and `network`, as columns.
    func graphRows(_ node: Node, _ search: GraphSearch, _ scope: Scope?) throws -> [[ModelValue.Cell]] {
        let from = try starts(node.kids[0], scope)
        let via = node.kids[node.kids.count - 1]
        let graph = try graph(of: type(of: node.kids[0]), via: via)
        switch search {
        case .reach(let most):
            var hops: [Ref: Int] = [:]
            for start in from {
                for (other, count) in graph.hops(from: start) where count <= most ?? .max {
                    hops[other] = min(count, hops[other] ?? .max)
                }
            }
            return hops.filter { !from.contains($0.key) }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map {
                [
                    ModelValue.Cell(name: "node", value: .ref($0.key)),
                    ModelValue.Cell(name: "hops", value: .int($0.value)),
                ]
            }
        case .paths(let mode, let most):
            let ends = try starts(node.kids[1], scope)
            let found = from.flatMap { start in
                ends.flatMap { end -> [[Ref]] in
                    if mode == .simple { return graph.simplePaths(from: start, to: end, upTo: most ?? 0) }
                    let paths = graph.shortestPaths(from: start, to: end).filter { $0.count - 1 <= most ?? .max }
                        .sorted { $0.lexicographicallyPrecedes($1) }
                    return mode == .allShortest ? paths : Array(paths.prefix(1))
                }
            }
            return found.sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count }.map {
                [
                    ModelValue.Cell(name: "hops", value: .int($0.count - 1)),
                    ModelValue.Cell(name: "nodes", value: .list($0.map(ModelValue.ref))),
                    ModelValue.Cell(name: "steps", value: steps($0)),
                ]
            }
        case .network: return [network(graph.undirected(among: from))]
        }
    }

    private func steps(_ path: [Ref]) -> ModelValue {
        .list(
            zip(path, path.dropFirst()).map { from, to in
                .record([
                    ModelValue.Cell(name: "from", value: .ref(from)), ModelValue.Cell(name: "to", value: .ref(to)),
                ])
            })
    }

    private func network(_ graph: Graph) -> [ModelValue.Cell] {
        let (count, degrees) = (graph.nodes.count, graph.nodes.map(graph.degree))
        let edges = degrees.reduce(0, +) / 2
        let parts = graph.components()
        let wedges = graph.nodes.map(graph.wedges)
        let open = wedges.reduce(0) { $0 + $1.all }
        let closed = wedges.reduce(0) { $0 + $1.closed }
        let distances = (parts.first ?? []).flatMap { graph.hops(from: $0).values.filter { $0 > 0 } }
        let mean = distances.isEmpty ? nil : Double(distances.reduce(0, +)) / Double(distances.count)
        let cells: [(String, ModelValue?)] = [
            ("nodes", .int(count)), ("edges", .int(edges)), ("components", .int(parts.count)),
            ("largest_component", .int(parts.first?.count ?? 0)),
            ("density", count > 1 ? .float(Double(2 * edges) / Double(count * (count - 1))) : nil),
            ("average_degree", count > 0 ? .float(Double(2 * edges) / Double(count)) : nil),
            ("max_degree", .int(degrees.max() ?? 0)), ("wedges", .int(open)), ("triangles", .int(closed / 3)),
            ("clustering", open > 0 ? .float(Double(closed) / Double(open)) : nil),
            ("assortativity", assortativity(graph).map(ModelValue.float)),
            ("diameter", count > 0 ? .int(distances.max() ?? 0) : nil), ("mean_distance", mean.map(ModelValue.float)),
        ]
        return cells.map { ModelValue.Cell(name: $0.0, value: $0.1) }
    }

    /// The correlation of the degrees at both ends of a tie.
    private func assortativity(_ graph: Graph) -> Double? {
        let ties = graph.nodes.flatMap { node in (graph.next[node] ?? []).map { (graph.degree(node), graph.degree($0)) }
        }
        guard !ties.isEmpty else { return nil }
        let mean = Double(ties.reduce(0) { $0 + $1.0 }) / Double(ties.count)
        let spread = ties.reduce(0.0) { $0 + (Double($1.0) - mean) * (Double($1.0) - mean) }
        guard spread > 1e-12 else { return nil }
        return ties.reduce(0.0) { $0 + (Double($1.0) - mean) * (Double($1.1) - mean) } / spread
    }

    /// `degree(x, via: L)` and the like.
    func measure(_ name: String, _ node: Node, _ scope: Scope?) throws -> ModelValue? {
        guard case .ref(let ref) = try single(node.kids[0], scope) else { return nil }
        let directed = try graph(of: type(of: node.kids[0]), via: node.kids[1])
        let graph = directed.undirected(among: directed.nodes)
        switch name {
        case "reached": return .set(directed.hops(from: ref).keys.map { Member(value: .ref($0)) })
        case "degree": return .int(graph.degree(ref))
        case "component":
            return graph.components().firstIndex { $0.contains(ref) }.map { .int($0 + 1) }
        case "clustering":
            let wedges = graph.wedges(at: ref)
            return wedges.all == 0 ? nil : .float(Double(wedges.closed) / Double(wedges.all))
        case "betweenness": return .float(directed.betweenness(of: ref))
        default: return directed.pageRanks()[ref].map(ModelValue.float)
        }
    }
}
