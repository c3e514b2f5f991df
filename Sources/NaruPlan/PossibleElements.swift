package import NaruSemantics
import NaruSyntax

/// `in`, `not in` and `except` ask of a set also what it has only possibly:
/// elements whose conditions are unknown.
extension TypedExpression {
    /// The set together with its possible elements; nil where it has none
    /// beside the certain ones.
    package var possible: TypedExpression? {
        // An optional entity is a set too.
        guard type.cardinality == .many || type.type.isEntity, let kind = possibleKind else { return nil }
        return TypedExpression(kind, type, at: span)
    }

    private var possibleKind: Kind? {
        switch kind {
        case .filter(let base, let predicate):
            let wider = base.possible
            guard predicate.type.cardinality != .one else {
                return wider.map { .filter($0, predicate: predicate) }
            }
            return .filter(wider ?? base, predicate: predicate.unlessNo)
        case .field(let base, let field): return base.possible.map { .field($0, field) }
        case .map(let base, let body):
            let (widerBase, widerBody) = (base.possible, body.possible)
            guard widerBase != nil || widerBody != nil else { return nil }
            return .map(widerBase ?? base, body: widerBody ?? body)
        case .narrow(let base, let types): return base.possible.map { .narrow($0, types) }
        case .widen(let base, let type): return base.possible.map { .widen($0, to: type) }
        case .set(let operation, let operands): return possibleSet(operation, operands)
        case .nested(let query): return query.possible.map { .nested($0) }
        default: return nil
        }
    }

    /// Only the left of `except` grows; what is taken away stays.
    private func possibleSet(_ operation: SetOperator, _ operands: [TypedExpression]) -> Kind? {
        var wider = operands.map(\.possible)
        if operation == .except { for index in wider.indices.dropFirst() { wider[index] = nil } }
        guard wider.contains(where: { $0 != nil }) else { return nil }
        return .set(operation, zip(wider, operands).map { $0 ?? $1 })
    }

    /// Yes where this is yes or unknown.
    private var unlessNo: TypedExpression {
        let yes = TypedExpression(.literal(.bool(true)), ValueType(.bool), at: span)
        return TypedExpression(.coalesce([self, yes]), ValueType(.bool), at: span)
    }
}

extension TypedQuery {
    /// The query with the rows it has only possibly. Rows that depend on other
    /// rows, as those of `take` or `group` do, stay as they are.
    package var possible: TypedQuery? {
        var copy = self
        var isWider = false
        if case .elements(let elements) = source.kind, let wider = elements.possible {
            copy.source.kind = .elements(wider)
            isWider = true
        }
        for (index, stage) in stages.enumerated() {
            switch stage.kind {
            case .filter(let condition, possibly: false) where condition.type.cardinality != .one:
                copy.stages[index].kind = .filter(condition, possibly: true)
                isWider = true
            case .filter, .select, .add, .drop, .sort, .distinct, .expand: break
            default: return nil
            }
        }
        return isWider ? copy : nil
    }
}
