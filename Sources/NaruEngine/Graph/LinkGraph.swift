import NaruPlan
import NaruSemantics
import NaruSyntax

/// The steps of a graph: an expression that leads from an entity, slot 0 of a
/// new frame, to its neighbours.
struct LinkPath {
    let via: TypedExpression
    /// Whether steps that are only possibly there count too.
    let isWide: Bool
    /// The numbers of the entities that may be nodes.
    let range: Range<Int32>
    /// Whether it may be followed from nodes that no search has asked for.
    let isIndependent: Bool
    /// Whether it leads to the same nodes in every run.
    let isLasting: Bool
    /// The path wherever it stands in a program; only of lasting ones.
    let pattern: TypedExpression

    init(_ via: TypedExpression, isWide: Bool = false, _ store: Store) {
        self.via = via
        self.isWide = isWide
        range = Self.range(of: via, store)
        isIndependent = via.isQuiet && !via.reads(outside: 1)
        isLasting = isIndependent && via.isTheSameInEveryRun(store.schema)
        pattern = isLasting ? via.withoutPlaces : via
    }

    /// The slot has the type of the nodes. A path without it leads to the same
    /// entities from wherever it starts.
    private static func range(of via: TypedExpression, _ store: Store) -> Range<Int32> {
        guard let types = via.nodeTypes(depth: 0) else { return 0..<Int32(store.entityCount) }
        let ranges = types.map { store.range(of: $0) }.filter { !$0.isEmpty }
        guard let first = ranges.map(\.lowerBound).min(), let end = ranges.map(\.upperBound).max() else { return 0..<0 }
        return first..<end
    }
}

extension TypedExpression {
    /// The types of slot 0 of the frame `depth` levels out.
    fileprivate func nodeTypes(depth: Int) -> [TypeID]? {
        if case .slot(depth, 0) = kind, case .entity(let types) = type.type { return types }
        var found: [TypeID]?
        forEachChild { child, deeper in
            if let types = child.nodeTypes(depth: depth + deeper) { found = (found ?? []) + types }
        }
        return found
    }

    /// Whether it reads nothing but the dataset's own values.
    fileprivate func isTheSameInEveryRun(_ schema: Schema) -> Bool {
        switch kind {
        case .parameter, .today: return false
        case .field(_, let field) where schema.claims?.role(of: field) != nil: return false
        default: return !hasChild { child, _ in !child.isTheSameInEveryRun(schema) }
        }
    }

    /// The same expression wherever it stands in a program.
    fileprivate var withoutPlaces: TypedExpression {
        if case .shared(let value, _) = kind { return value.withoutPlaces }
        var result = mappingChildren { child, _ in child.withoutPlaces }
        result.span = Span(0, 0)
        return result
    }
}

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
