import NaruPlan
import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// The three-valued answer of a condition for each row.
    func truth(_ expression: TypedExpression, _ frame: Frame) throws(EngineError) -> Truth {
        try passing(expression, frame).answer(to: expression, frame)
    }

    private func answer(to expression: TypedExpression, _ frame: Frame) throws(EngineError) -> Truth {
        switch expression.kind {
        case .not(let operand): return !(try truth(operand, frame))
        case .and(let operands): return try all(operands, frame)
        case .or(let operands): return try any(operands, frame)
        case .compare(let comparison, let left, let right):
            return try compare(comparison, left, right, frame)
        case .contains(let element, let set, let isNegated):
            let truth = try contains(element, set, frame)
            return isNegated ? !truth : truth
        case .call(.hasWord, let arguments):
            return try TextSearch(self, isWord: true).truth(arguments[0], arguments[1], frame)
        case .quantified(let quantifier, let base, let predicate):
            return try quantified(quantifier, base, predicate, frame)
        case .typeTest(let operand, let types, let isNegated):
            let entities = try evaluate(operand, frame)
            let truth = Truth(yes: isOne(of: types, entities)).unknown(where: entities.absent)
            return isNegated ? !truth : truth
        default: return Truth(try evaluate(expression, frame))
        }
    }

    /// Later operands are evaluated only where the earlier ones leave the
    /// answer open, so that they warn of nothing that does not matter.
    private func all(_ operands: [TypedExpression], _ frame: Frame) throws(EngineError) -> Truth {
        var result = Truth.all(true, count: frame.count)
        for operand in operands {
            let open = ~result.no
            result =
                result
                && (try onSubset(open, of: operand, frame, otherwise: true) { part throws(EngineError) in
                    try truth(operand, part)
                })
        }
        return result
    }

    private func any(_ operands: [TypedExpression], _ frame: Frame) throws(EngineError) -> Truth {
        var result = Truth.all(false, count: frame.count)
        for operand in operands {
            let open = ~result.yes
            result =
                result
                || (try onSubset(open, of: operand, frame, otherwise: false) { part throws(EngineError) in
                    try truth(operand, part)
                })
        }
        return result
    }

    private func onSubset(
        _ rows: Bitmap, of operand: TypedExpression, _ frame: Frame, otherwise: Bool,
        _ body: (Frame) throws(EngineError) -> Truth
    ) throws(EngineError) -> Truth {
        let count = rows.popCount
        // Gathering the rows takes longer than going over a few that don't matter.
        if count == frame.count || count > frame.count / 8 && operand.isQuiet { return try body(frame) }
        let selected = rows.indices
        if selected.isEmpty { return .all(otherwise, count: frame.count) }
        let part = try body(frame.subset(selected))
        var result = Truth.all(otherwise, count: frame.count)
        for (index, row) in selected.enumerated() {
            result.yes[Int(row)] = part.yes[index]
            result.unknown[Int(row)] = part.unknown[index]
        }
        return result
    }

    func quantified(
        _ quantifier: Quantifier, _ base: TypedExpression, _ predicate: TypedExpression?, _ frame: Frame
    ) throws(EngineError) -> Truth {
        let isEvery = quantifier == .every
        if base.isQuiet, predicate?.isQuiet ?? true {
            let condition = predicate.map { MemberQuestion.Condition(expression: $0, isNegated: isEvery) }
            let found = try MemberQuestion(of: base, meeting: condition, self).answer(frame)
            return quantifier == .no || isEvery ? !found : found
        }
        let values = try evaluate(base, frame)
        let found = try some(of: values, possible: values.possible?.lists) { values, isPossible throws(EngineError) in
            guard let predicate else { return Truth(yes: values.presence) }
            guard case .list(let list) = values.asList().payload else { return .all(false, count: frame.count) }
            let each =
                isPossible
                ? try silent.truth(predicate, elementFrame(list, in: frame))
                : try truthInParts(predicate, elementFrame(list, of: base, for: predicate, in: frame))
            return some(isEvery ? !each : each, list)
        }
        return quantifier == .no || isEvery ? !found : found
    }

    /// The answer of the certain members, unknown where only a possible one
    /// could give another.
    func some(
        of members: Vector, possible: Vector?, _ answer: (Vector, Bool) throws(EngineError) -> Truth
    ) throws(EngineError) -> Truth {
        let certainly = try answer(members, false)
        guard let possible else { return certainly }
        let possibly = try answer(possible, true)
        let open = possibly.yes | possibly.unknown
        return Truth(yes: certainly.yes, unknown: (certainly.unknown | open) & ~certainly.yes)
    }

    /// Yes for a list with a yes, else unknown for one with an unknown.
    func some(_ each: Truth, _ list: ListColumn) -> Truth {
        let count = list.offsets.count - 1
        var yes = Bitmap(repeating: false, count: count)
        var unknown = Bitmap(repeating: false, count: count)
        for row in 0..<count {
            for element in Int(list.offsets[row])..<Int(list.offsets[row + 1]) {
                if each.yes[element] {
                    yes[row] = true
                    break
                }
                if each.unknown[element] { unknown[row] = true }
            }
        }
        return Truth(yes: yes, unknown: unknown & ~yes)
    }

    func conditional(
        _ condition: TypedExpression, _ then: TypedExpression, _ otherwise: TypedExpression?, _ type: ValueType,
        _ frame: Frame
    ) throws(EngineError) -> Vector {
        let truth = try truth(condition, frame)
        var parts: [(rows: [Int32], values: Vector)] = []
        let yes = truth.yes.indices
        if !yes.isEmpty { parts.append((yes, try evaluate(then, frame.subset(yes)))) }
        let no = truth.no.indices
        if let otherwise, !no.isEmpty { parts.append((no, try evaluate(otherwise, frame.subset(no)))) }
        return merge(parts, type: type, count: frame.count)
    }

    func coalesce(_ operands: [TypedExpression], _ type: ValueType, _ frame: Frame) throws(EngineError) -> Vector {
        var parts: [(rows: [Int32], values: Vector)] = []
        var open = Array(Int32(0)..<Int32(frame.count))
        var passed: [Members] = []
        for operand in operands where !open.isEmpty {
            let values = conform(try evaluate(operand, frame.subset(open)), to: ValueType(type.type, type.cardinality))
            let present = values.presence
            parts.append((open.gather(present.indices), values.gather(present.indices)))
            // What is only possibly there keeps no default away.
            if let possible = values.possible?.masked(by: ~present)?.list {
                passed.append(Members(possible.child, owners: open.gather(possible.rows)))
            }
            open = open.gather((~present).indices)
        }
        return adding(passed, to: merge(parts, type: type, count: frame.count), isSet: type.type.isEntity)
    }

    /// Values computed for some rows each, put together; other rows are absent.
    private func merge(_ parts: [(rows: [Int32], values: Vector)], type: ValueType, count: Int) -> Vector {
        var builder = VectorBuilder(like: Vector.empty(of: type, languages: context.languages))
        var places = [Int32](repeating: -1, count: count)
        var next: Int32 = 0
        for part in parts {
            builder.append(conform(part.values, to: type))
            for row in part.rows {
                places[Int(row)] = next
                next += 1
            }
        }
        return builder.finish().gatherOptional(places)
    }
}
