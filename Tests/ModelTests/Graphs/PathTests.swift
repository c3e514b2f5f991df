import Foundation
import TestSupport
import Testing

/// Paths and measures on random small graphs, against searches that try
/// everything.
@Suite struct PathTests {
    private static let names = ["a", "b", "c", "d", "e", "f", "g"]

    fileprivate struct Digraph {
        var count: Int
        var steps: [Set<Int>]

        init(steps: [Set<Int>]) {
            count = steps.count
            self.steps = steps
        }

        init(_ random: inout RandomSource) {
            count = 2 + random.below(6)
            let size = count
            let density = 1 + random.below(4)
            steps = (0..<size).map { node in
                Set((0..<size).filter { _ in random.below(6) < density }).subtracting([node])
            }
        }

        var records: String {
            (0..<count).map { node in
                let name = PathTests.names[node]
                let roads = steps[node].sorted().map { PathTests.names[$0] }.joined(separator: ", ")
                let line = roads.isEmpty ? "" : "  road  \(roads)\n"
                return "town \(name)\n  name  \"\(name)\"\n\(line)"
            }.joined()
        }

        /// Every path without a node twice, of at most so many hops.
        func simplePaths(from start: Int, atMost limit: Int) -> [[Int]] {
            var found: [[Int]] = []
            func walk(_ path: [Int]) {
                found.append(path)
                guard path.count <= limit else { return }
                for next in steps[path[path.count - 1]] where !path.contains(next) { walk(path + [next]) }
            }
            walk([start])
            return found
        }

        /// The shortest of them for each end.
        func shortest(from start: Int) -> [[Int]] {
            let all = simplePaths(from: start, atMost: count)
            let least = Dictionary(grouping: all) { $0[$0.count - 1] }.mapValues { $0.map(\.count).min() ?? 0 }
            return all.filter { $0.count == least[$0[$0.count - 1]] }
        }
    }

    private static let schema = "languages en\ntype town plural towns\n  name  text label\n  road  -> town many\n"

    private func ask(_ graph: Digraph, _ query: String) throws -> [[String?]] {
        try Scratch(schema: Self.schema, records: graph.records).ask(query).rows
    }

    private func written(_ paths: [[Int]]) -> [[String?]] {
        paths.sorted { ($0.count, key($0)) < ($1.count, key($1)) }.map { path in
            [String(path.count - 1), path.map { Self.names[$0] }.joined(separator: "; ")]
        }
    }

    /// Single digits, so that texts order as paths do.
    private func key(_ path: [Int]) -> String {
        path.reduce(into: "") { text, node in text += "\(node)" }
    }

    @Test func pathsOfRandomGraphs() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<40 {
            let graph = Digraph(&random)
            let starts = 0..<graph.count
            let simple = try ask(graph, "paths from towns to towns via road up to 3 simple | select hops, nodes")
            #expect(
                simple == written(starts.flatMap { graph.simplePaths(from: $0, atMost: 3) }),
                "seed \(seed)\n\(graph.records)")
            let shortest = starts.flatMap { graph.shortest(from: $0) }
            let all = try ask(graph, "paths from towns to towns via road all shortest | select hops, nodes")
            #expect(all == written(shortest), "seed \(seed)\n\(graph.records)")
            let first = Dictionary(grouping: shortest) { [$0[0], $0[$0.count - 1]] }.values.compactMap {
                $0.min { key($0) < key($1) }
            }
            let one = try ask(graph, "paths from towns to towns via road | select hops, nodes")
            #expect(one == written(first), "seed \(seed)\n\(graph.records)")
        }
    }

    /// What a row of a table asks for is what a query for each row gives.
    @Test func nestedPathsAreThoseOfEachRow() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<10 {
            let graph = Digraph(&random)
            let nested = try ask(
                graph, "towns | expand p: (paths from it to towns via road up to 3 simple) | select p.hops, p.nodes")
            let alone = try (0..<graph.count).flatMap { node in
                try ask(
                    graph,
                    "paths from town \"\(Self.names[node])\" to towns via road up to 3 simple | select hops, nodes")
            }
            #expect(nested == alone, "seed \(seed)\n\(graph.records)")
        }
    }

    @Test func measuresOfRandomGraphs() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<30 {
            let graph = Digraph(&random)
            let neighbours = (0..<graph.count).map { node in
                graph.steps[node].union((0..<graph.count).filter { graph.steps[$0].contains(node) })
            }
            let rows = try ask(
                graph,
                "towns | select degree(via: road), c: clustering(via: road), b: betweenness(via: road), p: pagerank(via: road)"
            )
            for node in 0..<graph.count {
                #expect(rows[node][0] == String(neighbours[node].count))
                let clustering = clustering(of: node, neighbours)
                #expect(close(rows[node][1], clustering), "seed \(seed)\n\(graph.records)")
                #expect(close(rows[node][2], betweenness(of: node, graph)), "seed \(seed)\n\(graph.records)")
            }
            for (node, rank) in pageranks(graph).enumerated() {
                #expect(close(rows[node][3], rank), "seed \(seed)\n\(graph.records)")
            }
        }
    }

    /// Solves the equations that the ranks fulfil.
    private func pageranks(_ graph: Digraph) -> [Double] {
        let count = graph.count
        var rows = (0..<count).map { node in
            (0..<count).map { source -> Double in
                let steps = graph.steps[source]
                let share = steps.isEmpty ? 1 / Double(count) : steps.contains(node) ? 1 / Double(steps.count) : 0
                return (node == source ? 1 : 0) - 0.85 * share
            } + [0.15 / Double(count)]
        }
        for pivot in 0..<count {
            let scale = rows[pivot][pivot]
            for column in pivot...count { rows[pivot][column] /= scale }
            for row in 0..<count where row != pivot {
                let factor = rows[row][pivot]
                for column in pivot...count { rows[row][column] -= factor * rows[pivot][column] }
            }
        }
        return rows.map { $0[count] }
    }

    private func close(_ text: String?, _ value: Double?) -> Bool {
        guard let value else { return text == nil }
        return text.flatMap(Double.init).map { abs($0 - value) < 1e-9 } ?? false
    }

    private func clustering(of node: Int, _ neighbours: [Set<Int>]) -> Double? {
        let own = neighbours[node].sorted()
        guard own.count > 1 else { return nil }
        var (pairs, closed) = (0, 0)
        for (index, left) in own.enumerated() {
            for right in own[(index + 1)...] {
                pairs += 1
                if neighbours[left].contains(right) { closed += 1 }
            }
        }
        return Double(closed) / Double(pairs)
    }

    /// By listing the shortest paths of every ordered pair.
    private func betweenness(of node: Int, _ graph: Digraph) -> Double {
        var total = 0.0
        for start in 0..<graph.count where start != node {
            let paths = graph.shortest(from: start)
            for end in 0..<graph.count where end != node && end != start {
                let between = paths.filter { $0[$0.count - 1] == end }
                guard !between.isEmpty else { continue }
                total += Double(between.filter { $0.contains(node) }.count) / Double(between.count)
            }
        }
        let pairs = (graph.count - 1) * (graph.count - 2)
        return pairs > 0 ? total / Double(pairs) : 0
    }
}
