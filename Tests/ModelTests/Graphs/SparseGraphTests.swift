import TestSupport
import Testing

/// Searches in graphs of which each touches a small part, so that only some
/// nodes' links are followed, and in the same dataset once all are known.
@Suite struct SparseGraphTests {
    private static let count = 400
    private static let schema = """
        languages en
        type town plural towns
          name  text label
          road  -> town many inverse road_from
        """

    private func name(_ node: Int) -> String { "n\(1000 + node)" }

    private func records(_ steps: [Set<Int>]) -> String {
        steps.indices.map { node in
            let roads = steps[node].sorted().map(name).joined(separator: ", ")
            let line = roads.isEmpty ? "" : "  road  \(roads)\n"
            return "town \(name(node))\n  name  \"\(name(node))\"\n\(line)"
        }.joined()
    }

    /// A few steps a node, to nodes near by.
    private func steps(_ random: inout RandomSource) -> [Set<Int>] {
        (0..<Self.count).map { node in
            Set((0..<random.below(4)).map { _ in (node + 1 + random.below(12)) % Self.count }).subtracting([node])
        }
    }

    /// Nearest first, each level by ids.
    private func reached(from start: Int, _ steps: [Set<Int>], limit: Int) -> [[String?]] {
        var hops = [start: 0]
        var rows: [[String?]] = []
        var level = [start]
        for distance in 1...limit {
            level = Set(level.flatMap { steps[$0] }).filter { hops[$0] == nil }.sorted()
            for node in level { hops[node] = distance }
            rows += level.map { [name($0), String(distance)] }
        }
        return rows
    }

    /// All paths of just so many steps without a node twice.
    private func paths(from start: Int, to end: Int, _ steps: [Set<Int>], hops: Int) -> [[Int]] {
        var found = [[start]]
        for _ in 0..<hops {
            found = found.flatMap { path in
                steps[path[path.count - 1]].sorted().filter { !path.contains($0) }.map { path + [$0] }
            }
        }
        return found.filter { $0[$0.count - 1] == end }
    }

    private func written(_ paths: [[Int]]) -> [[String?]] {
        paths.map { path in [String(path.count - 1), path.map(name).joined(separator: "; ")] }
    }

    @Test func searchesThatTouchFewNodes() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        let steps = steps(&random)
        let records = records(steps)
        for round in 0..<8 {
            let fresh = try Scratch(schema: Self.schema, records: records)
            // What was searched before must not show.
            if round % 2 == 1 { _ = try fresh.ask("network towns via road | select edges") }
            let (start, end) = (random.below(Self.count), random.below(Self.count))
            let near = steps[start].flatMap { steps[$0] }.randomElement(using: &random) ?? end
            let limit = 1 + random.below(3)
            #expect(
                try fresh.ask("reach from town \"\(name(start))\" via road up to \(limit) | select node.name, hops")
                    .rows
                    == reached(from: start, steps, limit: limit), "seed \(seed)")
            for target in [near, end] {
                let ends = "from town \"\(name(start))\" to town \"\(name(target))\" via road up to 5"
                let byLength = (0...5).map { paths(from: start, to: target, steps, hops: $0) }
                let shortest = byLength.first { !$0.isEmpty } ?? []
                func ask(_ mode: String) throws -> [[String?]] {
                    try fresh.ask("paths \(ends) \(mode) | select hops, nodes").rows
                }
                #expect(try ask("simple") == written(byLength.flatMap { $0 }), "seed \(seed)")
                #expect(try ask("all shortest") == written(shortest), "seed \(seed)")
                #expect(try ask("shortest") == written(Array(shortest.prefix(1))), "seed \(seed)")
            }
        }
    }

    /// A path that depends on the run is followed anew in each.
    @Test func pathsThatReadParametersAreNotKept() throws {
        let scratch = try Scratch(
            schema: Self.schema,
            records: "town a\n  name  \"a\"\n  road  b, c\ntown b\n  name  \"b\"\ntown c\n  name  \"c\"\n")
        func reached(_ name: String) throws -> [[String?]] {
            try scratch.ask(
                "param x: text = \"\(name)\"\nreach from town \"a\" via road[name = $x] | select node.name"
            ).rows
        }
        #expect(try reached("b") == [["b"]])
        #expect(try reached("c") == [["c"]])
    }

    /// The columns that no step reads are not computed; the others are as ever.
    @Test func figuresDoNotDependOnWhichAreRead() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        let scratch = try Scratch(schema: Self.schema, records: records(steps(&random)))
        let all = try scratch.ask("network towns via road")
        for (place, column) in all.columns.enumerated() {
            let alone = try scratch.ask("network towns via road | select \(column)")
            #expect(alone.rows == [[all.rows[0][place]]], "\(column), seed \(seed)")
        }
        let filtered = try scratch.ask("network towns via road | where triangles >= 0 and nodes > 0 | select edges")
        let edges = all.columns.firstIndex(of: "edges").map { all.rows[0][$0] }
        #expect(filtered.rows.first?.first == edges)
    }
}
