import NaruPlan
import NaruSemantics
import NaruSyntax

/// Three-valued answers, and what each of them rests on.
struct TracedTruth {
    var truth: Truth
    var rows: [EvidenceID]
}

extension Tracer {
    func truth(_ expression: TypedExpression, _ frame: Frame) throws(EngineError) -> TracedTruth {
        if followsLinksOnly {
            return TracedTruth(truth: try evaluator.truth(expression, frame), rows: Trace.none(frame.count).rows)
        }
        switch expression.kind {
        case .not(let operand):
            let inner = try truth(operand, frame)
            return TracedTruth(truth: !inner.truth, rows: inner.rows)
        case .and(let operands): return try all(operands, frame)
        case .or(let operands): return try any(operands, frame)
        case .compare(let comparison, let left, let right): return try compare(comparison, left, right, frame)
        case .contains(let element, let set, let isNegated):
            let member = try contains(element, set, expression, frame)
            return isNegated ? TracedTruth(truth: !member.truth, rows: member.rows) : member
        case .call(.hasWord, let arguments): return try hasWord(arguments[0], arguments[1], frame)
        case .quantified(let quantifier, let base, let predicate):
            return try quantified(quantifier, base, predicate, expression, frame)
        case .typeTest(let operand, _, _):
            return TracedTruth(truth: try evaluator.truth(expression, frame), rows: try totals(operand, frame))
        default:
            return TracedTruth(truth: try evaluator.truth(expression, frame), rows: try totals(expression, frame))
        }
    }

    /// A yes rests on all operands, a no on each that is no.
    private func all(_ operands: [TypedExpression], _ frame: Frame) throws(EngineError) -> TracedTruth {
        var parts: [TracedTruth] = []
        var result = Truth.all(true, count: frame.count)
        for operand in operands {
            parts.append(try answer(operand, frame, open: ~result.no, otherwise: true))
            result = result && parts[parts.count - 1].truth
        }
        return decided(result, parts)
    }

    /// A no rests on all operands, a yes on each that is yes.
    private func any(_ operands: [TypedExpression], _ frame: Frame) throws(EngineError) -> TracedTruth {
        var parts: [TracedTruth] = []
        var result = Truth.all(false, count: frame.count)
        for operand in operands {
            parts.append(try answer(operand, frame, open: ~result.yes, otherwise: false))
            result = result || parts[parts.count - 1].truth
        }
        return decided(result, parts)
    }

    /// The operands that answer as the whole does; where that is open, all that
    /// leave it open.
    private func decided(_ whole: Truth, _ parts: [TracedTruth]) -> TracedTruth {
        let rows = (0..<whole.count).map { row in
            graph.joinAll(
                parts.lazy.filter { part in
                    whole.unknown[row] || part.truth.yes[row] == whole.yes[row] && !part.truth.unknown[row]
                }.map { $0.rows[row] })
        }
        return TracedTruth(truth: whole, rows: rows)
    }

    /// The answer of an operand for all rows, or, where `only` forbids that,
    /// for those that the evaluator looks at.
    private func answer(
        _ operand: TypedExpression, _ frame: Frame, open: Bitmap, otherwise: Bool
    ) throws(EngineError) -> TracedTruth {
        do throws(EngineError) {
            return try truth(operand, frame)
        } catch {
            guard case .severalValues = error else { throw error }
        }
        let rows = open.indices
        let part = try truth(operand, frame.subset(rows))
        var result = TracedTruth(truth: .all(otherwise, count: frame.count), rows: Trace.none(frame.count).rows)
        for (index, row) in rows.enumerated() {
            result.truth.yes[Int(row)] = part.truth.yes[index]
            result.truth.unknown[Int(row)] = part.truth.unknown[index]
            result.rows[Int(row)] = part.rows[index]
        }
        return result
    }

    private func hasWord(_ text: TypedExpression, _ word: TypedExpression, _ frame: Frame) throws(EngineError)
        -> TracedTruth
    {
        let (texts, words) = (try value(text, frame), try value(word, frame))
        let search = TextSearch(evaluator, isWord: true)
        let truth = try search.truth(texts, words)
        let found = try languages(texts, try trace(text, frame), truth) { texts throws(EngineError) in
            try search.truth(texts, words)
        }
        return TracedTruth(truth: truth, rows: graph.join(found, try totals(word, frame)))
    }

    private func compare(
        _ comparison: ComparisonOperator, _ left: TypedExpression, _ right: TypedExpression, _ frame: Frame
    ) throws(EngineError) -> TracedTruth {
        let valueComparison = evaluator.comparison(of: left)
        let (first, second) = (try value(left, frame), try value(right, frame))
        let (firstTrace, secondTrace) = (try trace(left, frame), try trace(right, frame))
        let truth = try evaluator.compare(by: comparison, first, second, valueComparison)
        func side(_ values: Vector, _ trace: Trace, _ other: Vector, _ comparison: ComparisonOperator)
            throws(EngineError) -> [EvidenceID]
        {
            try languages(values, trace, truth) { texts throws(EngineError) in
                try evaluator.compare(by: comparison, texts, other, valueComparison)
            }
        }
        let rows = graph.join(
            try side(first, firstTrace, second, comparison),
            try side(second, secondTrace, first, comparison.reversed))
        return TracedTruth(truth: truth, rows: rows)
    }

