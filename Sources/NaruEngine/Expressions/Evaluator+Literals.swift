import NaruSemantics
import NaruSyntax

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
