import NaruPlan
import NaruSemantics
import NaruSyntax

/// What was looked for and not found.
extension Tracer {
    /// For each row the evidence that a set holds no more than it does: where
    /// was looked, and over how many records.
    func absences(of set: TypedExpression, _ values: Vector, _ frame: Frame) throws(EngineError) -> [EvidenceID] {
        let tested = set.tested
        let subjects = try tested.owner.map { owner throws(EngineError) in try value(owner, frame) }
        let owners = try tested.owner.map { owner throws(EngineError) in try totals(owner, frame) }
        let field = name(ofSearched: set)
        let everywhere = candidates(set.type.type)
        return (0..<frame.count).map { row in
            let absence = graph.absence(
                of: field, at: subjects.flatMap { entity($0, row) }, searched: everywhere ?? size(of: values, row))
            return graph.join(owners?[row] ?? 0, absence)
        }
    }

    /// The absence of the value of an optional operand.
    func absence(of operand: TypedExpression, _ frame: Frame) throws(EngineError) -> [EvidenceID] {
        try absences(of: operand, Vector.absent(count: frame.count, of: operand.type, languages: 1), frame)
    }

    private func entity(_ values: Vector, _ row: Int) -> EntityNumber? {
        guard case .code(let numbers) = values.payload, values.isPresent(row) else { return nil }
        return numbers[row]
    }

    /// How many records could have been in a set of entities.
    private func candidates(_ type: Type) -> Int? {
        guard case .entity(let types) = type else { return nil }
        return types.reduce(0) { $0 + store.range(of: $1).count }
    }

    private func size(of values: Vector, _ row: Int) -> Int {
        guard case .list(let list) = values.payload else { return 1 }
        return Int(list.offsets[row + 1] - list.offsets[row])
    }

    /// What was looked through: a field, or else a set by the names of its types.
    func name(ofSearched set: TypedExpression) -> String? {
        let searched = set.tested.what
        switch searched.kind {
        case .field(_, let field): return store.schema[field].name
        case .entities(let type): return store.schema[type].plural
        case .subplan: return searched.plan.flatMap { name(ofSource: $0) }
        case .shared(let value, _): return name(ofSearched: value)
        case .set(_, let operands): return operands.first.flatMap { name(ofSearched: $0) }
        default: return name(ofSet: searched.type.type) ?? name(ofSet: set.type.type) ?? fieldName(in: searched)
        }
    }

    /// What the source of a plan looks through.
    func name(ofSource plan: Plan) -> String? {
        switch plan.source.operation {
        case .scan(let type): store.schema[type].plural
        case .lookup(let lookup): name(ofSource: lookup.rows)
        case .elements(let elements), .records(let elements, _): name(ofSearched: elements)
        case .reach(_, let via, _), .paths(_, _, let via, _, _, _), .network(_, let via, _): name(ofSearched: via)
        default: nil
        }
    }

    private func name(ofSet type: Type) -> String? {
        guard case .entity(let types) = type, !types.isEmpty else { return nil }
        return types.map { store.schema[$0].plural }.joined(separator: ", ")
    }

    /// The first field that a computed value is made of.
    private func fieldName(in expression: TypedExpression) -> String? {
        if case .field(_, let field) = expression.kind { return store.schema[field].name }
        var found: String?
        _ = expression.mappingChildren { child, _ in
            found = found ?? fieldName(in: child)
            return child
        }
        return found
    }
}

extension TypedExpression {
    /// Below filters and narrowings, what is looked through, and the entity
    /// whose it is, where it is one.
    fileprivate var tested: (what: TypedExpression, owner: TypedExpression?) {
        switch kind {
        case .filter(let base, _), .narrow(let base, _), .widen(let base, _), .aggregate(_, let base, _, _):
            return base.tested
        case .subplan:
            if case .elements(let source) = plan?.source.operation { return source.tested }
            return (self, nil)
        case .shared(let value, _): return value.tested
        case .map(let base, let body):
            let isOne = base.type.type.isEntity && base.type.cardinality != .many
            return isOne ? (body.tested.what, base) : (body.tested.what, nil)
        case .field(let base, _):
            return (self, base.type.cardinality == .many ? nil : base)
        default: return (self, nil)
        }
    }
}
