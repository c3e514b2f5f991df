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
