import NaruPlan
import NaruSemantics
import NaruSyntax

/// Counts rows into and out of each stage of a query, and what each could not
/// decide.
final class StageCounter {
    private(set) var input: [Int]
    private(set) var output: [Int]
    private(set) var unknown: [Int]
    private var leftOut: [Omissions]
    /// What reads no row, of the parts of stages that rows came to.
    private var constants: [Part: [TypedExpression.Part]] = [:]
    /// What the queries on the right of stages left out, by stage.
    private var rights: [Int: RightCount] = [:]
    /// Whether it counts what reads no row; of a nested query, which runs many
    /// times, that is counted by the query around it.
    private let countsConstants: Bool
    /// Whether the answer shows that rows are only possibly there, as for
    /// `any (q)`: what the rows are made of is then not left out.
    private let isShown: Bool
    /// Graphs that expressions search, with the first stage of which one does.
    private(set) var graphs: [Span: (stage: Int, graph: CountedGraph)] = [:]
    /// Whether it counts those: that of a query around it does.
    private let countsGraphs: Bool

    private struct Part: Hashable {
        var stage: Int
        var part: Int
    }

    init(stages: Int, countsConstants: Bool = true, countsGraphs: Bool = true, isShown: Bool = false) {
        self.countsGraphs = countsGraphs
        self.countsConstants = countsConstants
        self.isShown = isShown
        input = [Int](repeating: 0, count: stages)
        output = input
        unknown = input
        leftOut = input.map { _ in Omissions() }
    }

    func rows(_ count: Int, into stage: Int) { input[stage] += count }
    func rows(_ count: Int, outOf stage: Int) { output[stage] += count }
    func unknown(_ count: Int, at stage: Int) { unknown[stage] += count }
    func elements(_ count: Int, at stage: Int) { leftOut[stage].elements += count }
    func dropped(_ count: Int, at stage: Int) { leftOut[stage].rows += count }

    /// What a stage left out, with the query on its right.
    func leftOut(at stage: Int) -> Omissions { leftOut[stage] + (rights[stage]?.leftOut ?? Omissions()) }

    /// What all stages left out together, for a query around this one.
    var whole: Omissions {
        var whole = leftOut.indices.reduce(Omissions()) { $0 + leftOut(at: $1) }
        if !isShown { whole.elements += unknown.reduce(0, +) }
        return whole
    }

    /// Rows that no case of `across` has, certainly or as far as is known.
    func count(cases: [TypedExpression], at stage: Int, _ frame: Frame, _ context: RunContext) throws(EngineError) {
        guard !cases.isEmpty, frame.count > 0 else { return }
        let evaluator = Evaluator(context: context.silent())
        var whole = Truth.all(false, count: frame.count)
        for condition in cases { whole = whole || (try evaluator.truth(condition, frame)) }
        unknown[stage] += whole.unknown.popCount
        leftOut[stage].outside += whole.no.popCount
    }

    /// Whether what an evaluator meets of a batch is counted as it is evaluated;
    /// possible rows count for nothing.
    func countsInPassing(_ batch: Batch) -> Bool { !isShown && batch.open == nil }

    /// What expressions leave out for some rows of a stage; with `isMet` what was
    /// not counted in passing. What reads no row is counted at the end, if there
    /// were rows.
    func count(
        _ expressions: [TypedExpression], of stage: Int, part: Int = 0, givesRows: Bool = false, isMet: Bool = false,
        _ frame: Frame, _ context: RunContext
    ) throws(EngineError) {
        let counted = expressions.filter(\.mayLeaveOut)
        guard frame.count > 0, !counted.isEmpty else { return }
        let place = Part(stage: stage, part: part)
        if countsConstants, constants[place] == nil {
            constants[place] = counted.withoutCopies.flatMap { $0.constants(isShown: isShown && givesRows) }
        }
        // A query that stands in no row has nothing but constants.
        guard frame.parent != nil || !countsConstants else { return }
        var elements = UnknownElements(context: context.silent())
        for expression in counted { try elements.count(expression, frame, isShown: isShown && givesRows, isMet: isMet) }
        add(elements, at: stage)
    }

