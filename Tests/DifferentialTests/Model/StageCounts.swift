/// What one stage of a query did, as the library tells it.
struct StageCounts: Hashable, Sendable {
    var input = 0
    var kept = 0
    var unknown = 0
    var leftOut = 0
    var dropped = 0
    /// Rows that are of no case of `across`.
    var outside = 0
}

extension Evaluation {
    /// The certain rows at the end, and counts by stage, the source first.
    func answer() throws -> (rows: [Scope], counts: [StageCounts]) {
        let (rows, counts) = try answer(of: flattened(program.query), in: nil)
        return (rows, counts)
    }

    /// Rows that are only possible end at the stage that could not decide them;
    /// within a nested query they go on.
    private func answer(of query: Query, in outer: Scope?) throws -> (rows: [Scope], counts: [StageCounts]) {
        var rows = try sourceRows(of: query, in: outer).filter(\.isCertain)
        var source = StageCounts(input: rows.count, kept: rows.count)
        try LeftOut(self).countConstants([query.source], into: &source)
        var counts = [source]
        for place in query.stages.indices {
            let (next, count) = try run(place, of: query, rows, in: outer, isNested: false)
            counts.append(count)
            rows = next.filter(\.isCertain)
        }
        return (rows, counts)
    }

    /// What a nested query leaves out for one row around it, or one on the right
    /// of a stage; what reads no row is counted by the query around a nested one.
    func counts(of query: Query, in outer: Scope?, isNested: Bool, isShown: Bool) throws -> StageCounts {
        let query = flattened(query)
        var rows = try sourceRows(of: query, in: outer)
        var total = StageCounts()
        if isNested {
            try LeftOut(self).visit(query.source, outer, isShown: isShown, into: &total)
        } else {
            try LeftOut(self).countConstants([query.source], into: &total)
        }
        for place in query.stages.indices {
            let (next, count) = try run(place, of: query, rows, in: outer, isNested: isNested)
            rows = next
            total.unknown += count.unknown
            total.leftOut += count.leftOut
            total.dropped += count.dropped
            total.outside += count.outside
        }
        return total
    }

    private func run(_ place: Int, of query: Query, _ rows: [Scope], in outer: Scope?, isNested: Bool) throws
        -> (rows: [Scope], counts: StageCounts)
    {
        let stage = query.stages[place]
        let next = try self.rows(rows, after: place, of: query, in: outer)
        var counts = StageCounts(input: rows.count, kept: next.count { $0.isCertain })
        let walk = LeftOut(self)
        // A row that may not be there leaves nothing out for certain.
        let certain = rows.filter(\.isCertain)
        func countConstants(_ rows: [Scope]) throws {
            if !rows.isEmpty, !isNested { try walk.countConstants(stage.expressions, into: &counts) }
        }
        switch stage {
        case .keep(let condition, _):
            counts.unknown = try rows.count { row in try row.isCertain && truth(condition, row) == nil }
        case .expand(let column, let isOptional) where !isOptional:
            counts.dropped = try rows.count { row in
                try row.isCertain && !ModelValue.members(value(column.node, row)).contains { $0.isCertain }
            }
        case .join(let name, let right, let condition, let isOptional):
            let found = try joined(rows, name, right, condition, isOptional, in: outer)
            counts.unknown = found.unknown
            try countConstants(found.pairs)
            for pair in found.pairs { try walk.visit(condition, pair, isShown: false, into: &counts) }
            // What no row is put beside is not looked at.
            if !rows.isEmpty { try walk.count(rightQuery: right, in: outer, isNested: isNested, into: &counts) }
            return (next, counts)
        case .across(_, let across, let cases, _):
            let wanted = try Stage.cases(of: across, cases).map { Recorded.key(try single($0.node, nil)) }
            for row in rows where row.isCertain {
                let key = Recorded.key(try single(across, row))
                if key == nil { counts.unknown += 1 } else if !wanted.contains(key) { counts.outside += 1 }
            }
        case .combine(_, let query): try walk.count(rightQuery: query, in: outer, isNested: isNested, into: &counts)
        default: break
        }
        try countConstants(certain)
        for row in certain {
            for node in stage.expressions where try isLookedAt(node, by: stage, row) {
                try walk.visit(node, row, isShown: false, into: &counts)
            }
        }
        return (next, counts)
    }
}

extension Evaluation {
    /// What `across` computes is computed for rows that stand in a column.
    fileprivate func isLookedAt(_ node: Node, by stage: Stage, _ row: Scope) throws -> Bool {
        guard case .across(_, let across, let cases, let columns) = stage, columns.contains(where: { $0.node == node })
        else { return true }
        let key = Recorded.key(try single(across, row))
        return try Stage.cases(of: across, cases).contains { try Recorded.key(single($0.node, nil)) == key }
    }
}

extension Stage {
    /// What it computes from its rows.
    var expressions: [Node] {
        switch self {
        case .keep(let condition, _): [condition]
        case .select(let columns), .add(let columns), .distinct(let columns): columns.map(\.node)
        case .drop, .take, .skip, .combine: []
        case .expand(let column, _): [column.node]
        case .join(_, _, let condition, _): [condition]
        case .group(let keys, let columns): (keys + columns).map(\.node)
        case .across(let keys, let across, _, let columns): (keys + columns).map(\.node) + [across]
        case .sort(let keys): keys.map(\.node)
        case .top(_, let key): [key.node]
        }
    }
}
