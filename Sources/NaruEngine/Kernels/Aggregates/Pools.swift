/// Which of several results each value goes into.
struct Pools {
    var owners: [Int32]
    var count: Int
    /// Of running results: for each the one that it goes on from, or -1. The
    /// values then stand in the order of their results.
    var previous: [Int32]?

    init(owners: [Int32], count: Int) {
        self.owners = owners
        self.count = count
    }

    /// A result for each row: over the values of the rows of its partition up
    /// to itself. `rows` ascend.
    init(running rows: [Int32], partition: [Int32], partitions: Int) {
        var last = [Int32](repeating: -1, count: partitions)
        owners = rows
        count = partition.count
        previous = partition.enumerated().map { row, part in
            defer { last[Int(part)] = Int32(row) }
            return last[Int(part)]
        }
    }

    /// Adds every value, by its place, to the state of its result.
    @inline(__always)
    func fold<State>(into states: inout [State], _ add: (inout State, Int) -> Void) {
        precondition(states.count >= count)
        // Unsafe, since every aggregated value goes through here: owners are
        // below the count.
        states.withUnsafeMutableBufferPointer { states in
            guard let previous else {
                for (place, owner) in owners.enumerated() { add(&states[Int(owner)], place) }
                return
            }
            var place = 0
            for result in 0..<count {
                if previous[result] >= 0 { states[result] = states[Int(previous[result])] }
                while place < owners.count, owners[place] == result {
                    add(&states[result], place)
                    place += 1
                }
            }
        }
    }

    /// What became of each result when every value, by its place, was added.
    func states<State>(_ initial: State, _ add: (inout State, Int) -> Void) -> [State] {
        var states = [State](repeating: initial, count: count)
        fold(into: &states, add)
        return states
    }
}
