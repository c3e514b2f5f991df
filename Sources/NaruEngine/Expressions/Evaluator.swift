import NaruPlan
import NaruSemantics
import NaruSyntax

/// Evaluates typed expressions, a whole frame at a time: every case works on
/// vectors, and a nested scope becomes one longer frame.
struct Evaluator {
    let context: RunContext
    /// Takes what `[C]` leaves out as it is evaluated, where a run counts that.
    var tally: ElementTally?

    init(context: RunContext, tally: ElementTally? = nil) {
        self.context = context
        self.tally = tally
    }

    var store: Store { context.store }
    var texts: TextPool { context.texts }

    /// One value of the expression for each row of the frame.
    func evaluate(_ expression: TypedExpression, _ frame: Frame) throws(EngineError) -> Vector {
        try passing(expression, frame).value(of: expression, frame)
    }

    private func value(of expression: TypedExpression, _ frame: Frame) throws(EngineError) -> Vector {
        // A nested frame may be much longer than a batch.
        if frame.count > Batch.size { try context.checkpoint() }
        if frame.count > 1, expression.isWorthSharing, !expression.reads(outside: 0) {
            // What no row can change is evaluated once.
            return try broadcast(try evaluate(expression, frame.top), count: frame.count)
        }
        switch expression.kind {
        case .literal(let literal): return constant(literal, count: frame.count)
        case .parameter(let index): return try broadcast(context.parameters[index], count: frame.count)
        case .today: return constant(.date(PartialDate(day: context.today)), count: frame.count)
        case .slot(let depth, let index): return frame.slot(index, depth: depth)
        case .entities(let type): return try broadcast(try entities(of: type), count: frame.count)
        case .field(let base, let field): return try self.field(field, of: base, expression.type, frame)
        case .property(let base, let property): return try self.property(property, of: base, expression, frame)
        case .recordField(let base, let index): return try recordField(index, of: base, expression.type, frame)
        case .record(let fields): return try record(fields, frame)
        case .list(let items): return try list(items, expression.type, frame)
        case .filter(let base, let predicate):
            return conform(try filter(base, predicate, frame), to: expression.type)
        case .map(let base, let body): return try map(base, body, expression.type, frame)
        case .apply(let arguments, let body): return try apply(arguments, body, frame)
        case .call(let function, let arguments): return try call(function, arguments, expression, frame)
        case .aggregate(let aggregate, let operand, let arguments, _):
            return try self.aggregate(aggregate, operand, arguments, expression, frame)
        case .quantified, .contains, .compare, .not, .and, .or, .typeTest:
            return try truth(expression, frame).vector
        case .arithmetic(let operation, let left, let right):
            return try arithmetic(operation, left, right, expression, frame)
        case .negate(let operand): return try negate(operand, expression, frame)
        case .conditional(let condition, let then, let otherwise):
            return try conditional(condition, then, otherwise, expression.type, frame)
        case .coalesce(let operands): return try coalesce(operands, expression.type, frame)
        case .set(let operation, let operands): return try set(operation, operands, expression.type, frame)
        case .range(let lower, let upper): return try range(lower, upper, expression.type, frame)
        case .narrow(let operand, let types): return narrow(try evaluate(operand, frame), to: types)
        case .widen(let operand, let type): return try context.widened(try evaluate(operand, frame), to: type)
        case .subplan: return try nested(expression, frame)
        case .shared(let value, let place):
            return try broadcast(try shared(value, place, frame.top).value, count: frame.count)
        case .reached(let start, let via): return try reached(start, via: via, frame)
        case .nodeMeasure(let measure, let operand, let via):
            return try nodeMeasure(measure, operand, via: via, expression, frame)
        case .nested, .window, .groupRows, .invalid: throw .unsupported("a window here", expression.span)
        }
    }

