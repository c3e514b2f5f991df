import NaruSemantics

extension StoreBuilder {
    /// The finished store, or nil when the texts are more than 4 GB.
    package func build() -> Store? {
        guard !texts.hasOverflowed else { return nil }
        let (dictionary, places) = texts.sorted()
        let finalIDs = places.map { places in ids.map { places[Int($0)] } } ?? ids
        let numbering = EntityNumbering(schema: schema, types: types, ids: finalIDs, texts: dictionary)
        let columns = columns(numbering, places: places)
        let finalClaims = ClaimAssembly(schema: schema, numbering: numbering, places: places).finish(claims)
        return Store(
            schema: schema, ranges: numbering.ranges, ids: numbering.ids, types: numbering.types,
            idOrder: numbering.idOrder, columns: columns, texts: dictionary, claims: finalClaims)
    }

    private func columns(_ numbering: EntityNumbering, places: [Int32]?) -> [Vector] {
        var columns: [Vector?] = schema.fields.map { field in
            guard !field.isInverse, schema.claims?.role(of: field.id) == nil else { return nil }
            let assembly = ColumnAssembly(
                field: field, range: numbering.ranges[field.owner.index], languageCount: schema.languages.count,
                numbers: numbering.numbers, places: places)
            let column = assembly.column(parts[field.id.index])
            // Each part is dropped as soon as its column stands.
            parts[field.id.index] = []
            return column
        }
        for field in schema.fields where field.isInverse && field.inverse != nil {
            let targets = numbering.ranges[field.owner.index]
            let link = field.inverse.map { schema[$0] }
            let column = link.flatMap { columns[$0.id.index] } ?? Vector(count: 0, payload: .code([]))
            let subjects = link.map { numbering.ranges[$0.owner.index] } ?? 0..<0
            columns[field.id.index] = LinkLists.inverse(of: column, subjects: subjects, targets: targets)
        }
        return zip(schema.fields, columns).map { field, column in
            let column = column ?? Vector(count: 0, payload: .code([]))
            return LinkLists.inIDOrder(column, of: field, idOrder: numbering.idOrder, schema)
        }
    }
}

/// Turns claims in arrival numbers and provisional codes into final ones.
struct ClaimAssembly {
    let schema: Schema
    let numbering: EntityNumbering
    let places: [Int32]?

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

    private func number(_ arrival: Int32) -> Int32 { numbering.numbers.map { $0[Int(arrival)] } ?? arrival }
    private func place(_ code: Int32) -> Int32 { places.map { $0[Int(code)] } ?? code }

    private func finish(_ claim: inout Claim) {
        claim.subject = number(claim.subject)
        claim.target = claim.target.map(number)
        claim.note = claim.note.map(place)
        claim.rankReason = claim.rankReason.map(place)
    }

    private func values(_ vector: Vector?, _ field: Field) -> Vector? {
        guard var vector else { return nil }
        switch field.content {
        case .text, .quantity: if let places { vector.payload = vector.payload.translated(places) }
        case .link: if let numbers = numbering.numbers { vector.payload = vector.payload.translated(numbers) }
        default: break
        }
        return vector
    }

    private func sortBySubject(_ table: inout ClaimTable) {
        var starts = [Int32](repeating: 0, count: numbering.ids.count + 1)
        for claim in table.claims { starts[Int(claim.subject) + 1] += 1 }
        for number in numbering.ids.indices { starts[number + 1] += starts[number] }
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
        guard numbering.numbers != nil, !table.entities.isEmpty else { return table }
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
