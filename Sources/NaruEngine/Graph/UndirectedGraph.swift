/// Nodes 0 ..< count and for each its neighbours, ascending, without itself.
struct UndirectedGraph {
    let offsets: [Int32]
    let neighbours: [Int32]

    var count: Int { offsets.count - 1 }
    var edges: Int { neighbours.count / 2 }

    func degree(_ node: Int) -> Int { Int(offsets[node + 1] - offsets[node]) }

    /// From directed steps in any order, repeated or not, in one or both directions.
    init(count: Int, steps: [(Int32, Int32)]) {
        var keys: [UInt64] = []
        keys.reserveCapacity(steps.count * 2)
        for (from, to) in steps where from != to {
            keys.append(UInt64(UInt32(bitPattern: from)) << 32 | UInt64(UInt32(bitPattern: to)))
            keys.append(UInt64(UInt32(bitPattern: to)) << 32 | UInt64(UInt32(bitPattern: from)))
        }
        keys.sort()
        var owners: [Int32] = []
        var targets: [Int32] = []
        var last: UInt64?
        for key in keys where key != last {
            last = key
            owners.append(Int32(truncatingIfNeeded: key >> 32))
            targets.append(Int32(truncatingIfNeeded: key))
        }
        offsets = Vector.offsets(of: owners, count: count)
        neighbours = targets
    }
}
