package import NaruSyntax

/// An expression whose names, types and cardinalities are settled.
///
/// Rows are nested: the innermost row scope is frame 0, the one around it
/// frame 1, and so on. A filter, shape, let body, function body or nested
/// query opens a frame.
package struct TypedExpression: Hashable, Sendable {
    package indirect enum Kind: Hashable, Sendable {
        case literal(Literal)
        /// A `param` of the program, by its place in `TypedProgram.parameters`.
        case parameter(Int)
        case today
        /// A slot of the row in the frame-th enclosing scope.
        case slot(frame: Int, Int)
        /// All entities of a type.
        case entities(TypeID)
        /// A stored field or link of each entity of `base`.
        case field(TypedExpression, FieldID)
        /// A part that values of a type have: `.year`, `.amount`, `.id`, `.ko`.
        case property(TypedExpression, Property)
        case recordField(TypedExpression, Int)
        case record([NamedExpression])
        case list([TypedExpression])
        /// The elements for which the predicate is yes; it sees them as slot 0
        /// of a new frame.
        case filter(TypedExpression, predicate: TypedExpression)
        /// The body for each element (slot 0 of a new frame): shapes, lets on
        /// types. Entity results form a set, others a list.
        case map(TypedExpression, body: TypedExpression)
        /// The body in a new frame whose slots are the arguments: let functions.
        case apply([TypedExpression], body: TypedExpression)
        case call(Function, [TypedExpression])
        /// An aggregate over a many-valued argument. In `group … into`, the
        /// outermost aggregates have `poolsGroup` set and pool the group's rows.
        case aggregate(Aggregate, TypedExpression, arguments: [TypedExpression], poolsGroup: Bool)
        /// `any xs[C]`, `no xs[C]`, `every(xs, C)`, `some(xs, C)`; without a
        /// predicate whether there is an element at all.
        case quantified(Quantifier, TypedExpression, predicate: TypedExpression?)
        /// Three-valued membership in a many-valued, range or period operand.
        case contains(element: TypedExpression, set: TypedExpression, isNegated: Bool)
        case compare(ComparisonOperator, TypedExpression, TypedExpression)
        case arithmetic(ArithmeticOperator, TypedExpression, TypedExpression)
        case negate(TypedExpression)
        case not(TypedExpression)
        case and([TypedExpression])
        case or([TypedExpression])
        case conditional(condition: TypedExpression, then: TypedExpression, otherwise: TypedExpression?)
        case coalesce([TypedExpression])
        case set(SetOperator, [TypedExpression])
        case range(lower: TypedExpression?, upper: TypedExpression?)
        case typeTest(TypedExpression, [TypeID], isNegated: Bool)
        /// The entity where it is of these types, else absent. Where the checker
        /// has seen an `is` before, nothing is lost.
        case narrow(TypedExpression, [TypeID])
        /// A lossless change of type: int → decimal → float, day → date set.
        case widen(TypedExpression, to: Type)
        case nested(TypedQuery)
        /// A nested query in a plan, where no `nested` is left.
        case subplan(Subplan)
        /// In a plan, what no row changes: found once in a run. The number tells
        /// it from the others of its query; -1 until the plan is finished.
        case shared(TypedExpression, place: Int)
        /// All that the path leads to from the start, any number of times; the
        /// path sees an entity as slot 0 of a new frame.
        case reached(TypedExpression, via: TypedExpression)
        /// A measure of each entity in the graph of a path (`degree`, …).
        case nodeMeasure(NodeMeasure, TypedExpression, via: TypedExpression)
        /// Only as a column of `select` and `add`. A running one ends at the row.
        case window(
            WindowFunction, [TypedExpression], direction: SortDirection?, partition: [TypedExpression],
            isRunning: Bool)
        /// `rows` in `group … into`: the group itself.
        case groupRows
        /// Reported as wrong; never reaches a plan.
        case invalid
    }

    package var kind: Kind
    package var type: ValueType
    package var span: Span

    package init(_ kind: Kind, _ type: ValueType, at span: Span) {
        self.kind = kind
        self.type = type
        self.span = span
    }
}

package struct NamedExpression: Hashable, Sendable {
    package var name: String
    package var value: TypedExpression

    package init(name: String, value: TypedExpression) {
        self.name = name
        self.value = value
    }
}

package enum Literal: Hashable, Sendable {
    case bool(Bool)
    case int(Int64)
    case decimal(ExactDecimal)
    case float(Double)
    case text(String)
    case date(PartialDate)
    /// First and last day of a set of days; open ends are the distant days.
    case days(first: Int32, last: Int32)
    case duration(Duration)
    case quantity(Quantity)
    case enumeration(EnumerationID, Int)
    case entity(EntityNumber)
}

