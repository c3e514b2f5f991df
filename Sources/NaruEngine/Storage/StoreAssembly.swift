import NaruSemantics

extension StoreBuilder {
    /// The finished store, or nil when the texts are more than 4 GB. The builder
    /// is empty afterwards. `threads` make it at a time.
    package func build(threads: Int = 1) -> Store? {
        let texts = texts.finish(runs: arrivals.numberedIDs, with: takeCollected(), threads: threads)
        guard !self.texts.hasOverflowed else { return nil }
        let numbering = EntityNumbering(schema: schema, arrivals: arrivals, codes: texts)
        let codes = FinalCodes(numbers: numbering.numbers, texts: texts)
        let (ids, dictionary) = (numbering.ids, texts.dictionary)
        let order = Deferred { EntityOrder.places(of: ids, in: dictionary) }
        let columns = ColumnsAssembly(
            schema: schema, ranges: numbering.ranges, codes: codes, idOrder: order, threads: threads
        ).columns(of: takeParts())
        let claims = ClaimAssembly(schema: schema, entities: ids.count, codes: codes).finish(claims)
        return Store(
            schema: schema, ranges: numbering.ranges, ids: ids, idOrder: order, columns: columns, texts: dictionary,
            claims: claims)
    }

    private func takeParts() -> [[ColumnPart]] {
        defer { parts = [] }
        return parts
    }
}

/// Makes all columns, several at a time.
private struct ColumnsAssembly: Sendable {
    let schema: Schema
    let ranges: [Range<Int32>]
    let codes: FinalCodes
    let idOrder: Deferred<[Int32]?>
    let threads: Int

    func columns(of parts: consuming [[ColumnPart]]) -> [Vector] {
        // The parts of a column are let go as soon as it stands.
        let handed = Handed(parts)
        parts = []
        let stored = Parallel.map(schema.fields.count, threads: threads) { index in
            column(of: schema.fields[index], handed.take(index) ?? [])
        }
        return Parallel.map(schema.fields.count, threads: threads) { index in
            let field = schema.fields[index]
            guard field.isInverse, let link = field.inverse.map({ schema[$0] }) else {
                return LinkLists.inIDOrder(stored[index], of: field, idOrder: idOrder.value, schema)
            }
            let inverse = LinkLists.inverse(
                of: stored[link.id.index], subjects: ranges[link.owner.index], targets: ranges[field.owner.index])
            return LinkLists.inIDOrder(inverse, of: field, idOrder: idOrder.value, schema)
        }
    }

    private func column(of field: Field, _ parts: [ColumnPart]) -> Vector {
        guard !field.isInverse, schema.claims?.role(of: field.id) == nil else {
            return Vector(count: 0, payload: .code([]))
        }
        return ColumnAssembly(
            field: field, range: ranges[field.owner.index], languageCount: schema.languages.count, codes: codes
        ).column(parts)
    }
}

/// Values that are each taken once, by whatever thread has use for it.
private final class Handed<Value: Sendable>: @unchecked Sendable {
    // A place belongs to the one piece of work that takes it, so no two threads
    // meet at one.
    private let places: UnsafeMutableBufferPointer<Value?>

    init(_ values: [Value]) {
        places = .allocate(capacity: values.count)
        _ = places.initialize(from: values.map { $0 })
    }

    deinit {
        places.deinitialize()
        places.deallocate()
    }

    func take(_ place: Int) -> Value? {
        defer { places[place] = nil }
        return places[place]
    }
}

/// Turns claims in arrival numbers and provisional codes into final ones.
struct ClaimAssembly {
    let schema: Schema
    let entities: Int
    let codes: FinalCodes

    func finish(_ table: ClaimTable) -> ClaimTable {
        var table = table
        for index in table.claims.indices { finish(&table.claims[index]) }
        for index in table.citations.indices {
            table.citations[index].source = number(table.citations[index].source)
            table.citations[index].quote = place(table.citations[index].quote)
            table.citations[index].origin = table.citations[index].origin.map(place)
        }
        for index in table.flags.indices {
            table.flags[index].name = place(table.flags[index].name)
            table.flags[index].note = table.flags[index].note.map(place)
        }
        for field in table.values.indices { table.values[field] = values(table.values[field], schema.fields[field]) }
        if !table.claims.isEmpty { sortBySubject(&table) }
        table.imports = table.imports.map(finish)
        return table
    }

    private func number(_ arrival: Int32) -> Int32 { codes.number(arrival) }
    private func place(_ code: Int32) -> Int32 { codes.text(code) }

    private func finish(_ claim: inout Claim) {
        claim.subject = number(claim.subject)
        claim.target = claim.target.map(number)
        claim.note = claim.note.map(place)
        claim.rankReason = claim.rankReason.map(place)
    }

    private func values(_ vector: Vector?, _ field: Field) -> Vector? {
        guard var vector else { return nil }
        let part = ColumnPart(rows: .dense(first: 0), values: vector)
        vector.payload = vector.payload.translated(codes.of(field, in: part))
        return vector
    }

    private func sortBySubject(_ table: inout ClaimTable) {
        var starts = [Int32](repeating: 0, count: entities + 1)
        for claim in table.claims { starts[Int(claim.subject) + 1] += 1 }
        for number in 0..<entities { starts[number + 1] += starts[number] }
        var next = starts
        var order = [Int32](repeating: 0, count: table.claims.count)
        for (index, claim) in table.claims.enumerated() {
            order[Int(next[Int(claim.subject)])] = Int32(index)
            next[Int(claim.subject)] += 1
        }
        let claims = table.claims
        table.claims = order.map { claims[Int($0)] }
        table.starts = starts
    }

    /// The rows of a table may end up in another order, or among the rows of
    /// another table of the same type; then each line is kept (0: not ours).
    private func finish(_ table: TableImport) -> TableImport {
        guard codes.numbers != nil, !table.entities.isEmpty else { return table }
        let numbers = table.entities.map(number)
        let first = numbers.min() ?? 0
        let last = numbers.max() ?? 0
        var result = table
        result.entities = first..<last + 1
        if table.lines == nil, numbers.first == first, zip(numbers, numbers.dropFirst()).allSatisfy({ $0 + 1 == $1 }) {
            return result
        }
        var lines = [Int32](repeating: 0, count: Int(last - first) + 1)
        for (row, number) in numbers.enumerated() {
            lines[Int(number - first)] = table.lines.map { $0[row] } ?? table.firstLine + Int32(row)
        }
        result.lines = lines
        return result
    }
}
