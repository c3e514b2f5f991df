/// What the types of an expression leave open before anything runs.
extension TypedExpression {
    /// Whether it may have members only possibly: elements for which a condition
    /// is unknown. `any`, `no` and `in` are then unknown rather than no.
    package var mayHavePossible: Bool {
        switch kind {
        case .filter(let base, let predicate): predicate.type.cardinality != .one || base.mayHavePossible
        // A column or an argument brings along what its set has possibly.
        case .slot: type.cardinality != .one
        case .recordField(let base, _): type.cardinality == .many || base.mayHavePossible
        case .field(let base, _), .property(let base, _), .narrow(let base, _), .widen(let base, _):
            base.mayHavePossible
        case .map(let base, let body): base.mayHavePossible || body.mayHavePossible
        case .apply(_, let body): body.mayHavePossible
        case .aggregate(let aggregate, let operand, _, _): aggregate.givesElements && operand.mayHavePossible
        case .set(_, let operands), .coalesce(let operands): operands.contains { $0.mayHavePossible }
        case .conditional(_, let then, let otherwise): then.mayHavePossible || otherwise?.mayHavePossible == true
        case .reached(let start, let via): start.mayHavePossible || via.mayHavePossible
        case .nested(let query): query.mayHavePossible
        case .subplan(let plan): plan.query.mayHavePossible
        case .shared(let value, _): value.mayHavePossible
        case .literal, .parameter, .today, .entities, .record, .list, .call, .quantified, .contains, .compare,
            .arithmetic, .negate, .not, .and, .or, .range, .typeTest, .nodeMeasure, .window, .groupRows, .invalid:
            false
        }
    }

    /// Whether its value may be absent though its type says that there is one:
    /// a calculation that can fail, or what may have come from one.
    var mayFail: Bool {
        switch type.type {
        case .int, .decimal, .float, .date, .duration, .quantity: break
        case .bool, .text, .localizedText, .period, .geo, .days, .numbers, .enumeration, .entity, .record, .unknown:
            return false
        }
        switch kind {
        case .literal, .parameter, .today, .field, .property, .nodeMeasure, .aggregate(.count, _, _, _): return false
        case .widen(let operand, _), .narrow(let operand, _): return operand.mayFail
        case .map(_, let body), .apply(_, let body): return body.mayFail
        case .coalesce(let operands): return operands.allSatisfy { $0.type.cardinality != .one || $0.mayFail }
        case .conditional(_, let then, let otherwise): return then.mayFail || otherwise?.mayFail == true
        case .slot, .entities, .recordField, .record, .list, .filter, .call, .aggregate, .quantified, .contains,
            .compare, .arithmetic, .negate, .not, .and, .or, .set, .range, .typeTest, .nested, .subplan, .shared,
            .reached, .window, .groupRows, .invalid:
            return true
        }
    }
}

extension TypedQuery {
    package var mayHavePossible: Bool {
        let source =
            switch source.kind {
            case .elements(let elements): elements.mayHavePossible
            case .reach(let from, let via, _): from.mayHavePossible || via.mayHavePossible
            case .paths(let from, let to, let via, _, _): [from, to, via].contains { $0.mayHavePossible }
            case .network: false
            }
        return source
            || stages.contains { stage in
                switch stage.kind {
                case .filter(let condition, let possibly): !possibly && condition.type.cardinality != .one
                case .expand(let elements, _): elements.mayHavePossible
                case .join(let right, let condition, _):
                    condition.type.cardinality != .one || right.mayHavePossible
                case .set(_, let right, _): right.mayHavePossible
                case .select, .add, .drop, .group, .sort, .take, .skip, .top, .distinct, .withSources, .why: false
                }
            }
    }
}

extension Type {
    /// Whether two values of the type that are there may compare as unknown:
    /// days known only in part, amounts in several units or within bounds.
    var isUndecided: Bool {
        switch self {
        case .date, .period, .days, .duration, .quantity, .numbers, .unknown: true
        case .bool, .int, .decimal, .float, .text, .localizedText, .geo, .enumeration, .entity, .record: false
        }
    }
}
