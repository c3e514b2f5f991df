import NaruSemantics
import NaruSyntax

/// The paths of one query for every row of the frame around it.
struct PathSearch {
    private let finder: PathFinder
    private let starts: ListColumn
    private let ends: ListColumn

    init(
        _ evaluator: Evaluator, _ from: TypedExpression, _ to: TypedExpression, _ via: TypedExpression,
        limit: TypedCount?, mode: PathMode, in frame: Frame, isWide: Bool = false
    ) throws(EngineError) {
        let context = evaluator.context
        finder = try PathFinder(
            adjacency: context.graphs.adjacency(of: via, isWide: isWide, context), context: context, mode: mode,
            limit: try context.value(ofLimit: limit))
        starts = try evaluator.nodes(from, frame, isWide: isWide)
        ends = try evaluator.nodes(to, frame, isWide: isWide)
    }

    /// Row by row of the frame; `sink` returns false to stop altogether.
    func run(_ sink: ([Int32], Int32) throws(EngineError) -> Bool) throws(EngineError) {
        guard case .code(let from) = starts.child.payload, case .code(let to) = ends.child.payload else { return }
        let rows = starts.offsets.count - 1
        // The neighbourhoods of all rows are found together, not one by one.
        if rows > 1 { try finder.prepare(for: from) }
        var isWanted = true
        for row in 0..<rows where isWanted {
            let owner = Int32(row)
            try finder.find(
                from: Array(from[Int(starts.offsets[row])..<Int(starts.offsets[row + 1])]),
                to: Array(to[Int(ends.offsets[row])..<Int(ends.offsets[row + 1])])
            ) { path throws(EngineError) in
                isWanted = try sink(path, owner)
                return isWanted
            }
        }
    }
}

extension Evaluator {
    /// Entities as lists, without those that the views hide; with `isWide` also
    /// those that are only possibly there.
    func nodes(_ expression: TypedExpression, _ frame: Frame, isWide: Bool) throws(EngineError) -> ListColumn {
        let values = try evaluate(expression, frame)
        let lists = isWide ? allMembers(of: values, expression.type.type).list : values.asList()
        guard case .list(let list) = lists.payload else {
            return ListColumn(offsets: [Int32](repeating: 0, count: frame.count + 1), child: lists)
        }
        guard let kept = store.shownPlaces(list.child, of: expression.type.type) else { return list }
        let offsets = Vector.offsets(of: list.rows.gather(kept), count: frame.count)
        return ListColumn(offsets: offsets, child: list.child.gather(kept))
    }
}

/// Paths as rows of `hops`, `nodes` and `steps`.
struct PathRows {
    private(set) var paths: [[Int32]] = []
    private(set) var owners: [Int32] = []

    var count: Int { paths.count }

    mutating func append(_ path: [Int32], owner: Int32) {
        paths.append(path)
        owners.append(owner)
    }

    mutating func removeAll() {
        paths.removeAll()
        owners.removeAll()
    }

    /// The columns `hops`, `nodes` and `steps`; links are found only where some
    /// are given to find.
    func slots(_ links: StepLinks?) throws(EngineError) -> [Vector] {
        try links?.load(Set(paths.flatMap { $0.dropLast() }))
        let hops = paths.map { Int64($0.count - 1) }
        let nodes = Vector.list(
            elements: entities(paths.flatMap { $0 }), rows: rows { $0.count }, count: count)
        return [Vector(count: count, payload: .int(hops)), nodes, steps(links)]
    }

    private func steps(_ links: StepLinks?) -> Vector {
        let steps = links == nil ? [] : paths.flatMap { path in zip(path, path.dropFirst()).map { ($0, $1) } }
        let joining = steps.map { links?.links(from: $0.0, to: $0.1) ?? [] }
        let owners = joining.enumerated().flatMap { index, list in list.map { _ in Int32(index) } }
        let fields = [
            entities(steps.map(\.0)), entities(steps.map(\.1)),
            Vector.list(elements: entities(joining.flatMap { $0 }), rows: owners, count: steps.count),
        ]
        let records = Vector(count: steps.count, payload: .record(fields))
        return .list(elements: records, rows: links == nil ? [] : rows { $0.count - 1 }, count: count)
    }

    private func entities(_ numbers: [Int32]) -> Vector { Vector(count: numbers.count, payload: .code(numbers)) }

    /// For each element the row of its path.
    private func rows(_ size: ([Int32]) -> Int) -> [Int32] {
        paths.enumerated().flatMap { row, path in repeatElement(Int32(row), count: size(path)) }
    }
}

/// The records that join the two nodes of a step: those that the link path
/// leads through; where some of them have a label of their own, only these,
/// so that an agreement stands there and not the two participations beside it.
final class StepLinks {
    private let tracer: Tracer
    private let via: TypedExpression
    private let labelled: [Range<Int32>]
    private var known: [Int32: [Int32: [Int32]]] = [:]

    init(via: TypedExpression, context: RunContext) {
        self.via = via
        tracer = Tracer(context: context, followsLinksOnly: true)
        let schema = context.store.schema
        labelled = schema.fields.filter(\.isLabel).map { context.store.range(of: $0.owner) }
    }

    /// In the order of sets.
    func links(from node: Int32, to other: Int32) -> [Int32] { known[node]?[other] ?? [] }

    /// Finds the links of all steps from these nodes at once.
    func load(_ nodes: some Sequence<Int32>) throws(EngineError) {
        var missing: [Int32] = []
        for node in nodes where known[node] == nil {
            known[node] = [:]
            missing.append(node)
        }
        guard !missing.isEmpty else { return }
        let none = [EvidenceID](repeating: 0, count: missing.count)
        let owners = [Int32](repeating: 0, count: missing.count)
        let steps = try tracer.steps(from: missing, none, owners, via: via, .root(tracer))
        for (index, target) in steps.targets.enumerated() {
            let node = missing[Int(steps.sources[index])]
            known[node]?[target] = records(steps.pieces[index], besides: [node, target])
        }
    }

    private func records(_ piece: EvidenceID, besides ends: Set<Int32>) -> [Int32] {
        let passed = tracer.graph.reads(of: piece).compactMap { read in
            read.part == .record ? read.subject : nil
        }.filter { !ends.contains($0) }
        let named = passed.filter { entity in labelled.contains { $0.contains(entity) } }
        return (named.isEmpty ? passed : named).sorted { tracer.store.place(of: $0) < tracer.store.place(of: $1) }
    }
}