/// Parts of values that are read with a dot.
package enum Property: Hashable, Sendable {
    case id, label, typeName
    case language(String)
    case year, quarter, month, day, precision, dateQualifier
    case start, end
    case amount, low, high, unit, quantityQualifier
    case latitude, longitude
}

/// Expressions made to fit what is wanted of them.
extension TypedExpression {
    /// The expression as a value of `type`, which it must fit.
    func widened(to wanted: Type) -> TypedExpression {
        let own = type.type
        if own == wanted || own.isUnknown || wanted.isUnknown || own.isEntity || own.isRecord { return self }
        return TypedExpression(.widen(self, to: wanted), ValueType(wanted, type.cardinality), at: span)
    }

    /// A per-language text as a plain one, for what works on plain text.
    var asPlainText: TypedExpression { type.type == .localizedText ? widened(to: .text) : self }

    /// The entity as one of these types, of which it is known to be.
    func narrowed(to types: [TypeID]) -> TypedExpression {
        if case .entity(let own) = type.type, own == types { return self }
        return TypedExpression(.narrow(self, types), ValueType(.entity(types), type.cardinality), at: span)
    }

    /// A value where one of a declared type is wanted; nil where it does not fit.
    func fitted(to declared: ValueType, in schema: Schema) -> TypedExpression? {
        if type.type.isUnknown || declared.type.isUnknown { return self }
        if type.isMany, declared.cardinality != .many { return nil }
        switch (type.type, declared.type) {
        case (.entity(let types), .entity(let wanted)): return schema.isSubset(types, of: wanted) ? self : nil
        case (.localizedText, .text): return asPlainText
        case (let own, let wanted) where own == wanted: return self
        case (let own, let wanted): return own.commonNumber(with: wanted) == wanted ? widened(to: wanted) : nil
        }
    }

    var isInvalid: Bool {
        if case .invalid = kind { true } else { false }
    }
}

/// What an expression reads of the rows around it.
extension TypedExpression {
    /// Whether the expression reads a slot of the innermost frame.
    func readsSlot(depth: Int = 0) -> Bool {
        if case .slot(let frame, _) = kind { return frame == depth }
        return hasChild { child, deeper in child.readsSlot(depth: depth + deeper) }
    }

    /// The slots of the innermost frame that the expression reads.
    func slotsRead(depth: Int = 0) -> Set<Int> {
        if case .slot(let frame, let slot) = kind { return frame == depth ? [slot] : [] }
        var found: Set<Int> = []
        forEachChild { child, deeper in found.formUnion(child.slotsRead(depth: depth + deeper)) }
        return found
    }
}

extension TypedExpression {
    /// Its operands, each with how many frames deeper than this expression it
    /// stands.
    package func forEachChild(_ body: (TypedExpression, _ deeper: Int) -> Void) {
        func here(_ operand: TypedExpression) { body(operand, 0) }
        func all(_ operands: [TypedExpression]) { for operand in operands { body(operand, 0) } }
        switch kind {
        case .literal, .parameter, .today, .slot, .entities, .groupRows, .invalid: break
        case .field(let base, _), .property(let base, _), .recordField(let base, _), .narrow(let base, _),
            .widen(let base, _), .typeTest(let base, _, _), .negate(let base), .not(let base), .shared(let base, _):
            here(base)
        case .record(let fields): for field in fields { here(field.value) }
        case .list(let operands), .call(_, let operands), .and(let operands), .or(let operands),
            .coalesce(let operands), .set(_, let operands):
            all(operands)
        case .filter(let base, let inner), .map(let base, let inner), .reached(let base, let inner),
            .nodeMeasure(_, let base, let inner):
            here(base)
            body(inner, 1)
        case .apply(let arguments, let inner):
            all(arguments)
            body(inner, 1)
        case .aggregate(_, let operand, let arguments, _):
            here(operand)
            all(arguments)
        case .quantified(_, let base, let predicate):
            here(base)
            if let predicate { body(predicate, 1) }
        case .contains(let left, let right, _), .compare(_, let left, let right), .arithmetic(_, let left, let right):
            here(left)
            here(right)
        case .conditional(let condition, let then, let otherwise):
            here(condition)
            here(then)
            if let otherwise { here(otherwise) }
        case .range(let lower, let upper):
            if let lower { here(lower) }
            if let upper { here(upper) }
        case .nested(let query): query.forEachExpression(body)
        case .subplan(let plan): plan.query.forEachExpression(body)
        case .window(_, let arguments, _, let partition, _):
            all(arguments)
            all(partition)
        }
    }

    /// Whether some operand, in whatever frame, passes.
    package func hasChild(where passes: (TypedExpression, _ deeper: Int) -> Bool) -> Bool {
        var found = false
        forEachChild { child, deeper in found = found || passes(child, deeper) }
        return found
    }

