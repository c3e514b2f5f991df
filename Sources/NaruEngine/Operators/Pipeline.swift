import NaruPlan
import NaruSemantics
import NaruSyntax

/// A plan made into running operators.
enum Pipeline {
    /// Runs a plan and hands the values of `output`, over its last row, to
    /// `receive`; with a tracer also what they rest on.
    static func run(
        _ plan: Plan, output: [TypedExpression], in outer: Frame, context: RunContext, counts: StageCounter? = nil,
        isWhole: Bool = false, keepsPossible: Bool = false, tracer: Tracer? = nil,
        receive: @escaping (OutputRows) throws(EngineError) -> Bool
    ) throws(EngineError) {
        let context = try context.viewed(by: plan.views)
        let isTraced = tracer != nil
        let tracer = tracer?.under(context) ?? own(plan, in: outer, context)
        let scope = Scope(
            context: context, outer: tracer.map(outer.traced) ?? outer, counts: counts, keepsPossible: keepsPossible,
            profile: context.profile.map { _ in OperatorProfile() }, tracer: tracer)
        scope.isWhole = isWhole
        guard let tracer else { return try run(plan, output, isTraced: false, scope, receive) }
        try tracer.graph.under(tracer.store) { () throws(EngineError) in
            try run(plan, output, isTraced: isTraced, scope, receive)
        }
    }

    /// A plan that asks for evidence has a tracer, also where nobody asks for
    /// that of its rows.
    private static func own(_ plan: Plan, in outer: Frame, _ context: RunContext) -> Tracer? {
        guard plan.asksEvidence else { return nil }
        return outer.tracer?.under(context) ?? Tracer(context: context)
    }

    private static func run(
        _ plan: Plan, _ output: [TypedExpression], isTraced: Bool, _ scope: Scope,
        _ receive: @escaping (OutputRows) throws(EngineError) -> Bool
    ) throws(EngineError) {
        let entry = Entry(scope, stages: 0...0)
        entry.place = plan.source.place
        scope.tally.name = scope.tracer?.name(ofSource: plan)
        scope.profile?.begin(operators: plan.root.place + 1, source: plan.source.place)
        defer {
            scope.profile?.end()
            if let profile = scope.profile { scope.context.profile?.add(profile.figures) }
        }
        entry.next = try connect(
            plan.nodes.dropFirst(), of: plan, output: output, isTraced: isTraced, scope, receive, before: entry)
        try scope.counts?.countSource(of: plan, in: scope.outer, scope.context)
        try SourceReader(scope: scope, plan: plan).read(into: entry)
        try entry.finish()
        try scope.counts?.finish(plan, in: scope.outer, scope.context)
    }

    /// The operators of some nodes, the values of the output, and who takes them.
    private static func connect(
        _ nodes: ArraySlice<PlanNode>, of plan: Plan, output: [TypedExpression], isTraced: Bool, _ scope: Scope,
        _ receive: @escaping (OutputRows) throws(EngineError) -> Bool, before entry: Operator
    ) throws(EngineError) -> Stretch {
        var made: [Operator] = []
        for node in nodes {
            let operators = try make(node, scope, at: plan.spans[node.stages.lowerBound])
            for (index, next) in operators.enumerated() {
                (next.place, next.width) = (node.place, node.width)
                next.endsPlace = index == operators.count - 1
                if index == 0, scope.counts != nil {
                    next.counted = node.operation.rowExpressions
                    next.countsInPassing = next is Filter || next is Project || next is Group
                }
                let previous = made.last ?? entry
                if previous.stages.upperBound == next.stages.lowerBound {
                    (previous.endsStage, next.beginsStage) = (false, false)
                }
                made.append(next)
            }
        }
        let last = plan.spans.count - 1
        let quiet = Scope(
            context: scope.context, outer: scope.outer, counts: nil, keepsPossible: scope.keepsPossible,
            profile: scope.profile, tracer: isTraced ? scope.tracer : nil)
        let values = Project(quiet, output, keepsSlots: false, stages: last...last)
        let sink = Sink(quiet, stages: last...last, receive: receive)
        // Of a nested query the value of its rows has no line.
        values.place = scope.isWhole ? plan.root.place + 1 : -1
        // What is shown is computed beside the last operator, and costs no thread more.
        (values.width, sink.width) = (plan.root.width, plan.root.width)
        sink.place = values.place
        (values.isCounted, sink.isCounted) = (false, false)
        return stretch(made + [values, sink], scope)
    }

    /// Operators up to the first that needs its rows in order, whose rows then go
    /// on in the same way.
    private static func stretch(_ operators: [Operator], _ scope: Scope) -> Stretch {
        let rows = operators.prefix { $0 is RowOperator }.compactMap { $0 as? RowOperator }
        let end = operators[rows.count]
        let rest = Array(operators.dropFirst(rows.count + 1))
        if !rest.isEmpty { end.next = stretch(rest, scope) }
        return Stretch(rows, end: end, scope: scope)
    }

