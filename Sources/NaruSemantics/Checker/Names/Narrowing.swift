import NaruSyntax

/// What `is` tests show of a value, and what follows for reading it.
struct Narrowing: CheckerPart {
    let context: CheckContext

    func typeTest(_ operand: Expression?, type: Name, isNegated: Bool, at span: Span) -> TypedExpression {
        let typed = operand.map { check($0) } ?? names.subject(at: span)
        if index.type(named: type.text) == nil, let problem = testOfValue(operand, typed, type, isNegated, at: span) {
            return invalid(problem, at: span)
        }
        guard let tested = typeNames.type(named: type) else { return invalid(at: span) }
        if typed.type.type.isUnknown { return invalid(at: span) }
        guard case .entity(let types) = typed.type.type else {
            let written = operand.map(text) ?? "it"
            return invalid(
                .testOfNoEntity(written, schema.describe(typed.type.type), ways: [], at: typed.span), at: span)
        }
        if typed.type.isMany {
            let written = operand.map(text) ?? "it"
            let test = "is \(isNegated ? "not " : "")\(type.text)"
            return invalid(
                .manyValues(
                    written, ways: instead(of: span, ["any \(written)[\(test)]", "\(written)[\(test)]"]), at: typed.span
                ),
                at: span)
        }
        guard schema.overlap(types, [tested]) else {
            return invalid(.neverOfType(schema.describe(typed.type.type), schema[tested].name, at: span), at: span)
        }
        let kind = TypedExpression.Kind.typeTest(typed, [tested], isNegated: isNegated)
        return TypedExpression(kind, ValueType(.bool, typed.type.cardinality), at: span)
    }

    /// `kind is mou`, `country is Germany`: a value that was meant to be equal.
    private func testOfValue(
        _ operand: Expression?, _ typed: TypedExpression, _ name: Name, _ isNegated: Bool, at span: Span
    ) -> Diagnostic? {
        guard let operand, run.completion == nil, !typed.type.type.isUnknown else { return nil }
        let literal = LiteralRewriter(context: context).literal(meantBy: name, expecting: typed.type.type)
        let meant = literal ?? (typed.type.type.isText ? Notation.text(name.text) : nil)
        guard let meant else { return nil }
        let ways = instead(of: span, ["\(text(operand)) \(isNegated ? "!=" : "=") \(meant)"])
        guard typed.type.type.isEntity else {
            return .testOfNoEntity(text(operand), schema.describe(typed.type.type), ways: ways, at: typed.span)
        }
        return .unknownType(name, spellings: ways, types: schema.listedTypes)
    }

    /// With what a condition shows where it is yes, known of the innermost frame.
    func learning(from condition: TypedExpression) -> CheckContext {
        guard let innermost = frames.indices.last else { return context }
        let facts = shown(by: condition)
        guard !facts.isEmpty else { return context }
        return context.changing { environment in
            for (key, types) in facts { environment.frames[innermost].facts[key] = types }
        }
    }

    /// What has been shown of a slot of the innermost frame itself.
    func types(ofSlot slot: Int) -> [TypeID]? { frames.last?.facts["\(frames.count).\(slot)"] }

    private func shown(by condition: TypedExpression) -> [(String, [TypeID])] {
        switch condition.kind {
        case .and(let operands): return operands.flatMap(shown(by:))
        case .or(let operands): return shownByAll(operands)
        case .not(let operand):
            guard case .typeTest(let tested, let types, let isNegated) = operand.kind else { return [] }
            return fact(tested, types, isNegated: !isNegated)
        case .typeTest(let tested, let types, let isNegated): return fact(tested, types, isNegated: isNegated)
        default: return []
        }
    }

    /// `is city or is county` shows a union.
    private func shownByAll(_ operands: [TypedExpression]) -> [(String, [TypeID])] {
        let each = operands.map { shown(by: $0) }
        guard let first = each.first else { return [] }
        return first.compactMap { key, types in
            var union = types
            for other in each.dropFirst() {
                guard let more = other.last(where: { $0.0 == key }) else { return nil }
                union += more.1
            }
            return (key, schema.union(union))
        }
    }

    private func fact(_ tested: TypedExpression, _ types: [TypeID], isNegated: Bool) -> [(String, [TypeID])] {
        guard let key = factKey(tested), case .entity(let known) = tested.type.type else { return [] }
        let left = isNegated ? schema.difference(known, types) : schema.intersection(known, types)
        return left.isEmpty || left == known ? [] : [(key, left)]
    }

    /// The expression, narrowed to what tests have shown of it.
    func narrowed(_ expression: TypedExpression) -> TypedExpression {
        guard case .entity(let types) = expression.type.type, frames.contains(where: { !$0.facts.isEmpty }),
            let key = factKey(expression)
        else { return expression }
        for scope in frames.reversed() {
            guard let known = scope.facts[key] else { continue }
            let common = schema.intersection(types, known)
            guard !common.isEmpty, common != types else { return expression }
            return expression.narrowed(to: common)
        }
        return expression
    }

    /// The types that a filter's predicate shows its elements to be, which are
    /// slot 0 of the innermost frame.
    func elementTypes(shownBy predicate: TypedExpression) -> [TypeID]? {
        guard let scope = frames.last else { return nil }
        let element = TypedExpression(.slot(frame: 0, 0), scope.row.slots[0], at: predicate.span)
        guard let key = factKey(element) else { return nil }
        return shown(by: predicate).last { $0.0 == key }?.1
    }

    /// A text that is the same for two expressions exactly when they read the
    /// same path from the same slot; nil for what is no path.
    func factKey(_ expression: TypedExpression, inner: Int = 0) -> String? {
        switch expression.kind {
        case .slot(let frame, let slot):
            return frame < inner ? "i\(inner - frame).\(slot)" : "\(frames.count + inner - frame).\(slot)"
        case .field(let base, let field): return factKey(base, inner: inner).map { "\($0)/\(field.index)" }
        case .recordField(let base, let position): return factKey(base, inner: inner).map { "\($0)#\(position)" }
        case .narrow(let base, _): return factKey(base, inner: inner)
        case .map(let base, let body):
            guard let start = factKey(base, inner: inner), let rest = factKey(body, inner: inner + 1) else {
                return nil
            }
            return "\(start)(\(rest))"
        default: return nil
        }
    }
}
