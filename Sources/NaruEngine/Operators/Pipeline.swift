import NaruPlan
import NaruSemantics
import NaruSyntax

/// A plan made into running operators.
enum Pipeline {
    /// Runs a plan and hands the values of `output`, over its last row, to `receive`.
    static func run(
        _ plan: Plan, output: [TypedExpression], in outer: Frame, context: RunContext, counts: StageCounter? = nil,
        isWhole: Bool = false, profile: OperatorProfile? = nil, keepsPossible: Bool = false,
        receive: @escaping (OutputRows) throws(EngineError) -> Bool
    ) throws(EngineError) {
        let context = try context.viewed(by: plan.views)
        if plan.asksEvidence {
            return try runTraced(plan, output: output, in: outer, context: context, counts: counts, receive: receive)
        }
        let scope = Scope(
            context: context, outer: outer, counts: counts, keepsPossible: keepsPossible, profile: profile)
        scope.isWhole = isWhole
        let nodes = plan.nodes
        let entry = Operator(scope, stages: 0...0)
        entry.place = plan.source.place
        profile?.begin(operators: plan.root.place + 1, source: plan.source.place)
        defer { profile?.end() }
        entry.next = try connect(nodes.dropFirst(), of: plan, output: output, scope, receive, before: entry)
        try counts?.countSource(of: plan, in: outer, context)
        try SourceReader(scope: scope, plan: plan).read(into: entry)
        try entry.finish()
        counts?.fill(stagesOf: plan)
    }

    /// The operators of some nodes, the values of the output, and who takes them.
    private static func connect(
        _ nodes: ArraySlice<PlanNode>, of plan: Plan, output: [TypedExpression], _ scope: Scope,
        _ receive: @escaping (OutputRows) throws(EngineError) -> Bool, before entry: Operator
    ) throws(EngineError) -> Stretch {
        var made: [Operator] = []
        for node in nodes {
            let next = try make(node, scope, at: plan.spans[node.stages.lowerBound])
            next.place = node.place
            next.counted = scope.counts == nil ? [] : node.operation.rowExpressions
            let previous = made.last ?? entry
            if previous.stages.upperBound == next.stages.lowerBound {
                (previous.endsStage, next.beginsStage) = (false, false)
            }
            made.append(next)
        }
        let last = plan.spans.count - 1
        let quiet = Scope(
            context: scope.context, outer: scope.outer, counts: nil, keepsPossible: scope.keepsPossible,
            profile: scope.profile)
        let values = Project(quiet, output, keepsSlots: false, stages: last...last)
        let sink = Sink(quiet, stages: last...last, receive: receive)
        values.place = plan.root.place + 1
        sink.place = values.place
        return stretch(made + [values, sink], threads: scope.threads)
    }

    /// Operators up to the first that needs its rows in order, whose rows then go
    /// on in the same way.
    private static func stretch(_ operators: [Operator], threads: Int) -> Stretch {
        let rows = operators.prefix { $0 is RowOperator }.compactMap { $0 as? RowOperator }
        let end = operators[rows.count]
        let rest = Array(operators.dropFirst(rows.count + 1))
        if !rest.isEmpty { end.next = stretch(rest, threads: threads) }
        return Stretch(rows, end: end, threads: threads)
    }

    /// The same, keeping what every row rests on.
    private static func runTraced(
        _ plan: Plan, output: [TypedExpression], in outer: Frame, context: RunContext, counts: StageCounter?,
        receive: (OutputRows) throws(EngineError) -> Bool
    ) throws(EngineError) {
        let tracer = outer.tracer?.under(context) ?? Tracer(context: context)
        let outer = outer.traced(by: tracer)
        let evaluator = Evaluator(context: context)
        try counts?.countSource(of: plan, in: outer, context)
        let rows = try TracedPipeline(tracer, evaluator: evaluator, outer: outer, counts: counts).run(plan)
        counts?.fill(stagesOf: plan)
        let values = try evaluator.evaluateAll(output, rows.frame(in: outer))
        var start = 0
        while start < rows.count {
            let part = start..<min(start + Batch.size, rows.count)
            start = part.upperBound
            let output = OutputRows(values: values.map { $0.slice(part) }, outer: Array(rows.outer[part]))
            guard try receive(output) else { return }
        }
    }

    /// Runs a plan for every row of a frame and collects its output.
    static func collect(
        _ plan: Plan, output: [TypedExpression], in outer: Frame, context: RunContext,
        counts: StageCounter? = nil, keepsPossible: Bool = false
    ) throws(EngineError) -> Collected {
        var builders = output.map {
            VectorBuilder(like: .empty(of: $0.type, languages: context.languages))
        }
        var owners: [Int32] = []
        var open: [Int32] = []
        let hold = MemoryHold(context.meter)
        try run(plan, output: output, in: outer, context: context, counts: counts, keepsPossible: keepsPossible) {
            rows throws(EngineError) in
            try hold.add(rows.values.reduce(rows.outer.count * 4) { $0 + $1.byteCount })
            for (index, values) in rows.values.enumerated() { builders[index].append(values) }
            if let places = rows.open?.indices { open += places.map { $0 + Int32(owners.count) } }
            owners += rows.outer
            return true
        }
        try context.willGrow(to: owners.count, bytes: 4)
        return Collected(
            values: builders.map { $0.finish() }, owners: owners,
            open: open.isEmpty ? nil : Bitmap(places: open, count: owners.count), outerCount: outer.count)
    }

