import NaruSyntax
import TestSupport
import Testing

@testable import NaruEngine

/// Runs of numbers and what graphs make of them, against Swift's sets.
@Suite struct NumberRunsTests {
    /// Short and long runs over a narrow or a wide range of numbers, so that
    /// doubles are removed in every way.
    private func runs(_ random: inout RandomSource, rows: Int) -> [[Int32]] {
        let limit = random.pick([3, 50, 900, 1_000_000])
        let base = random.pick([0, 7, 63, 64, 1_000_000])
        return (0..<rows).map { _ in
            let size = random.pick([0, 0, 1, 2, 5, 30, 300])
            var run = (0..<size).map { _ in Int32(base + random.below(limit)) }
            if random.chance(30) { run = Set(run).sorted() }
            return run
        }
    }

    private func packed(_ runs: [[Int32]]) -> NumberRuns {
        var packed = NumberRuns(offsets: [0], numbers: [])
        for run in runs {
            packed.numbers += run
            packed.offsets.append(Int32(packed.numbers.count))
        }
        return packed
    }

    @Test func setsOfRandomRuns() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<300 {
            let some = runs(&random, rows: random.below(8))
            #expect(packed(some).sets() == packed(some.map { Set($0).sorted() }), "seed \(seed)")
        }
    }

    @Test func combinationsOfRandomSets() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<300 {
            let rows = random.below(6)
            let left = runs(&random, rows: rows).map { Set($0) }
            let right = runs(&random, rows: rows).map { Set($0) }
            for operation in SetOperator.allCases {
                let expected = zip(left, right).map { left, right in
                    switch operation {
                    case .union: left.union(right).sorted()
                    case .intersect: left.intersection(right).sorted()
                    case .except: left.subtracting(right).sorted()
                    }
                }
                let found = NumberRuns.combine(
                    operation, packed(left.map { $0.sorted() }), packed(right.map { $0.sorted() }))
                #expect(found == packed(expected), "\(operation), seed \(seed)")
            }
        }
    }

    /// Steps among nodes 0 ..< count, none to the node itself.
    private func steps(_ random: inout RandomSource) -> [Set<Int32>] {
        let count = random.below(40)
        let density = random.pick([5, 20, 60])
        return (0..<count).map { node in
            Set((0..<count).filter { $0 != node && random.chance(density) }.map(Int32.init))
        }
    }

    @Test func graphsOfRandomSteps() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<100 {
            let steps = steps(&random)
            let nodes = Array(steps.indices)
            let graph = DirectedGraph(packed(steps.map { $0.shuffled(using: &random) }))
            let before = nodes.map { node in nodes.filter { steps[$0].contains(Int32(node)) }.map(Int32.init) }
            #expect(graph.reversed.targets == before.flatMap { $0 }, "seed \(seed)")
            let both = nodes.map { steps[$0].union(before[$0]).sorted() }
            let undirected = graph.undirected
            #expect(undirected.neighbours == both.flatMap { $0 }, "seed \(seed)")
            #expect(undirected.offsets == packed(both).offsets, "seed \(seed)")
            #expect(try Triangles(undirected, threads: 2).count {} == triangles(both), "seed \(seed)")
        }
    }

    /// So many nodes that threads share them.
    @Test(arguments: [1, 2]) func trianglesOfManyNodes(threads: Int) throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        let steps = (0..<4000).map { node in
            (0..<6).map { _ in Int32((node + 1 + random.below(random.pick([20, 3999]))) % 4000) }.filter { $0 != node }
        }
        let undirected = DirectedGraph(packed(steps)).undirected
        let neighbours = (0..<4000).map { node in
            Array(undirected.neighbours[Int(undirected.offsets[node])..<Int(undirected.offsets[node + 1])])
        }
        #expect(try Triangles(undirected, threads: threads).count {} == triangles(neighbours), "seed \(seed)")
    }

    private func triangles(_ neighbours: [[Int32]]) -> Int {
        let sets = neighbours.map(Set.init)
        var found = 0
        for a in neighbours.indices {
            for b in neighbours[a] where b > a {
                found += neighbours[Int(b)].count { $0 > b && sets[a].contains($0) }
            }
        }
        return found
    }

    /// From both ends as from one, and never longer than allowed.
    @Test func pathsThatMeetInTheMiddle() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<100 {
            let steps = steps(&random)
            let range = Int32(100)..<Int32(100 + steps.count)
            let graph = LinkGraph(range: range, runs: packed(steps.map { $0.map { $0 + 100 }.sorted() }))
            var meeting = MeetingSearch(graph) {}
            for start in range {
                let paths = firstPaths(from: start, steps)
                let limit = random.pick([0, 1, 2, 3, .max])
                for end in range {
                    let expected = paths[end].flatMap { $0.count - 1 <= limit ? $0 : nil }
                    let found = try meeting.path(from: start, to: end, limit: limit)
                    #expect(found == expected, "seed \(seed)")
                }
            }
        }
    }

    /// The least of the shortest paths to each node: paths are gone through in
    /// their order, so the first one to a node stays.
    private func firstPaths(from start: Int32, _ steps: [Set<Int32>]) -> [Int32: [Int32]] {
        var first = [start: [start]]
        var level = [[start]]
        while !level.isEmpty {
            let longer = level.flatMap { path in
                steps[Int(path[path.count - 1] - 100)].map { path + [$0 + 100] }
            }
            level = longer.sorted { $0.lexicographicallyPrecedes($1) }.filter { path in
                let end = path[path.count - 1]
                if let known = first[end] { return known == path }
                first[end] = path
                return true
            }
        }
        return first
    }
}
