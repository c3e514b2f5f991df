import NaruPlan
import NaruSemantics
import NaruSyntax

/// Counts the elements that `[C]` leaves out because C is unknown for them, by
/// evaluating every `[C]` of an expression for every row: what is counted is
/// the query as written, whatever a run skips or shares.
///
/// Where being unknown shows in the answer instead, as in `any xs[C]`,
/// `x in ys[C]` and on the right of `except`, nothing is left out.
struct UnknownElements {
    /// One that warns of nothing: the values were computed before.
    let context: RunContext
    private(set) var leftOut = Omissions()
    /// The graphs that are searched, by where they are written: each is the same
    /// wherever a search in it begins, and is counted once.
    private(set) var graphs: [Span: CountedGraph] = [:]

    init(context: RunContext) { self.context = context }

    private var evaluator: Evaluator { Evaluator(context: context) }

    /// An expression over the rows of a frame. What fails, fails in the run.
    /// `isMet` tells that what can be counted in passing was.
    mutating func count(
        _ expression: TypedExpression, _ frame: Frame, isShown: Bool = false, isMet: Bool = false
    ) throws(EngineError) {
        do throws(EngineError) {
            try visit(expression, frame, isShown: isShown, isMet: isMet)
        } catch .severalValues {
            return
        }
    }

    /// What no row changes; where the run shared it, most was counted as it was
    /// found.
    mutating func count(constant part: TypedExpression.Part, _ top: Frame, _ memo: RunMemo) throws(EngineError) {
        guard !part.isShown, case .shared(let value, let place) = part.expression.kind, let known = memo.known(place)
        else { return try count(part.expression, top, isShown: part.isShown) }
        leftOut.elements += known.leftOut
        try count(value, top, isMet: true)
    }

    private mutating func visit(
        _ expression: TypedExpression, _ frame: Frame, isShown: Bool, isMet: Bool = false
    ) throws(EngineError) {
        guard frame.count > 0, expression.mayLeaveOut, expression.isCounted(in: frame) else { return }
        let isMet = isMet && expression.meetsOperands
        switch expression.kind {
        case .filter(let base, let predicate):
            try visit(base, frame, isShown: isShown, isMet: isMet)
            try filter(base, predicate, frame, isCounted: !isShown && !isMet)
        case .map(let base, let body):
            try visit(base, frame, isShown: isShown, isMet: isMet)
            guard body.mayLeaveOut else { return }
            try visit(body, try elements(of: base, for: body, frame), isShown: isShown)
        case .apply(let arguments, let body):
            for argument in arguments { try visit(argument, frame, isShown: false, isMet: isMet) }
            guard body.mayLeaveOut else { return }
            let slots = try evaluator.evaluateAll(arguments, frame)
            try visit(body, Frame(slots: slots, count: frame.count, parent: frame), isShown: isShown, isMet: isMet)
        case .quantified(_, let base, let predicate):
            try visit(base, frame, isShown: true)
            if let predicate, predicate.mayLeaveOut {
                try visit(predicate, try elements(of: base, for: predicate, frame), isShown: false)
            }
        case .contains(let element, let set, _):
            try visit(element, frame, isShown: false)
            try visit(set, frame, isShown: true)
        case .set(let operation, let operands):
            for (place, operand) in operands.enumerated() {
                try visit(operand, frame, isShown: place > 0 && operation == .except || isShown)
            }
            if operation == .except, !isShown { leftOut.elements += try keptAway(by: operands, expression, frame) }
        case .conditional(let condition, let then, let otherwise):
            try conditional(condition, then, otherwise, frame, isShown: isShown)
        case .coalesce(let operands): try coalesce(operands, frame)
        case .subplan: try nested(expression, frame, isShown: isShown)
        case .shared(let value, _): try visit(value, frame, isShown: isShown)
        case .reached(let start, let via): try graph(of: start, via, frame)
        case .nodeMeasure(_, let node, let via): try graph(of: node, via, frame)
        case .field(let base, _), .property(let base, _), .recordField(let base, _), .narrow(let base, _),
            .widen(let base, _):
            try visit(base, frame, isShown: isShown, isMet: isMet)
        case .aggregate(let aggregate, let operand, let arguments, _):
            try visit(operand, frame, isShown: isShown && aggregate.givesElements, isMet: isMet)
            for argument in arguments { try visit(argument, frame, isShown: false, isMet: isMet) }
        default:
            for child in expression.children { try visit(child, frame, isShown: false, isMet: isMet) }
        }
    }

