extension Evaluation {
    /// The rows of a query, those only possible among them.
    func rows(of query: Query, in outer: Scope?) throws -> [Scope] {
        let query = flattened(query)
        var rows = try sourceRows(of: query, in: outer)
        for place in query.stages.indices { rows = try self.rows(rows, after: place, of: query, in: outer) }
        return rows
    }

    /// A query in parentheses is no other source than what stands in them.
    func flattened(_ query: Query) -> Query {
        var source = query.source
        if case .name(let name) = source.form, let definition = definition(name, of: nil) { source = definition.body }
        guard case .nested(let inner) = source.form else { return query }
        return flattened(Query(source: inner.source, stages: inner.stages + query.stages))
    }

    func sourceRows(of query: Query, in outer: Scope?) throws -> [Scope] {
        if case .graph(let search) = query.source.form {
            return try graphRows(query.source, search, outer).map { Scope(nil, columns: $0, outer: outer) }
        }
        return try ModelValue.members(value(query.source, outer)).map { member in
            Scope(member.value, in: query.source, outer: outer, isCertain: member.isCertain)
        }
    }

    func rows(_ rows: [Scope], after place: Int, of query: Query, in outer: Scope?) throws -> [Scope] {
        switch query.stages[place] {
        case .keep(let condition, let isPossibly):
            return try rows.compactMap { row in
                let truth = try truth(condition, row)
                if truth == false { return nil }
                return row.certain(truth == true || isPossibly).narrowed(by: condition)
            }
        case .select(let columns):
            return zip(rows, try cells(columns, rows)).map {
                Scope(nil, columns: $1, outer: outer, isCertain: $0.isCertain)
            }
        case .add(let columns): return zip(rows, try cells(columns, rows)).map { $0.adding($1) }
        case .drop(let names):
            return rows.map { row in row.with(row.columns.filter { !names.contains($0.name) }) }
        case .expand(let column, let isOptional): return try expanded(rows, column, isOptional)
        case .join(let name, let right, let condition, let isOptional):
            return try joined(rows, name, right, condition, isOptional, in: outer).rows
        case .group(let keys, let columns): return try grouped(rows, by: keys, into: columns, in: outer)
        case .across(let keys, let across, let cases, let columns):
            return try spread(rows, by: keys, across, cases, columns, in: outer)
        case .sort(let keys): return try sorted(rows, keys)
        case .top(let count, let key): return first(count, of: try sorted(rows, [key]))
        case .take(let count): return first(count, of: rows)
        case .skip(let count):
            var (certain, all) = (0, 0)
            return rows.compactMap { row in
                all += 1
                guard row.isCertain else { return row }
                certain += 1
                if certain > count { return row }
                // Possible rows before it may be what is skipped.
                return all > count ? row.certain(false) : nil
            }
        case .distinct(let columns): return try distinct(rows, columns, in: outer)
        case .combine(let sign, let right):
            return combined(sign, rows, try self.rows(of: right, in: outer), columns: query.columns(before: place))
        }
    }

    /// Every row that is only possible stays possible.
    private func first(_ count: Int, of rows: [Scope]) -> [Scope] {
        var left = count
        return rows.filter { row in
            guard row.isCertain else { return true }
            left -= 1
            return left >= 0
        }
    }

    private func cells(_ columns: [Column], _ rows: [Scope]) throws -> [[ModelValue.Cell]] {
        try rows.indices.map { place in
            try columns.map { column in
                (peers, self.place) = (rows, place)
                let value = try value(column.node, rows[place])
                return ModelValue.Cell(name: column.name, value: value)
            }
        }
    }

    private func expanded(_ rows: [Scope], _ column: Column, _ isOptional: Bool) throws -> [Scope] {
        try rows.flatMap { row -> [Scope] in
            let members = ModelValue.members(try value(column.node, row))
            let absent = ModelValue.Cell(name: column.name, value: nil)
            if isOptional, !members.contains(where: \.isCertain) { return [row.adding([absent])] }
            return members.map { member in
                row.adding([ModelValue.Cell(name: column.name, value: member.value)]).certain(member.isCertain)
            }
        }
    }

    func joined(
        _ rows: [Scope], _ name: String, _ right: Query, _ condition: Node, _ isOptional: Bool, in outer: Scope?
    ) throws -> (rows: [Scope], unknown: Int, pairs: [Scope]) {
        let others = try self.rows(of: right, in: outer).filter(\.isCertain)
        var (found, unknown, pairs): ([Scope], Int, [Scope]) = ([], 0, [])
        for row in rows {
            var matches: [Scope] = []
            var isUndecided = false
            for other in others {
                let value = other.subject ?? .record(other.columns)
                let pair = row.adding([ModelValue.Cell(name: name, value: value)])
                let truth = try truth(condition, pair)
                if truth != false { pairs.append(pair) }
                if truth == true { matches.append(pair) }
                isUndecided = isUndecided || truth == nil
            }
            if matches.isEmpty, isUndecided { unknown += 1 }
            if matches.isEmpty, isOptional { matches = [row.adding([ModelValue.Cell(name: name, value: nil)])] }
            found += matches
        }
        return (found, unknown, pairs)
    }

    private func sorted(_ rows: [Scope], _ keys: [SortKey]) throws -> [Scope] {
        let values = try rows.map { row in try keys.map { try single($0.node, row) } }
        return try Recorded.order(values, descending: keys.map(\.isDescending)).map { rows[$0] }
    }

    private func distinct(_ rows: [Scope], _ columns: [Column], in outer: Scope?) throws -> [Scope] {
        var seen: [[ModelValue?]: Int] = [:]
        var found: [Scope] = []
        for row in rows {
            let cells = try columns.map {
                ModelValue.Cell(name: $0.name, value: try value($0.node, row))
            }
            let key =
                columns.isEmpty
                ? [row.subject] + row.columns.map { Recorded.key($0.value) }
                : cells.map {
                    Recorded.key($0.value)
                }
            let next = columns.isEmpty ? row : Scope(nil, columns: cells, outer: outer, isCertain: row.isCertain)
            if let place = seen[key] {
                // One certain row of several makes it certain.
                if !found[place].isCertain, row.isCertain { found[place] = next }
                continue
            }
            seen[key] = found.count
            found.append(next)
        }
        return found
    }

    /// The columns go by name, in the order of the left ones.
    private func combined(_ sign: SetOperator, _ left: [Scope], _ right: [Scope], columns names: [String]) -> [Scope] {
        func key(_ row: Scope) -> [ModelValue?] {
            [row.subject] + names.map { name in Recorded.key(row.columns.first { $0.name == name }?.value) }
        }
        func states(_ rows: [Scope]) -> [[ModelValue?]: Bool?] {
            var result: [[ModelValue?]: Bool?] = [:]
            for row in rows {
                result[key(row)] = .some(Kleene.or(result[key(row)] ?? false, row.isCertain ? true : nil))
            }
            return result
        }
        let (lefts, rights) = (states(left), states(right))
        var seen: Set<[ModelValue?]> = []
        return (left + (sign == .union ? right : [])).compactMap { row in
            guard seen.insert(key(row)).inserted else { return nil }
            let (one, other) = (lefts[key(row)] ?? false, rights[key(row)] ?? false)
            let truth: Bool? =
                switch sign {
                case .union: Kleene.or(one, other)
                case .intersect: Kleene.and(one, other)
                case .except: Kleene.and(one, Kleene.not(other))
                }
            guard truth != false else { return nil }
            let columns = names.compactMap { name in row.columns.first { $0.name == name } }
            return row.with(columns, isCertain: truth == true)
        }
    }
}