    private func add(_ elements: UnknownElements, at stage: Int) {
        leftOut[stage] += elements.leftOut
        add(elements.graphs.mapValues { (stage, $0) })
    }

    private func add(_ more: [Span: (stage: Int, graph: CountedGraph)]) {
        graphs.merge(more) { $0.stage <= $1.stage ? $0 : $1 }
    }

    func countSource(of plan: Plan, in outer: Frame, _ context: RunContext) throws(EngineError) {
        try count(plan.source.operation.rowExpressions, of: 0, givesRows: true, outer, context)
        guard let (start, via) = plan.source.operation.graph, start.mayLeaveOut || via.mayLeaveOut else { return }
        var elements = UnknownElements(context: context.silent())
        try elements.graph(of: start, via, outer)
        add(elements, at: 0)
    }

    /// The counter of a query on the right of a stage; `add` it when it has run.
    static func right(of counts: StageCounter?, _ plan: Plan) -> StageCounter? {
        counts.map {
            StageCounter(
                stages: plan.spans.count, countsConstants: $0.countsConstants, countsGraphs: false, isShown: $0.isShown)
        }
    }

    /// What the query on the right of a stage left out, which is found once in a
    /// run; every thread may say so.
    func add(right count: RightCount, at stage: Int) {
        rights[stage] = count
        add(count.graphs.mapValues { (stage, $0) })
    }

    /// After the run: what reads no row, and stages without an operator. Those
    /// only hide columns; what goes in comes out.
    func finish(_ plan: Plan, in outer: Frame, _ context: RunContext) throws(EngineError) {
        for (place, parts) in constants {
            var elements = UnknownElements(context: context.silent())
            for part in parts { try elements.count(constant: part, outer.top, context.memo) }
            add(elements, at: place.stage)
        }
        if countsGraphs { try countGraphs() }
        var worked: Set<Int> = [0]
        for node in plan.nodes { worked.formUnion(node.stages) }
        for stage in input.indices.dropFirst() where !worked.contains(stage) {
            input[stage] = output[stage - 1]
            output[stage] = output[stage - 1]
        }
    }

    /// Paths may themselves search graphs, which then belong to the same stage.
    private func countGraphs() throws(EngineError) {
        var counted: Set<Span> = []
        while let (place, found) = graphs.first(where: { !counted.contains($0.key) }) {
            counted.insert(place)
            var elements = UnknownElements(context: found.graph.context)
            try elements.count(found.graph)
            add(elements, at: found.stage)
        }
    }
}

/// What the query on the right of a stage left out, and the graphs that it searches.
struct RightCount: Sendable {
    var leftOut: Omissions
    var graphs: [Span: CountedGraph]

    init(_ counts: StageCounter) {
        leftOut = counts.whole
        graphs = counts.graphs.mapValues(\.graph)
    }
}

/// Pieces of the rows, each counted by one of several threads.
extension StageCounter {
    func piece() -> StageCounter {
        StageCounter(stages: input.count, countsConstants: countsConstants, isShown: isShown)
    }

    func take(_ piece: StageCounter) {
        for stage in input.indices {
            input[stage] += piece.input[stage]
            output[stage] += piece.output[stage]
            unknown[stage] += piece.unknown[stage]
            leftOut[stage] += piece.leftOut[stage]
        }
        constants.merge(piece.constants) { known, _ in known }
        rights.merge(piece.rights) { known, _ in known }
        add(piece.graphs)
    }
}

extension [TypedExpression] {
    /// `across` has a copy of an expression for each case, under a condition;
    /// what reads no row is the same in all of them.
    fileprivate var withoutCopies: [TypedExpression] {
        var seen: Set<Span> = []
        return filter { expression in
            guard case .conditional = expression.kind else { return true }
            return seen.insert(expression.span).inserted
        }
    }
}
