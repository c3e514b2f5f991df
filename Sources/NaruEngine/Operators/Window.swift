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
        result.slots += try values(batch)
        if let tracer = scope.tracer {
            for window in windows { result.lineage?.traces.append(try trace(of: window, batch, tracer)) }
        }
        try emitInPieces(result)
    }

    /// Threads take a window each, or several work on parts of the only one.
    private func values(_ batch: Batch) throws(EngineError) -> [Vector] {
        let (windows, here) = (windows, WindowValues(scope: scope))
        guard windows.count > 1, scope.threads > 1, batch.count > scope.context.batchSize else {
            return try windows.map { window throws(EngineError) in try here.values(of: window, all: batch) }
        }
        return try Parallel.map(windows.count, threads: scope.threads) { place throws(EngineError) in
            try here.alone().values(of: windows[place], all: batch)
        }
    }

    /// A window rests on its whole partition, one `so far` on the rows of it up
    /// to the row itself.
    private func trace(of window: PlanWindow, _ batch: Batch, _ tracer: Tracer) throws(EngineError) -> Trace {
        guard let lineage = batch.lineage else { return .none(batch.count) }
        let graph = tracer.graph
        let frame = batch.frame(in: scope.outer)
        var members = graph.join(lineage.rows, lineage.order)
        for operand in window.arguments.prefix(1) + window.partition {
            members = graph.join(members, try tracer.totals(operand, frame))
        }
        let partition = try WindowValues(scope: scope).partition(of: window, batch, frame)
        var joined = [EvidenceID](repeating: 0, count: partition.count)
        let soFar = zip(members, partition.ids).map { member, part in
            joined[Int(part)] = graph.join(joined[Int(part)], member)
            return joined[Int(part)]
        }
        return Trace(window.isRunning ? soFar : partition.ids.map { joined[Int($0)] })
    }
}

/// The values of windows over some rows.
private struct WindowValues: @unchecked Sendable {
    // Threads make scopes of their own of it, and only read.
    let scope: Scope

    func alone() -> WindowValues { WindowValues(scope: scope.alone()) }

    func partition(of window: PlanWindow, _ batch: Batch, _ frame: Frame) throws(EngineError) -> KeyNumbering {
        let keys = try window.partition.map { key throws(EngineError) in
            try scope.evaluator.evaluateInParts(key, frame)
        }
        return KeyNumbering(scope.outerKey(batch.outer) + keys, rows: batch.count)
    }

    /// Rows that are certainly there see one another alone; possible ones see all.
    func values(of window: PlanWindow, all batch: Batch) throws(EngineError) -> Vector {
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
        let partition = try partition(of: window, batch, frame)
        switch window.function {
        case .row: return rowNumbers(partition)
        case .previous: return previous(try scope.evaluator.evaluateInParts(window.arguments[0], frame), partition)
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
        let values = try scope.evaluator.evaluateInParts(operand, frame)
        scope.warnOfUnits(values, of: operand, within: partition.ids)
        let keys = scope.sortKeys(values, of: operand.type.type, descending: window.isDescending)
        var ranks = [Int64](repeating: 0, count: frame.count)
        var seen = [Int64](repeating: 0, count: partition.count)
        /// Of each partition the key and rank of the row before.
        var last = [(key: Int64, rank: Int64)](repeating: (0, 0), count: partition.count)
        let order = try SortKeys.order(
            [keys], count: frame.count, threads: scope.context.threads(sorting: frame.count), scope.context.checkpoint)
        for row in order {
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
            try evaluator.evaluateInParts(argument, frame)
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
