import NaruSemantics
import NaruSyntax

/// Where one step of a link path leads from every node of a graph. Steps to the
/// node itself are dropped.
final class LinkGraph: Sendable {
    /// The numbers of the entities that may be nodes.
    let range: Range<Int32>
    /// The neighbours of node `range.lowerBound + i`: run `i`, in the order of sets.
    let runs: NumberRuns
    private let reverse = Lock<LinkGraph?>(nil)
    private let symmetry = Once<Bool>()

    init(range: Range<Int32>, runs: NumberRuns) {
        self.range = range
        self.runs = runs
    }

    var byteCount: Int { (runs.offsets.count + runs.numbers.count) * 4 }

    func places(of node: Int32) -> Range<Int> {
        guard range.contains(node) else { return 0..<0 }
        return runs.places(of: node - range.lowerBound)
    }

    func neighbours(of node: Int32) -> ArraySlice<Int32> { runs.numbers[places(of: node)] }

    /// Nodes by their places, which begin at 0. Whether every step can be taken
    /// back is found once; most links between things of one kind can.
    var fromZero: DirectedGraph {
        let base = range.lowerBound
        let steps = NumberRuns(
            offsets: runs.offsets, numbers: base == 0 ? runs.numbers : runs.numbers.map { $0 &- base })
        var graph = DirectedGraph(steps)
        graph.isSymmetric = symmetry.value { graph.reversed == graph }
        return graph
    }

    /// The same steps the other way, neighbours in the order of numbers.
    var reversed: LinkGraph {
        if let known = reverse.withLock({ $0 }) { return known }
        let made = LinkGraph(range: range, runs: runs.reversed(in: range, base: range.lowerBound))
        reverse.withLock { $0 = made }
        return made
    }

    /// Asks for the neighbours of so many nodes at a time that what their links
    /// lead to stays near.
    static func make(
        _ context: RunContext, range: Range<Int32>, _ find: ([Int32]) throws(EngineError) -> NumberRuns
    ) throws(EngineError) -> LinkGraph {
        var runs = NumberRuns(offsets: [0], numbers: [])
        runs.offsets.reserveCapacity(range.count + 1)
        var node = range.lowerBound
        while node < range.upperBound {
            let end = min(range.upperBound - node, pieceSize) + node
            let piece = try find(Array(node..<end))
            try context.willGrow(to: runs.numbers.count + piece.numbers.count, bytes: 4)
            runs.append(piece)
            node = end
        }
        return LinkGraph(range: range, runs: runs)
    }

    private static let pieceSize: Int32 = 4096
}

extension NumberRuns {
    func places(of row: Int32) -> Range<Int> { Int(offsets[Int(row)])..<Int(offsets[Int(row) + 1]) }

    mutating func append(_ other: NumberRuns) {
        let base = Int32(numbers.count)
        numbers += other.numbers
        for end in other.offsets.dropFirst() { offsets.append(base + end) }
    }

    /// Of runs whose numbers are rows, counted from `base`: for each row of the
    /// range the rows whose run has it, ascending.
    func reversed(in range: Range<Int32>, base: Int32) -> NumberRuns {
        var ends = [Int32](repeating: 0, count: range.count + 1)
        for number in numbers where range.contains(number) { ends[Int(number - base) + 1] += 1 }
        for row in 0..<range.count { ends[row + 1] += ends[row] }
        var next = ends
        var found = [Int32](repeating: 0, count: Int(ends[range.count]))
        next.withUnsafeMutableBufferPointer { next in
            found.withUnsafeMutableBufferPointer { found in
                for row in 0..<count {
                    for place in Int(offsets[row])..<Int(offsets[row + 1]) where range.contains(numbers[place]) {
                        let target = Int(numbers[place] - base)
                        found[Int(next[target])] = base + Int32(row)
                        next[target] += 1
                    }
                }
            }
        }
        return NumberRuns(offsets: ends, numbers: found)
    }
}