    private func call(
        _ function: Function, _ arguments: [TypedExpression], _ expression: TypedExpression, _ frame: Frame
    ) throws(EngineError) -> Vector {
        switch function {
        case .evidence, .sources, .quotes: return try evidence(function, arguments[0], expression, frame)
        case .hasWord: return try truth(expression, frame).vector
        default:
            let values = try evaluateAll(arguments, frame).map { $0.inLanguage(context.language) }
            let call = FunctionCall(
                context: context, arguments: values, types: arguments.map(\.type.type), expression: expression)
            return try call.result(of: function)
        }
    }

    private func arithmetic(
        _ operation: ArithmeticOperator, _ left: TypedExpression, _ right: TypedExpression,
        _ expression: TypedExpression, _ frame: Frame
    ) throws(EngineError) -> Vector {
        let (left, right) = (try evaluate(left, frame), try evaluate(right, frame))
        return try ArithmeticCall(context: context, expression: expression).result(of: operation, left, right)
    }

    private func negate(_ operand: TypedExpression, _ expression: TypedExpression, _ frame: Frame)
        throws(EngineError) -> Vector
    {
        try ArithmeticCall(context: context, expression: expression).negated(try evaluate(operand, frame))
    }

    /// What no row can change, with the elements that it leaves out.
    private func shared(_ value: TypedExpression, _ place: Int, _ top: Frame) throws(EngineError) -> RunMemo.Shared {
        try context.memo.value(place) { () throws(EngineError) in
            let tally = ElementTally()
            let found = try Evaluator(context: context, tally: tally).evaluate(value, top)
            return RunMemo.Shared(value: found, leftOut: tally.count)
        }
    }

    func evaluateAll(_ expressions: [TypedExpression], _ frame: Frame) throws(EngineError) -> [Vector] {
        var vectors: [Vector] = []
        for expression in expressions { vectors.append(try evaluate(expression, frame)) }
        return vectors
    }

    /// One value repeated for every row.
    func broadcast(_ value: Vector, count: Int) throws(EngineError) -> Vector {
        try context.broadcast(value, count: count)
    }
}

extension RunContext {
    /// One value repeated.
    func broadcast(_ value: Vector, count: Int) throws(EngineError) -> Vector {
        guard count != 1 else { return value }
        try willGrow(to: count, bytes: value.byteCount)
        return value.gather([Int32](repeating: 0, count: count))
    }
}

extension Evaluator {
    func constant(_ literal: Literal, count: Int) -> Vector { Vector.constant(payload(literal), count: count) }

    private func payload(_ literal: Literal) -> Payload {
        switch literal {
        case .bool(let value): return .bool(Bitmap(repeating: value, count: 1))
        case .int(let value): return .int([value])
        case .decimal(let value): return .decimal([value])
        case .float(let value): return .float([value])
        case .text(let text): return .code([texts.code(of: text)])
        case .date(let date):
            var dates = DateColumn()
            dates.append(date)
            return .date(dates)
        case .days(let first, let last): return .days(first: [first], last: [last])
        case .duration(let duration): return .duration([duration])
        case .quantity(let quantity):
            return .quantity(
                QuantityColumn(
                    amount: [quantity.amount], upper: [quantity.upper], unit: [texts.code(of: quantity.unit)],
                    qualifier: [quantity.qualifier.rawValue]))
        case .enumeration(_, let place): return .code([Int32(place)])
        case .entity(let number): return .code([number])
        }
    }

    /// One list: every entity of a type, in the order of ids.
    func entities(of type: TypeID) throws(EngineError) -> Vector {
        try checkClaims(type)
        let numbers = store.entities(of: type)
        let child = Vector(count: numbers.count, payload: .code(numbers))
        return Vector(count: 1, payload: .list(ListColumn(offsets: [0, Int32(numbers.count)], child: child)))
    }

    /// Claims are numbered behind the entities; there may be too many to number.
    func checkClaims(_ type: TypeID) throws(EngineError) {
        if store.schema.claims?.isBuiltIn(type) == true, store.claimNumbers.hasOverflowed {
            throw .limit(context.meter.reached(.rowNumbers))
        }
    }
}
