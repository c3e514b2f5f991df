import NaruPlan
import NaruSemantics
import NaruSyntax

extension Tracer {
    /// An aggregate rests on its whole group; the ones that pick an element,
    /// on that one.
    func aggregate(
        _ aggregate: Aggregate, _ operand: TypedExpression, _ arguments: [TypedExpression], _ frame: Frame
    ) throws(EngineError) -> Trace {
        let values = try value(operand, frame)
        let found = try trace(ofOperand: operand, of: aggregate, frame)
        let (list, elements) = graph.elements(of: values, found)
        switch aggregate {
        case .list: return .list(list, elements)
        case .distinct:
            let distinct = evaluator.distinct(list.child, list.rows, frame.count)
            return merged(into: distinct, [(list.child, list.rows, graph.totals(elements))])
        case .first, .last, .only:
            let places = (0..<frame.count).map { row -> Int32 in
                let range = list.offsets[row]..<list.offsets[row + 1]
                return range.isEmpty ? -1 : aggregate == .last ? range.upperBound - 1 : range.lowerBound
            }
            return elements.gather(places)
        case .pairs: return pairs(list, elements)
        default:
            let pieces = graph.joinAll(graph.totals(elements), owners: list.rows, count: frame.count)
            let absent = try absences(of: operand, values, frame)
            var rows = pieces.indices.map { row in
                list.offsets[row] == list.offsets[row + 1] ? graph.join(pieces[row], absent[row]) : pieces[row]
            }
            for argument in arguments where argument.reads(outside: 0) {
                rows = graph.join(rows, try totals(argument, frame))
            }
            return Trace(rows)
        }
    }

    private func trace(ofOperand operand: TypedExpression, of aggregate: Aggregate, _ frame: Frame)
        throws(EngineError) -> Trace
    {
        guard operand.plan != nil, aggregate.dependsOnOrder else { return try trace(operand, frame) }
        return try nested(operand, frame, keepsOrder: true)
    }

    /// The evidence of what `Evaluator.pairs` gives.
    private func pairs(_ list: ListColumn, _ elements: Trace) -> Trace {
        var first: [Int32] = []
        var second: [Int32] = []
        var offsets: [Int32] = [0]
        for row in 0..<(list.offsets.count - 1) {
            let range = list.offsets[row]..<list.offsets[row + 1]
            for left in range {
                for right in range where right > left {
                    first.append(left)
                    second.append(right)
                }
            }
            offsets.append(Int32(first.count))
        }
        let record = Trace.Shape.record([elements.gather(first), elements.gather(second)])
        let count = list.offsets.count - 1
        return Trace(
            Trace.none(count).rows, shape: .list(offsets: offsets, Trace(Trace.none(first.count).rows, shape: record)))
    }
}
