import NaruSyntax

extension ProgramChecker {
    func typeTest(_ operand: Expression?, type: Name, isNegated: Bool, at span: Span) -> TypedExpression {
        let typed = operand.map { check($0) } ?? subject(at: span)
        if index.type(named: type.text) == nil, let problem = testOfValue(operand, typed, type, isNegated, at: span) {
            return invalid(problem, at: span)
        }
        guard let tested = self.type(named: type) else { return invalid(at: span) }
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
        guard let operand, !isCompleting, !typed.type.type.isUnknown else { return nil }
        let literal = literal(meantBy: name, expecting: typed.type.type)
        let meant = literal ?? (typed.type.type.isText ? Notation.text(name.text) : nil)
        guard let meant else { return nil }
        let ways = instead(of: span, ["\(text(operand)) \(isNegated ? "!=" : "=") \(meant)"])
        guard typed.type.type.isEntity else {
            return .testOfNoEntity(text(operand), schema.describe(typed.type.type), ways: ways, at: typed.span)
        }
        return .unknownType(name, spellings: ways, types: schema.listedTypes)
    }

    /// Keeps in the innermost frame what a condition shows where it is yes.
    func learn(from condition: TypedExpression) {
        guard !scopes.isEmpty else { return }
        for (key, types) in shown(by: condition) { scopes[scopes.count - 1].facts[key] = types }
    }

    func restoreFacts(_ facts: [String: [TypeID]]?) {
        if let facts, !scopes.isEmpty { scopes[scopes.count - 1].facts = facts }
    }

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
        guard case .entity(let types) = expression.type.type, let key = factKey(expression) else { return expression }
        for scope in scopes.reversed() {
            guard let known = scope.facts[key] else { continue }
            let common = schema.intersection(types, known)
            guard !common.isEmpty, common != types else { return expression }
            return narrow(expression, to: common)
        }
        return expression
    }

    func narrow(_ expression: TypedExpression, to types: [TypeID]) -> TypedExpression {
        if case .entity(let own) = expression.type.type, own == types { return expression }
        let type = ValueType(.entity(types), expression.type.cardinality)
        return TypedExpression(.narrow(expression, types), type, at: expression.span)
    }

    /// The types that a filter's predicate shows its elements to be.
    func elementTypes(shownBy predicate: TypedExpression, in scope: Scope) -> [TypeID]? {
        withScope(scope) {
            guard let key = factKey(TypedExpression(.slot(frame: 0, 0), scope.row.slots[0], at: predicate.span)) else {
                return nil
            }
            return shown(by: predicate).last { $0.0 == key }?.1
        }
    }

    /// A text that is the same for two expressions exactly when they read the
    /// same path from the same slot; nil for what is no path.
    func factKey(_ expression: TypedExpression, inner: Int = 0) -> String? {
        switch expression.kind {
        case .slot(let frame, let slot):
            return frame < inner ? "i\(inner - frame).\(slot)" : "\(scopes.count + inner - frame).\(slot)"
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
