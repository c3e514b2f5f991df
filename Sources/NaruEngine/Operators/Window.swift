import NaruPlan
import NaruSemantics
import NaruSyntax

/// Appends the values of window functions, each over the rows of its partition.
final class WindowOperator: Blocking {
    private let windows: [PlanWindow]

    init(_ scope: Scope, _ windows: [PlanWindow], stages: ClosedRange<Int>) {
        self.windows = windows
        super.init(scope, stages: stages)
    }

    override func process(_ batch: Batch) throws(EngineError) {
        var result = batch
        for window in windows { result.slots.append(try valuesOfAll(window, batch)) }
        try emitInPieces(result)
    }

    /// Rows that are certainly there see one another alone; possible ones see all.
    private func valuesOfAll(_ window: PlanWindow, _ batch: Batch) throws(EngineError) -> Vector {
        let all = try values(of: window, batch)
        guard let open = batch.open else { return all }
        let certain = (~open).indices
        var both = VectorBuilder(like: all)
        both.append(all)
        both.append(try values(of: window, batch.reordered(certain)))
        var places = Array(Int32(0)..<Int32(batch.count))
        for (place, row) in certain.enumerated() { places[Int(row)] = Int32(batch.count + place) }
        return both.finish().gather(places)
    }

    private func values(of window: PlanWindow, _ batch: Batch) throws(EngineError) -> Vector {
        let frame = batch.frame(in: scope.outer)
        let outer = scope.isNested ? [Vector(count: batch.count, payload: .code(batch.outer))] : []
        let keys = try scope.evaluator.evaluateAll(window.partition, frame)
        let partition = KeyNumbering(outer + keys, rows: batch.count)
        switch window.function {
        case .row: return rowNumbers(partition)
        case .previous: return previous(try scope.evaluator.evaluate(window.arguments[0], frame), partition)
        case .rank: return try ranks(window, frame, partition)
        case .aggregate(let aggregate): return try self.aggregate(aggregate, window, frame, partition)
        }
    }

    private func rowNumbers(_ partition: KeyNumbering) -> Vector {
        var seen = [Int64](repeating: 0, count: partition.count)
        let numbers = partition.ids.map { id -> Int64 in
            seen[Int(id)] += 1
            return seen[Int(id)]
        }
        return Vector(count: numbers.count, payload: .int(numbers))
    }

    private func previous(_ values: Vector, _ partition: KeyNumbering) -> Vector {
        var last = [Int32](repeating: -1, count: partition.count)
        let rows = partition.ids.enumerated().map { row, id -> Int32 in
            defer { last[Int(id)] = Int32(row) }
            return last[Int(id)]
        }
        return values.gatherOptional(rows)
    }

    /// 1, 1, 3: one more than the rows of the partition that sort before.
    private func ranks(_ window: PlanWindow, _ frame: Frame, _ partition: KeyNumbering) throws(EngineError) -> Vector {
        let operand = window.arguments[0]
        let values = try scope.evaluator.evaluate(operand, frame)
        scope.warnOfUnits(values, of: operand, within: partition.ids)
        let keys = scope.sortKeys(values, of: operand.type.type, descending: window.isDescending)
        var ranks = [Int64](repeating: 0, count: frame.count)
        var seen = [Int64](repeating: 0, count: partition.count)
        /// Of each partition the key and rank of the row before.
        var last = [(key: Int64, rank: Int64)](repeating: (0, 0), count: partition.count)
        for row in try SortKeys.order([keys], count: frame.count, scope.context.checkpoint) {
            let part = Int(partition.ids[Int(row)])
            seen[part] += 1
            if last[part].rank == 0 || last[part].key != keys[Int(row)] { last[part] = (keys[Int(row)], seen[part]) }
            ranks[Int(row)] = last[part].rank
        }
        return Vector(count: ranks.count, payload: .int(ranks))
    }

    private func aggregate(
        _ aggregate: Aggregate, _ window: PlanWindow, _ frame: Frame, _ partition: KeyNumbering
    ) throws(EngineError) -> Vector {
        let evaluator = scope.evaluator
        let operand = try window.arguments.first.map { argument throws(EngineError) in
            try evaluator.evaluate(argument, frame)
        }
        let values = operand ?? Vector(count: frame.count, payload: .code(partition.ids))
        let arguments = try evaluator.evaluateAll(Array(window.arguments.dropFirst()), frame)
        var call = AggregateCall(
            aggregate: aggregate, valueType: window.arguments.first?.type.type ?? .int, resultType: window.type,
            arguments: [], span: window.span)
        if window.isRunning {
            call.arguments = arguments
            let (elements, rows) = evaluator.flattened(values, owners: Array(0..<Int32(frame.count)))
            return try evaluator.runningAggregate(call, elements, rows: rows, partition: partition)
        }
        let (elements, owners) = evaluator.flattened(values, owners: partition.ids)
        guard !arguments.isEmpty else {
            return try evaluator.aggregate(call, elements, rows: owners, count: partition.count).gather(partition.ids)
        }
        // Rows of one partition with other arguments have results of their own.
        let variants = KeyNumbering(arguments, rows: frame.count)
        var places = [Int32](repeating: 0, count: frame.count)
        var results = VectorBuilder(like: .empty(of: window.type, languages: scope.context.languages))
        for variant in 0..<variants.count {
            let same = [Int32](repeating: variants.first[variant], count: partition.count)
            call.arguments = arguments.map { $0.gather(same) }
            results.append(try evaluator.aggregate(call, elements, rows: owners, count: partition.count))
        }
        for (row, variant) in variants.ids.enumerated() {
            places[row] = variant * Int32(partition.count) + partition.ids[row]
        }
        return results.finish().gather(places)
    }
}
