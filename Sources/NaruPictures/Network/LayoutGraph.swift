/// A graph as layouts see it: nodes with weights, and their neighbours.
struct LayoutGraph {
    /// How many nodes of the finest graph each stands for.
    let weights: [Double]
    private let offsets: [Int]
    private let neighbours: [Int]

    var count: Int { weights.count }

    /// Of edges without loops, each once.
    init(weights: [Double], edges: [(Int, Int)]) {
        var offsets = [Int](repeating: 0, count: weights.count + 1)
        for (one, other) in edges {
            offsets[one + 1] += 1
            offsets[other + 1] += 1
        }
        for node in weights.indices { offsets[node + 1] += offsets[node] }
        var next = offsets
        var neighbours = [Int](repeating: 0, count: edges.count * 2)
        for (one, other) in edges {
            neighbours[next[one]] = other
            next[one] += 1
            neighbours[next[other]] = one
            next[other] += 1
        }
        self.weights = weights
        self.offsets = offsets
        self.neighbours = neighbours
    }

    func neighbours(of node: Int) -> ArraySlice<Int> { neighbours[offsets[node]..<offsets[node + 1]] }

    /// The nodes of each connected part, in the order of their first one.
    var components: [[Int]] {
        var seen = [Bool](repeating: false, count: count)
        var components: [[Int]] = []
        for start in 0..<count where !seen[start] {
            seen[start] = true
            var found = [start]
            var place = 0
            while place < found.count {
                for next in neighbours(of: found[place]) where !seen[next] {
                    seen[next] = true
                    found.append(next)
                }
                place += 1
            }
            components.append(found.sorted())
        }
        return components
    }

    /// A part by itself; its nodes are numbered by their places in the part.
    func part(_ nodes: [Int]) -> LayoutGraph {
        var places = [Int](repeating: -1, count: count)
        for (place, node) in nodes.enumerated() { places[node] = place }
        var edges: [(Int, Int)] = []
        for node in nodes {
            for next in neighbours(of: node) where node < next { edges.append((places[node], places[next])) }
        }
        return LayoutGraph(weights: nodes.map { weights[$0] }, edges: edges)
    }

    /// A smaller graph of the same shape, and which of its nodes each belongs to:
    /// a node takes some of its neighbours with it, and who is left then joins
    /// one of them, so that stars become small as well.
    func coarser() -> (graph: LayoutGraph, groups: [Int]) {
        var groups = [Int](repeating: -1, count: count)
        var weights: [Double] = []
        for node in 0..<count where groups[node] < 0 {
            let free = neighbours(of: node).filter { groups[$0] < 0 }
            if free.isEmpty, let near = neighbours(of: node).min(by: { weights[groups[$0]] < weights[groups[$1]] }) {
                groups[node] = groups[near]
                weights[groups[near]] += self.weights[node]
                continue
            }
            groups[node] = weights.count
            weights.append(self.weights[node])
            for next in free.prefix(3) {
                groups[next] = groups[node]
                weights[groups[node]] += self.weights[next]
            }
        }
        var edges: [(Int, Int)] = []
        var seen: Set<Int> = []
        for node in 0..<count {
            for next in neighbours(of: node) where node < next {
                let (one, other) = (min(groups[node], groups[next]), max(groups[node], groups[next]))
                if one != other, seen.insert(one * weights.count + other).inserted { edges.append((one, other)) }
            }
        }
        return (LayoutGraph(weights: weights, edges: edges), groups)
    }
}