    private static func make(_ node: PlanNode, _ scope: Scope, at span: Span) throws(EngineError) -> Operator {
        let stages = node.stages
        switch node.operation {
        case .scan, .elements, .records, .lookup, .paths, .reach, .network:
            throw .unsupported("a source that takes rows", span)
        case .filter(let condition, let possibly): return Filter(scope, condition, possibly: possibly, stages: stages)
        case .project(let values): return Project(scope, values, keepsSlots: false, stages: stages)
        case .extend(let values): return Project(scope, values, keepsSlots: true, stages: stages)
        case .window(let windows): return WindowOperator(scope, windows, stages: stages)
        case .expand(let elements, let optional): return Expand(scope, elements, isOptional: optional, stages: stages)
        case .join(let join): return Join(scope, join, stages: stages)
        case .group(let group): return Group(scope, group, stages: stages)
        case .sort(let keys): return Sort(scope, keys, stages: stages)
        case .limit(let count):
            return Limit(scope, skip: 0, take: try scope.context.value(of: count), stages: stages)
        case .offset(let count):
            return Limit(scope, skip: try scope.context.value(of: count), take: .max, stages: stages)
        case .top(let count, let keys):
            return Top(scope, keys, limit: try scope.context.value(of: count), stages: stages)
        case .distinct(let keys, let project): return Distinct(scope, keys, projects: project, stages: stages)
        case .set(let operation, let right, let leftSlots, let rightSlots):
            return SetOperation(scope, operation, right, leftSlots: leftSlots, rightSlots: rightSlots, stages: stages)
        case .withSources: throw .unsupported("with sources", span)
        case .why: throw .unsupported("why", span)
        }
    }
}

/// Some rows of a query's output.
struct OutputRows {
    var values: [Vector]
    /// For each row its row in the frame around the query.
    var outer: [Int32]
    /// The rows that are there only possibly; nil when none is.
    var open: Bitmap?

    var count: Int { outer.count }
}

/// All rows of a query's output; those of one outer row stand together.
struct Collected: Sendable {
    var values: [Vector]
    /// For each row its row in the frame around the query.
    var owners: [Int32]
    /// The rows that are there only possibly; nil when none is.
    var open: Bitmap?
    var outerCount: Int

    var count: Int { owners.count }
    var byteCount: Int { values.reduce(owners.count * 4) { $0 + $1.byteCount } }

    var batch: Batch { Batch(slots: values, count: count, outerRows: owners, possible: open) }

    /// An output as one list for each outer row.
    func lists(of output: Int) -> Vector {
        func lists(_ rows: Vector, _ owners: [Int32]) -> Vector {
            .list(elements: rows, rows: owners, count: outerCount)
        }
        guard let open else { return lists(values[output], owners) }
        func part(_ rows: [Int32]) -> Vector { lists(values[output].gather(rows), owners.gather(rows)) }
        guard case .list(let possible) = part(open.indices).payload else { return part((~open).indices) }
        return part((~open).indices).with(possible: PossibleMembers(possible))
    }
}

/// The end of a pipeline: hands the rows to whoever asked for them.
private final class Sink: Operator {
    private let consume: (OutputRows) throws(EngineError) -> Bool
    private var isFull = false

    init(
        _ scope: Scope, stages: ClosedRange<Int>, receive: @escaping (OutputRows) throws(EngineError) -> Bool
    ) {
        consume = receive
        super.init(scope, stages: stages)
    }

    override var isSatisfied: Bool { isFull }

    override func push(_ batch: Batch) throws(EngineError) {
        guard !isFull else { return }
        let batch = batch.compacted()
        isFull = !(try consume(OutputRows(values: batch.slots, outer: batch.outer, open: batch.open)))
    }
}

extension RunContext {
    /// How many steps `up to` allows.
    func value(ofLimit limit: TypedCount?) throws(EngineError) -> Int {
        guard let limit else { return .max }
        return try value(of: limit)
    }

    func value(of count: TypedCount) throws(EngineError) -> Int {
        switch count {
        case .literal(let value): return value
        case .parameter(let index):
            guard case .int(let values) = parameters[index].payload, parameters[index].isPresent(0) else { return 0 }
            guard values[0] >= 0 else { throw .negativeCount(values[0]) }
            return Int(clamping: values[0])
        }
    }
}
