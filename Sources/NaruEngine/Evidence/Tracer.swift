import NaruPlan
import NaruSemantics
import NaruSyntax

/// Says for each value of an expression what it rests on. Works beside the
/// evaluator, which gives the values, over frames that carry the evidence of
/// their slots; a query that does not ask for evidence never makes one.
final class Tracer {
    let graph: EvidenceGraph
    /// Finds values a second time, so it warns of nothing.
    let evaluator: Evaluator
    var store: Store { evaluator.store }
    var context: RunContext { evaluator.context }

    /// Whether only the records that links lead to are kept: no claims, no
    /// conditions, nothing that is named outright.
    let followsLinksOnly: Bool

    init(context: RunContext, graph: EvidenceGraph? = nil, followsLinksOnly: Bool = false) {
        evaluator = Evaluator(context: context.tracing())
        self.graph = graph ?? EvidenceGraph(context.store, context.meter)
        self.followsLinksOnly = followsLinksOnly
    }

    /// This tracer, or one for the same evidence under other views.
    func under(_ context: RunContext) -> Tracer {
        context.seesTheSame(as: self.context)
            ? self : Tracer(context: context, graph: graph, followsLinksOnly: followsLinksOnly)
    }

    func value(_ expression: TypedExpression, _ frame: Frame) throws(EngineError) -> Vector {
        try evaluator.evaluate(expression, frame)
    }

    /// The evidence of each value that `evaluate` gives, as the values are.
    func trace(_ expression: TypedExpression, _ frame: Frame) throws(EngineError) -> Trace {
        if frame.count > 1, expression.isWorthSharing, !expression.reads(outside: 0) {
            return try trace(expression, frame.top).gather([Int32](repeating: 0, count: frame.count))
        }
        let found = try traceOfAll(expression, frame)
        guard expression.isComputed else { return found }
        let values = try value(expression, frame)
        return values.valid.map { found.masked(by: $0) } ?? found
    }

    private func traceOfAll(_ expression: TypedExpression, _ frame: Frame) throws(EngineError) -> Trace {
        switch expression.kind {
        // What is named outright is there before any claim; reading it is not.
        case .literal, .parameter, .today, .groupRows, .invalid, .window, .nested: return .none(frame.count)
        case .slot(let depth, let index): return frame.trace(index, depth: depth)
        case .entities: return records(of: try value(expression, frame), expression.type)
        case .field(let base, let field): return try self.field(field, of: base, expression.type, frame)
        case .property(let base, let property): return try self.property(property, of: base, expression.type, frame)
        case .recordField(let base, let index): return try recordField(index, of: base, expression.type, frame)
        case .record(let fields):
            return Trace(Trace.none(frame.count).rows, shape: .record(try traces(of: fields.map(\.value), frame)))
        case .list(let items): return try list(items, frame)
        case .filter(let base, let predicate): return try filter(base, predicate, expression.type, frame)
        case .map(let base, let body): return try map(base, body, expression.type, frame)
        case .apply(let arguments, let body):
            let slots = try evaluator.evaluateAll(arguments, frame)
            let traces = try traces(of: arguments, frame)
            return try trace(body, Frame(slots: slots, count: frame.count, parent: frame, traces: traces))
        case .quantified, .contains, .compare, .not, .and, .or, .typeTest, .call(.hasWord, _):
            let answer = try truth(expression, frame)
            return Trace(answer.rows).masked(by: ~answer.truth.unknown)
        case .call(_, let arguments): return try joined(arguments, frame)
        case .aggregate(let aggregate, let operand, let arguments, _):
            return try self.aggregate(aggregate, operand, arguments, frame)
        case .arithmetic(_, let left, let right): return try joined([left, right], frame)
        case .negate(let operand): return try joined([operand], frame)
        case .range(let lower, let upper): return try joined([lower, upper].compactMap { $0 }, frame)
        case .conditional(let condition, let then, let otherwise):
            return try conditional(condition, then, otherwise, expression.type, frame)
        case .coalesce(let operands): return try coalesce(operands, expression.type, frame)
        case .set(let operation, let operands): return try set(operation, operands, expression, frame)
        case .narrow(let operand, let types): return try narrow(operand, types, frame)
        case .widen(let operand, let type): return try widen(operand, to: type, frame)
        case .subplan: return try nested(expression, frame)
        case .shared(let value, _):
            return try trace(value, frame.top).gather([Int32](repeating: 0, count: frame.count))
        case .reached(let start, let via): return try reached(start, via: via, expression, frame)
        case .nodeMeasure(_, let operand, let via): return try nodeMeasure(operand, via: via, frame)
        }
    }