    /// The same expression over rewritten operands; nil where `transform` gives
    /// nil for each of them, so that what stays as it is is not copied.
    package func rewritingChildren(
        _ transform: (TypedExpression, _ deeper: Int) -> TypedExpression?
    ) -> TypedExpression? {
        var rewritten = Rewritten()
        forEachChild { child, deeper in rewritten.add(transform(child, deeper)) }
        guard !rewritten.isEmpty else { return nil }
        return mappingChildren { child, _ in rewritten.take(child) }
    }

    /// The same expression over rewritten operands. `transform` gets each
    /// operand and how many frames deeper than this expression it stands.
    package func mappingChildren(_ transform: (TypedExpression, _ deeper: Int) -> TypedExpression) -> TypedExpression {
        var copy = self
        copy.kind = kind.mappingChildren(transform)
        return copy
    }
}

extension TypedExpression.Kind {
    fileprivate func mappingChildren(
        _ transform: (TypedExpression, _ deeper: Int) -> TypedExpression
    ) -> TypedExpression.Kind {
        func here(_ operand: TypedExpression) -> TypedExpression { transform(operand, 0) }
        func inside(_ operand: TypedExpression) -> TypedExpression { transform(operand, 1) }
        func all(_ operands: [TypedExpression]) -> [TypedExpression] { operands.map(here) }
        switch self {
        case .literal, .parameter, .today, .slot, .entities, .groupRows, .invalid: return self
        case .field(let base, let field): return .field(here(base), field)
        case .property(let base, let property): return .property(here(base), property)
        case .recordField(let base, let index): return .recordField(here(base), index)
        case .record(let fields): return .record(fields.map { NamedExpression(name: $0.name, value: here($0.value)) })
        case .list(let items): return .list(all(items))
        case .filter(let base, let predicate): return .filter(here(base), predicate: inside(predicate))
        case .map(let base, let body): return .map(here(base), body: inside(body))
        case .apply(let arguments, let body): return .apply(all(arguments), body: inside(body))
        case .call(let function, let arguments): return .call(function, all(arguments))
        case .aggregate(let aggregate, let operand, let arguments, let poolsGroup):
            return .aggregate(aggregate, here(operand), arguments: all(arguments), poolsGroup: poolsGroup)
        case .quantified(let quantifier, let base, let predicate):
            return .quantified(quantifier, here(base), predicate: predicate.map(inside))
        case .contains(let element, let set, let isNegated):
            return .contains(element: here(element), set: here(set), isNegated: isNegated)
        case .compare(let comparison, let left, let right): return .compare(comparison, here(left), here(right))
        case .arithmetic(let operation, let left, let right): return .arithmetic(operation, here(left), here(right))
        case .negate(let operand): return .negate(here(operand))
        case .not(let operand): return .not(here(operand))
        case .and(let operands): return .and(all(operands))
        case .or(let operands): return .or(all(operands))
        case .conditional(let condition, let then, let otherwise):
            return .conditional(condition: here(condition), then: here(then), otherwise: otherwise.map(here))
        case .coalesce(let operands): return .coalesce(all(operands))
        case .set(let operation, let operands): return .set(operation, all(operands))
        case .range(let lower, let upper): return .range(lower: lower.map(here), upper: upper.map(here))
        case .typeTest(let operand, let types, let isNegated):
            return .typeTest(here(operand), types, isNegated: isNegated)
        case .narrow(let operand, let types): return .narrow(here(operand), types)
        case .widen(let operand, let type): return .widen(here(operand), to: type)
        case .nested(let query): return .nested(query.mappingExpressions(transform))
        case .subplan(let plan): return .subplan(Subplan(plan.query.mappingExpressions(transform)))
        case .shared(let value, let place): return .shared(here(value), place: place)
        case .reached(let start, let via): return .reached(here(start), via: inside(via))
        case .nodeMeasure(let measure, let operand, let via):
            return .nodeMeasure(measure, here(operand), via: inside(via))
        case .window(let function, let arguments, let direction, let partition, let isRunning):
            return .window(
                function, all(arguments), direction: direction, partition: all(partition), isRunning: isRunning)
        }
    }
}

/// What became of some expressions, in the order in which every walk meets them.
package struct Rewritten {
    /// nil for one that stays as it is.
    private var expressions: [TypedExpression?] = []
    private var same = 0
    private var next = 0

    package init() {}

    package var isEmpty: Bool { expressions.isEmpty }

    package mutating func add(_ expression: TypedExpression?) {
        guard expression != nil || !isEmpty else { return same += 1 }
        if isEmpty { expressions = [TypedExpression?](repeating: nil, count: same) }
        expressions.append(expression)
    }

    /// What became of the next one.
    package mutating func take(_ expression: TypedExpression) -> TypedExpression {
        guard !isEmpty else { return expression }
        defer { next += 1 }
        return expressions[next] ?? expression
    }
}