    /// Runs a plan for every row of a frame and collects its output.
    static func collect(
        _ plan: Plan, output: [TypedExpression], in outer: Frame, context: RunContext,
        counts: StageCounter? = nil, keepsPossible: Bool = false, tracer: Tracer? = nil
    ) throws(EngineError) -> Collected {
        var builders = output.map {
            VectorBuilder(like: .empty(of: $0.type, languages: context.languages))
        }
        var owners: [Int32] = []
        var open: [Int32] = []
        let hold = MemoryHold(context.meter)
        var lineages: [Lineage] = []
        try run(
            plan, output: output, in: outer, context: context, counts: counts, keepsPossible: keepsPossible,
            tracer: tracer
        ) { rows throws(EngineError) in
            try hold.add(rows.values.reduce(rows.outer.count * 4) { $0 + $1.byteCount })
            for (index, values) in rows.values.enumerated() { builders[index].append(values) }
            if let places = rows.open?.indices { open += places.map { $0 + Int32(owners.count) } }
            owners += rows.outer
            if let lineage = rows.lineage { lineages.append(lineage) }
            return true
        }
        try context.willGrow(to: owners.count, bytes: 4)
        return Collected(
            values: builders.map { $0.finish() }, owners: owners,
            open: open.isEmpty ? nil : Bitmap(places: open, count: owners.count), outerCount: outer.count,
            lineage: tracer.map { tracer in
                tracer.graph.concatenate(lineages) ?? Lineage(rows: [], traces: output.map { _ in .none(0) })
            })
    }

    private static func make(_ node: PlanNode, _ scope: Scope, at span: Span) throws(EngineError) -> [Operator] {
        let stages = node.stages
        switch node.operation {
        case .scan, .elements, .records, .lookup, .paths, .reach, .network:
            throw .internal("a source that takes rows")
        case .filter(let condition, let possibly):
            return [Filter(scope, condition, possibly: possibly, stages: stages)]
        case .project(let values): return [Project(scope, values, keepsSlots: false, stages: stages)]
        case .extend(let values): return [Project(scope, values, keepsSlots: true, stages: stages)]
        case .window(let windows): return [WindowOperator(scope, windows, stages: stages)]
        case .expand(let elements, let optional): return [Expand(scope, elements, isOptional: optional, stages: stages)]
        case .join(let join): return [Join(scope, join, stages: stages)]
        case .group(let group): return [Group(scope, group, stages: stages)]
        case .sort(let keys): return [Sort(scope, keys, stages: stages)]
        case .limit(let count):
            return [Limit(scope, skip: 0, take: try scope.context.value(of: count), stages: stages)]
        case .offset(let count):
            return [Limit(scope, skip: try scope.context.value(of: count), take: .max, stages: stages)]
        case .top(let count, let keys, let method):
            let limit = try scope.context.value(of: count)
            let (first, last) = (stages.lowerBound...stages.lowerBound, stages.upperBound...stages.upperBound)
            return switch method {
            // The source gives no others.
            case .kept: [Limit(scope, skip: 0, take: limit, stages: stages)]
            case .bounded: [Top(scope, keys, limit: limit, stages: stages)]
            case .sorted: [Sort(scope, keys, stages: first), Limit(scope, skip: 0, take: limit, stages: last)]
            }
        case .distinct(let keys, let project):
            let areShared = scope.threads > 1 && node.width == .allCores
            let distinct = Distinct(scope, keys, projects: project, keysAreThere: areShared, stages: stages)
            return areShared ? [DistinctKeys(scope, keys, stages: stages), distinct] : [distinct]
        case .semiJoin: return [SemiJoin(scope, stages: stages)]
        case .set(let operation, let right, let leftSlots, let rightSlots):
            return [SetOperation(scope, operation, right, leftSlots: leftSlots, rightSlots: rightSlots, stages: stages)]
        case .withSources(let shown): return [SourcesOperator(scope, shown: shown, stages: stages)]
        case .why(let shown): return [WhyOperator(scope, shown: shown, stages: stages)]
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
    /// What they rest on, where it was asked for.
    var lineage: Lineage?

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
    /// What they rest on, where it was asked for.
    var lineage: Lineage?

    var count: Int { owners.count }
    var byteCount: Int { values.reduce(owners.count * 4) { $0 + $1.byteCount } }

    var batch: Batch { Batch(slots: values, count: count, outerRows: owners, possible: open, lineage: lineage) }

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
        isFull =
            !(try consume(
                OutputRows(values: batch.slots, outer: batch.outer, open: batch.open, lineage: batch.lineage)))
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
