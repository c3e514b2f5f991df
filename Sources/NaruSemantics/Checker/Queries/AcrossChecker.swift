import NaruSyntax

/// What `across` puts side by side, and how the columns of each case are called.
struct CheckedAcross {
    var typed: TypedAcross
    var names: [String]

    /// Each column of `into` once a case: called after the case alone where
    /// there is only one.
    func columns(of aggregates: [NamedExpression]) -> [NamedExpression] {
        names.flatMap { name in
            aggregates.map { column in
                NamedExpression(
                    name: aggregates.count == 1 ? name : "\(name)_\(column.name)", value: column.value)
            }
        }
    }
}

/// Checks what stands behind `across`. The value sees the incoming row; the
/// cases, which must be known before, see none.
struct AcrossChecker: CheckerPart {
    let context: CheckContext
    let row: NameScope

    /// `across e` of an enum or bool, `across e in ["KR", "US"]` of other
    /// values. The columns must be known before anything runs.
    func check(_ across: Across) -> CheckedAcross? {
        let value = single(
            ExpressionChecker(context: context.inside(row)).check(across.value), use: .groupKey)
        if value.type.type.isUnknown { return nil }
        let slot = TypedExpression(
            .slot(frame: 0, row.row.slots.count), value.type, at: value.span)
        guard let found = across.cases.map({ listedCases($0, across, slot) }) ?? declaredCases(across, slot) else {
            return nil
        }
        let names = found.map(\.name)
        if let (position, name) = names.enumerated().first(where: { names[..<$0].contains($1) }) {
            report(.acrossTwice(name, at: found[position].condition.span))
            return nil
        }
        return CheckedAcross(
            typed: TypedAcross(value: value, conditions: found.map(\.condition)), names: names)
    }

    private typealias Case = (name: String, condition: TypedExpression)

    /// Every case of an enum; no and yes, in the order in which they sort.
    private func declaredCases(_ across: Across, _ slot: TypedExpression) -> [Case]? {
        switch slot.type.type {
        case .bool:
            let no = TypedExpression(.not(slot), slot.type, at: slot.span)
            return [("false", no), ("true", slot)]
        case .enumeration(let id):
            return schema[id].cases.indices.map { position in
                let value = TypedExpression(
                    .literal(.enumeration(id, position)), ValueType(slot.type.type), at: slot.span)
                return (schema[id].cases[position].name, equality(slot, value, at: slot.span))
            }
        default:
            report(
                .acrossNeedsCases(
                    text(across.value), schema.describe(slot.type.type),
                    ways: instead(of: across.span, exampleOfCases(across.value, slot.type.type)),
                    at: across.value.span))
            return nil
        }
    }

    private func listedCases(_ cases: Expression, _ across: Across, _ slot: TypedExpression) -> [Case]? {
        let list = check(cases, expecting: slot.type.type)
        if list.isInvalid { return nil }
        if case .list(let values) = list.kind, values.contains(where: \.isInvalid) { return nil }
        guard case .list(let values) = list.kind, !values.isEmpty, values.allSatisfy(\.isLiteral) else {
            report(
                .acrossOfNoLiterals(
                    text(cases),
                    ways: instead(of: across.span, exampleOfCases(across.value, slot.type.type)), at: cases.span))
            return nil
        }
        let written = listedItems(cases)
        var result: [Case] = []
        for (position, value) in values.enumerated() {
            // Behind a `let` an item may stand in another text.
            let place = cases.unwrapped.kind.isList ? value.span : cases.span
            guard schema.areComparable(slot.type.type, value.type.type) else {
                report(
                    .acrossOfOtherType(
                        text(place), schema.describe(value.type.type), text(across.value),
                        schema.describe(slot.type.type),
                        ways: instead(of: across.span, comparableParts(across, slot.type.type, values)),
                        at: place))
                return nil
            }
            let name = written.indices.contains(position) ? caseName(written[position]) : text(place)
            result.append((name, equality(slot, value, at: place)))
        }
        return result
    }

    /// The items of a list that is written here or behind a `let`.
    private func listedItems(_ cases: Expression) -> [Expression] {
        switch cases.unwrapped.kind {
        case .list(let items): return items
        case .name(let name):
            guard let position = definitions.plain[name.text],
                let body = definitions.entries[position].definition.body.bareExpression
            else { return [] }
            return listedItems(body)
        default: return []
        }
    }

    /// As it is written, without marks around it.
    private func caseName(_ written: Expression) -> String {
        switch written.unwrapped.kind {
        case .text(let text), .entity(_, let text, _): text
        case .enumCase(let name): name.text
        case .date(let date): date.description
        case .number(let literal): literal.text.filter { $0 != "_" }
        default: Printer.print(written.unwrapped)
        }
    }

    private func equality(_ slot: TypedExpression, _ value: TypedExpression, at span: Span) -> TypedExpression {
        var (left, right) = (slot, value)
        if let number = slot.type.type.commonNumber(with: value.type.type) {
            (left, right) = (slot.widened(to: number), value.widened(to: number))
        }
        return TypedExpression(.compare(.equal, left, right), ValueType(.bool, slot.type.cardinality), at: span)
    }

    /// `country in ["KR", "US"]`, with values of a type that fits.
    private func exampleOfCases(_ value: Expression, _ type: Type) -> [String] {
        let written = text(value)
        switch type {
        case .text, .localizedText: return ["across \(written) in [\"A\", \"B\"]"]
        case .int, .decimal, .float: return ["across \(written) in [1, 2]"]
        case .date, .period: return ["across \(written) in [@2023, @2024]"]
        case .bool: return ["across \(written)"]
        case .enumeration(let id):
            return [
                "across \(written) in [\(schema[id].cases.prefix(2).map { "." + $0.name }.joined(separator: ", "))]"
            ]
        case .entity: return ["across \(written).label in [\"A\", \"B\"]"]
        case .duration, .geo, .quantity, .days, .numbers, .record, .unknown: return []
        }
    }

    /// `across country.iso in ["KR", "US"]` for `across country in ["KR", "US"]`.
    private func comparableParts(_ across: Across, _ type: Type, _ values: [TypedExpression]) -> [String] {
        guard case .entity(let types) = type, let cases = across.cases,
            values.allSatisfy({ $0.type.type.isText })
        else { return exampleOfCases(across.value, type) }
        let type = schema.commonAncestor(types)
        let hasCode = schema.allFields(of: type).contains { schema[$0].name == "iso" }
        return ["across \(text(across.value)).\(hasCode ? "iso" : "label") in \(text(cases))"]
    }
}

extension Expression.Kind {
    fileprivate var isList: Bool {
        if case .list = self { true } else { false }
    }
}

extension TypedExpression {
    fileprivate var isLiteral: Bool {
        switch kind {
        case .literal: true
        case .negate(let operand), .widen(let operand, _): operand.isLiteral
        default: false
        }
    }
}