    func traces(of expressions: [TypedExpression], _ frame: Frame) throws(EngineError) -> [Trace] {
        var traces: [Trace] = []
        for expression in expressions { traces.append(try trace(expression, frame)) }
        return traces
    }

    /// All that each value rests on.
    func totals(_ expression: TypedExpression, _ frame: Frame) throws(EngineError) -> [EvidenceID] {
        graph.totals(try trace(expression, frame))
    }

    /// A value that is computed from others rests on what they all rest on.
    private func joined(_ operands: [TypedExpression], _ frame: Frame) throws(EngineError) -> Trace {
        var rows = Trace.none(frame.count).rows
        for operand in operands {
            let trace = try trace(operand, frame)
            if case .languages = trace.shape {
                rows = graph.join(rows, oneLanguage(of: try value(operand, frame), trace))
            } else {
                rows = graph.join(rows, graph.totals(trace))
            }
        }
        return Trace(rows)
    }

    /// The records of single entities; nothing for other values.
    func records(of values: Vector, _ type: Type) -> [EvidenceID] {
        records(of: values, ValueType(type)).rows
    }

    /// Entities of a whole set rest on their records.
    private func records(of values: Vector, _ type: ValueType) -> Trace {
        guard case .entity = type.type else { return .none(values.count) }
        if case .list(let list) = values.payload { return .list(list, records(of: list.child)) }
        return records(of: values)
    }

    private func records(of entities: Vector) -> Trace {
        guard case .code(let numbers) = entities.payload else { return .none(entities.count) }
        return Trace(numbers.indices.map { entities.isPresent($0) ? graph.record(numbers[$0]) : 0 })
    }

    /// Keys are the texts of the dataset's first language.
    func firstLanguage(of values: Vector, _ trace: Trace) -> [EvidenceID] { read(0, of: values, trace) }

    /// Functions take the texts of the run's language.
    private func oneLanguage(of values: Vector, _ trace: Trace) -> [EvidenceID] {
        read(evaluator.context.language, of: values, trace)
    }

    /// Of a text in several languages the wanted one, else the first one that
    /// is there.
    private func read(_ language: Int, of values: Vector, _ trace: Trace) -> [EvidenceID] {
        guard case .localized(let texts) = values.payload, case .languages(let parts) = trace.shape else {
            return graph.totals(trace)
        }
        return trace.rows.indices.map { row in
            let read = ([language] + texts.indices).first { texts.indices.contains($0) && texts[$0].isPresent(row) }
            return graph.join(trace.rows[row], read.map { parts[$0].rows[row] } ?? 0)
        }
    }

    private func widen(_ operand: TypedExpression, to type: Type, _ frame: Frame) throws(EngineError) -> Trace {
        let trace = try trace(operand, frame)
        switch (operand.type.type, type) {
        case (.localizedText, .text): return Trace(oneLanguage(of: try value(operand, frame), trace))
        default: return trace
        }
    }
}

extension TypedExpression {
    /// Whether it gives a single value that may be absent though all that it is
    /// made of is there.
    fileprivate var isComputed: Bool {
        guard type.cardinality != .many else { return false }
        switch kind {
        case .literal, .parameter, .today, .slot, .record, .groupRows, .invalid, .window: return false
        // Unknown answers are masked where they are made.
        case .quantified, .contains, .compare, .not, .and, .or, .typeTest, .call(.hasWord, _): return false
        default: return true
        }
    }
}
