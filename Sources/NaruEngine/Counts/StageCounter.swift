import NaruPlan
import NaruSemantics
import NaruSyntax

/// Counts rows into and out of each stage of a query, and what each could not
/// decide.
final class StageCounter {
    private(set) var input: [Int]
    private(set) var output: [Int]
    private(set) var unknown: [Int]
    private(set) var leftOut: [Int]
    private(set) var dropped: [Int]
    private(set) var outside: [Int]
    /// Parts of stages of which what reads no row has been counted.
    private var begun: Set<Part> = []
    /// Whether it counts what reads no row; of a nested query, which runs many
    /// times, that is counted by the query around it.
    private let countsConstants: Bool
    /// Whether the answer shows that rows are only possibly there, as for
    /// `any (q)`: what the rows are made of is then not left out.
    private let isShown: Bool
    private let graphs: CountedGraphs

    private struct Part: Hashable {
        var stage: Int
        var part: Int
    }

    init(
        stages: Int, countsConstants: Bool = true, isShown: Bool = false, graphs: CountedGraphs = CountedGraphs()
    ) {
        self.graphs = graphs
        self.countsConstants = countsConstants
        self.isShown = isShown
        input = [Int](repeating: 0, count: stages)
        output = input
        unknown = input
        leftOut = input
        dropped = input
        outside = input
    }

    func rows(_ count: Int, into stage: Int) { input[stage] += count }
    func rows(_ count: Int, outOf stage: Int) { output[stage] += count }
    func unknown(_ count: Int, at stage: Int) { unknown[stage] += count }
    func dropped(_ count: Int, at stage: Int) { dropped[stage] += count }
    func outside(_ count: Int, at stage: Int) { outside[stage] += count }

    /// What another query, on the right of a stage, could not decide.
    func add(_ other: StageCounter, at stage: Int) {
        leftOut[stage] += (isShown ? 0 : other.unknown.reduce(0, +)) + other.leftOut.reduce(0, +)
        dropped[stage] += other.dropped.reduce(0, +)
        outside[stage] += other.outside.reduce(0, +)
    }

    /// Rows that no case of `across` has, certainly or as far as is known.
    func count(cases: [TypedExpression], at stage: Int, _ frame: Frame, _ context: RunContext) throws(EngineError) {
        guard !cases.isEmpty, frame.count > 0 else { return }
        let evaluator = Evaluator(context: context.silent())
        var whole = Truth.all(false, count: frame.count)
        for condition in cases { whole = whole || (try evaluator.truth(condition, frame)) }
        unknown[stage] += whole.unknown.popCount
        outside[stage] += whole.no.popCount
    }

    /// What expressions leave out for some rows of a stage. What reads no row
    /// is counted with the first of them.
    func count(
        _ expressions: [TypedExpression], of stage: Int, part: Int = 0, givesRows: Bool = false, _ frame: Frame,
        _ context: RunContext
    ) throws(EngineError) {
        let counted = expressions.filter(\.mayLeaveOut)
        guard frame.count > 0, !counted.isEmpty else { return }
        var elements = UnknownElements(context: context.silent(), graphs: graphs)
        if countsConstants, begun.insert(Part(stage: stage, part: part)).inserted {
            for part in counted.withoutCopies.flatMap({ $0.constants(isShown: isShown && givesRows) }) {
                try elements.count(part.expression, frame.top, isShown: part.isShown)
            }
        }
        // A query that stands in no row has nothing but constants.
        if frame.parent != nil || !countsConstants {
            for expression in counted {
                try elements.count(expression, frame, isShown: isShown && givesRows)
            }
        }
        leftOut[stage] += elements.leftOut
        dropped[stage] += elements.dropped
        outside[stage] += elements.outside
    }

    func countSource(of plan: Plan, in outer: Frame, _ context: RunContext) throws(EngineError) {
        try count(plan.source.operation.rowExpressions, of: 0, givesRows: true, outer, context)
        guard let (start, via) = plan.source.operation.graph, start.mayLeaveOut || via.mayLeaveOut else { return }
        var elements = UnknownElements(context: context.silent(), graphs: graphs)
        try elements.graph(of: start, via, outer)
        leftOut[0] += elements.leftOut
        dropped[0] += elements.dropped
        outside[0] += elements.outside
    }

    /// The counter of a query on the right of a stage; `add` it when it has run.
    static func right(of counts: StageCounter?, _ plan: Plan) -> StageCounter? {
        counts.map {
            StageCounter(
                stages: plan.spans.count, countsConstants: $0.countsConstants, isShown: $0.isShown, graphs: $0.graphs)
        }
    }

    /// A stage that only hides columns has no operator; what goes in comes out.
    func fill(stagesOf plan: Plan) {
        var worked: Set<Int> = [0]
        for node in plan.nodes { worked.formUnion(node.stages) }
        for stage in input.indices.dropFirst() where !worked.contains(stage) {
            input[stage] = output[stage - 1]
            output[stage] = output[stage - 1]
        }
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