    /// The elements that a condition leaves out, and what it leaves out itself.
    private mutating func filter(
        _ base: TypedExpression, _ predicate: TypedExpression, _ frame: Frame, isCounted: Bool
    ) throws(EngineError) {
        guard predicate.mayLeaveOut || isCounted && predicate.decides else { return }
        let inner = try elements(of: base, for: predicate, frame)
        if isCounted { leftOut.elements += try evaluator.truth(predicate, inner).unknown.popCount }
        try visit(predicate, inner, isShown: false)
    }

    /// How many elements of the left of `except` are missing from it because
    /// they may be on the right.
    private func keptAway(by operands: [TypedExpression], _ whole: TypedExpression, _ frame: Frame)
        throws(EngineError) -> Int
    {
        guard let left = operands.first, let possible = try evaluator.evaluate(whole, frame).possible else { return 0 }
        let certain = try evaluator.evaluate(left, frame).asList().with(possible: nil)
        let both = SetAlgebra(evaluator: evaluator, type: whole.type.type).combineCertain(
            .intersect, certain, possible.lists)
        guard case .list(let list) = both.payload else { return 0 }
        return list.child.count
    }

    private func elements(of base: TypedExpression, for body: TypedExpression, _ frame: Frame)
        throws(EngineError) -> Frame
    {
        let values = try evaluator.evaluate(base, frame).asList()
        guard case .list(let list) = values.payload else { return frame.subset([]) }
        return try evaluator.elementFrame(list, of: base, for: body, in: frame)
    }

    /// Each branch for the rows that take it.
    private mutating func conditional(
        _ condition: TypedExpression, _ then: TypedExpression, _ otherwise: TypedExpression?, _ frame: Frame,
        isShown: Bool
    ) throws(EngineError) {
        try visit(condition, frame, isShown: false)
        let truth = try evaluator.truth(condition, frame)
        try visit(then, frame.subset(truth.yes.indices), isShown: isShown)
        if let otherwise { try visit(otherwise, frame.subset(truth.no.indices), isShown: isShown) }
    }

    private mutating func coalesce(_ operands: [TypedExpression], _ frame: Frame) throws(EngineError) {
        var open = frame
        for operand in operands {
            try visit(operand, open, isShown: false)
            open = open.subset((~(try evaluator.evaluate(operand, open).presence)).indices)
        }
    }

    private mutating func nested(_ expression: TypedExpression, _ frame: Frame, isShown: Bool) throws(EngineError) {
        guard let plan = expression.plan else { return }
        let counts = StageCounter(
            stages: plan.spans.count, countsConstants: false, countsGraphs: false, isShown: isShown)
        try Pipeline.run(plan, output: [], in: frame, context: context, counts: counts) { _ in true }
        leftOut += counts.whole
        for (place, found) in counts.graphs where graphs[place] == nil { graphs[place] = found.graph }
    }

    /// A graph spans the whole type, wherever a search in it goes.
    mutating func graph(of start: TypedExpression, _ via: TypedExpression, _ frame: Frame) throws(EngineError) {
        try visit(start, frame, isShown: false)
        guard via.mayLeaveOut, case .entity(let types) = start.type.type, graphs[via.span] == nil else { return }
        graphs[via.span] = CountedGraph(types: types, via: via, context: context, top: frame.top)
    }

    /// What the path of a graph leaves out.
    mutating func count(_ graph: CountedGraph) throws(EngineError) {
        for type in graph.types {
            guard case .list(let all) = try evaluator.entities(of: type).payload else { continue }
            try count(graph.via, Frame(slots: [all.child], count: all.child.count, parent: graph.top))
        }
    }
}

/// A link path between entities of some types, and the views that it is seen under.
struct CountedGraph: Sendable {
    var types: [TypeID]
    var via: TypedExpression
    var context: RunContext
    var top: Frame
}

/// What is not in an answer because something about it is unknown, or because
/// nothing is there.
struct Omissions: Sendable {
    /// Elements that `[C]` left out.
    var elements = 0
    /// Rows that `expand` dropped.
    var rows = 0
    /// Rows that no case of `across` has.
    var outside = 0

    static func + (left: Omissions, right: Omissions) -> Omissions {
        Omissions(
            elements: left.elements + right.elements, rows: left.rows + right.rows,
            outside: left.outside + right.outside)
    }

    static func += (left: inout Omissions, right: Omissions) { left = left + right }
}