    /// A comparison rests on the languages that answer as the whole does.
    private func languages(
        _ values: Vector, _ trace: Trace, _ whole: Truth, _ compare: (Vector) throws(EngineError) -> Truth
    ) throws(EngineError) -> [EvidenceID] {
        guard case .localized(let texts) = values.payload, case .languages(let parts) = trace.shape else {
            return graph.totals(trace)
        }
        let answers = try texts.map(compare)
        return trace.rows.indices.map { row in
            let used = texts.indices.filter {
                answers[$0].yes[row] == whole.yes[row] && answers[$0].unknown[row] == whole.unknown[row]
            }
            return graph.joinAll([trace.rows[row]] + used.map { parts[$0].rows[row] })
        }
    }

    /// A member rests on each element that it equals; one that is none, on
    /// having looked at them all.
    private func contains(
        _ element: TypedExpression, _ set: TypedExpression, _ expression: TypedExpression, _ frame: Frame
    ) throws(EngineError) -> TracedTruth {
        if let items = set.listedItems {
            let equalities = items.map {
                let isRange = $0.type.type == .numbers
                return TypedExpression(
                    isRange ? .contains(element: element, set: $0, isNegated: false) : .compare(.equal, element, $0),
                    ValueType(.bool, .optional), at: $0.span)
            }
            return try any(equalities, frame)
        }
        var truth = try evaluator.truth(expression, frame)
        if case .contains(_, _, true) = expression.kind { truth = !truth }
        let values = try value(element, frame)
        let found = try trace(element, frame)
        let members = try value(set, frame)
        guard case .list = members.payload else {
            let rows = graph.join(graph.totals(found), try totals(set, frame))
            guard set.type.type.isEntity, let missing = members.absent else {
                return TracedTruth(truth: truth, rows: rows)
            }
            let absent = try absences(of: set, members, frame)
            return TracedTruth(
                truth: truth, rows: rows.indices.map { missing[$0] ? graph.join(rows[$0], absent[$0]) : rows[$0] })
        }
        let comparison = evaluator.comparison(of: element)
        let (list, elements) = graph.elements(of: members, try trace(set, frame))
        let repeated = values.gather(list.rows)
        let equal = try comparison.equals(repeated, list.child)
        let pieces = try languages(list.child, elements, equal) { texts throws(EngineError) in
            try comparison.relate(.equal, texts, repeated)
        }
        let absent = try absences(of: set, members, frame)
        let rows = (0..<frame.count).map { row -> EvidenceID in
            let range = Int(list.offsets[row])..<Int(list.offsets[row + 1])
            if truth.yes[row] { return graph.joinAll(range.lazy.filter { equal.yes[$0] }.map { pieces[$0] }) }
            if truth.unknown[row] { return graph.joinAll(range.lazy.filter { equal.unknown[$0] }.map { pieces[$0] }) }
            return absent[row]
        }
        return TracedTruth(truth: truth, rows: graph.join(graph.totals(found), rows))
    }

    private func quantified(
        _ quantifier: Quantifier, _ base: TypedExpression, _ predicate: TypedExpression?,
        _ expression: TypedExpression, _ frame: Frame
    ) throws(EngineError) -> TracedTruth {
        let truth = try evaluator.truth(expression, frame)
        let values = try value(base, frame)
        let (list, elements) = graph.elements(of: values, try trace(base, frame))
        var each = TracedTruth(truth: .all(true, count: list.child.count), rows: Trace.none(list.child.count).rows)
        if let predicate { each = try self.truth(predicate, elementFrame(list, elements, in: frame)) }
        // The condition says which language of an element it read.
        let readsElement = predicate.map { $0.slots(of: 0).contains(0) } ?? false
        let own = readsElement ? elements.withoutLanguages(graph) : graph.totals(elements)
        let pieces = graph.join(own, each.rows)
        let absent = try absences(of: base, values, frame)
        /// Whether an element speaks for the answer of its row.
        func isWitness(_ element: Int, _ row: Int) -> Bool {
            if truth.unknown[row] { return each.truth.unknown[element] }
            if quantifier == .every { return each.truth.yes[element] == truth.yes[row] }
            return each.truth.yes[element]
        }
        let rows = (0..<frame.count).map { row -> EvidenceID in
            let range = Int(list.offsets[row])..<Int(list.offsets[row + 1])
            let witnesses = graph.joinAll(range.lazy.filter { isWitness($0, row) }.map { pieces[$0] })
            let isClosed = !truth.unknown[row] && (quantifier == .any || quantifier == .some) != truth.yes[row]
            // `every` and `no` hold, `any` fails, because nothing else was there.
            return isClosed ? graph.join(witnesses, absent[row]) : witnesses
        }
        return TracedTruth(truth: truth, rows: rows)
    }
}
