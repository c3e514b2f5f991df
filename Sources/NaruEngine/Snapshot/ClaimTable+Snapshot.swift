import NaruSemantics
import NaruSyntax

/// Claims as they lie in a snapshot: a column for each of their parts.
extension SnapshotOutput {
    mutating func put(_ table: ClaimTable) {
        let claims = table.claims
        put(claims.map(\.subject))
        put(claims.map { Int32($0.field?.index ?? -1) })
        put(claims.map(\.slot))
        put(claims.map { $0.target ?? -1 })
        put(claims.map { Int16($0.language.map { Int16($0) } ?? -1) })
        put(claims.map { UInt8($0.isSingle ? 1 : 0) | UInt8($0.isRead ? 2 : 0) })
        put(claims.map(\.rank.rawValue))
        put(claims.map(\.basis.rawValue))
        put(claims.flatMap { [$0.flags.lowerBound, $0.flags.upperBound] })
        put(claims.map { $0.note ?? -1 })
        put(claims.map { $0.rankReason ?? -1 })
        put(claims.flatMap { [$0.citations.lowerBound, $0.citations.upperBound] })
        put(claims.map(\.file))
        put(claims.flatMap { [UInt32($0.span.start), UInt32($0.span.end)] })
        put(table.starts)
        put(table.citations)
        put(table.flags.map(\.name))
        put(table.flags.map { $0.note ?? -1 })
        putEach(table.values) { output, values in output.put(values) { $0.put($1) } }
        put(table.files)
        putEach(table.imports) { $0.put($1) }
    }

    private mutating func put(_ citations: [Citation]) {
        put(citations.map(\.source))
        put(citations.map(\.quote))
        put(citations.map { $0.offset ?? -1 })
        put(citations.map(\.occurrence))
        put(citations.map { $0.origin ?? -1 })
    }

    mutating func put(_ files: [SourceText]) {
        putEach(files) {
            $0.put($1.name)
            $0.put($1.utf8)
        }
    }

    private mutating func put(_ table: TableImport) {
        put(table.file)
        put(table.type.index)
        put([table.entities.lowerBound, table.entities.upperBound])
        put(Int(table.firstLine))
        put(table.lines) { $0.put($1) }
        put(table.isSheet)
        putEach(table.columns) { output, column in
            output.put(column.field.index)
            output.put(Int(column.language))
            output.put(Int(column.place))
            output.put(column.name)
        }
    }
}

/// Reads claims, and holds every number in them to what there is.
struct ClaimTableReader {
    var input: SnapshotInput
    let head: SnapshotHead

    private var schema: Schema { head.schema }
    private var entities: Int { head.entities }
    private var texts: Int { head.texts }

    mutating func table() throws(StoreDamage) -> ClaimTable {
        let claims = try claimColumns()
        let starts = try input.numbers(Int32.self)
        let citations = try citations()
        guard claims.count == head.claims, citations.count == head.citations else { throw input.damage }
        let names = try input.codes(nil, below: texts)
        let notes = try input.numbers(Int32.self, count: names.count)
        let flags = try zipped(names, notes)
        let values = try values()
        let files = try input.sourceTexts()
        let imports = try imports()
        for index in claims.indices {
            try check(claims[index], citations: citations.count, flags: flags.count, values, files)
        }
        try check(starts, claims)
        return ClaimTable(
            claims: claims, starts: starts, citations: citations, flags: flags, values: values, files: files,
            imports: imports)
    }

    private mutating func claimColumns() throws(StoreDamage) -> [Claim] {
        let subjects = try input.codes(nil, below: entities)
        let count = subjects.count
        let fields = try input.numbers(Int32.self, count: count)
        let slots = try input.numbers(Int32.self, count: count)
        let targets = try input.numbers(Int32.self, count: count)
        let languages = try input.numbers(Int16.self, count: count)
        let marks = try input.numbers(UInt8.self, count: count)
        let ranks = try input.numbers(UInt8.self, count: count)
        let bases = try input.numbers(UInt8.self, count: count)
        let flags = try input.numbers(Int32.self, count: 2 * count)
        let notes = try input.numbers(Int32.self, count: count)
        let reasons = try input.numbers(Int32.self, count: count)
        let citations = try input.numbers(Int32.self, count: 2 * count)
        let files = try input.numbers(Int32.self, count: count)
        let spans = try input.numbers(UInt32.self, count: 2 * count)
        var claims: [Claim] = []
        claims.reserveCapacity(count)
        for row in 0..<count {
            guard let rank = Claim.Rank(rawValue: ranks[row]), let basis = Claim.Basis(rawValue: bases[row]) else {
                throw input.damage
            }
            var claim = Claim(
                subject: subjects[row], field: fields[row] < 0 ? nil : FieldID(Int(fields[row])), slot: slots[row],
                target: try optional(targets[row], below: entities),
                language: languages[row] < 0 ? nil : UInt8(truncatingIfNeeded: languages[row]),
                isSingle: marks[row] & 1 != 0, rank: rank, basis: basis, isRead: marks[row] & 2 != 0,
                file: files[row], span: Span(Int(spans[2 * row]), Int(spans[2 * row + 1])))
            claim.flags = try range(flags, row)
            claim.note = try optional(notes[row], below: texts)
            claim.rankReason = try optional(reasons[row], below: texts)
            claim.citations = try range(citations, row)
            claims.append(claim)
        }
        return claims
    }

    private func range(_ bounds: [Int32], _ row: Int) throws(StoreDamage) -> Range<Int32> {
        guard 0 <= bounds[2 * row], bounds[2 * row] <= bounds[2 * row + 1] else { throw input.damage }
        return bounds[2 * row]..<bounds[2 * row + 1]
    }

    /// Nil is written as -1.
    private func optional(_ number: Int32, below limit: Int) throws(StoreDamage) -> Int32? {
        guard number >= -1, Int(number) < limit else { throw input.damage }
        return number < 0 ? nil : number
    }

    private func zipped(_ names: [Int32], _ notes: [Int32]) throws(StoreDamage) -> [Flag] {
        var flags: [Flag] = []
        for row in names.indices { flags.append(Flag(name: names[row], note: try optional(notes[row], below: texts))) }
        return flags
    }

    private mutating func citations() throws(StoreDamage) -> [Citation] {
        let sources = try input.codes(nil, below: entities)
        let quotes = try input.codes(sources.count, below: texts)
        let offsets = try input.numbers(Int32.self, count: sources.count)
        let occurrences = try input.numbers(Int32.self, count: sources.count)
        let origins = try input.numbers(Int32.self, count: sources.count)
        var citations: [Citation] = []
        for row in sources.indices {
            citations.append(
                Citation(
                    source: sources[row], quote: quotes[row], offset: offsets[row] < 0 ? nil : offsets[row],
                    occurrence: occurrences[row], origin: try optional(origins[row], below: texts)))
        }
        return citations
    }

    private mutating func values() throws(StoreDamage) -> [Vector?] {
        let count = try input.int(below: schema.fields.count + 1)
        var values: [Vector?] = []
        for field in 0..<count {
            guard try input.bool() else {
                values.append(nil)
                continue
            }
            let shape = ColumnShape(elementsOf: schema.fields[field], head)
            values.append(try input.vector(shape, count: nil))
        }
        return values
    }

    private mutating func imports() throws(StoreDamage) -> [TableImport] {
        let (schema, entities) = (schema, entities)
        let types = schema.types.count
        return try input.each { (input: inout SnapshotInput) throws(StoreDamage) in
            let file = try input.text()
            let type = try input.int(below: types)
            let bounds = try input.numbers(Int32.self, count: 2)
            guard 0 <= bounds[0], bounds[0] <= bounds[1], Int(bounds[1]) <= entities else { throw input.damage }
            let first = try input.int(below: Int(Int32.max))
            let lines = try input.optional { (input: inout SnapshotInput) throws(StoreDamage) in
                try input.numbers(Int32.self, count: Int(bounds[1] - bounds[0]))
            }
            let isSheet = try input.bool()
            let columns = try input.importedColumns(schema)
            return TableImport(
                file: file, type: TypeID(type), entities: bounds[0]..<bounds[1], firstLine: Int32(first), lines: lines,
                isSheet: isSheet, columns: columns)
        }
    }

    private func check(
        _ claim: Claim, citations: Int, flags: Int, _ values: [Vector?], _ files: [SourceText]
    ) throws(StoreDamage) {
        guard Int(claim.citations.upperBound) <= citations, Int(claim.flags.upperBound) <= flags,
            files.indices.contains(Int(claim.file)), claim.span.start <= claim.span.end,
            claim.span.end <= files[Int(claim.file)].utf8.count
        else { throw input.damage }
        if let language = claim.language, language >= schema.languages.count { throw input.damage }
        guard let id = claim.field else { return }
        guard id.index < values.count, let column = values[id.index], claim.slot >= 0,
            Int(claim.slot) < column.count, head.ranges[schema[id].owner.index].contains(claim.subject)
        else { throw input.damage }
        // A link's claim says a second time where it leads.
        guard case .link(let targets) = schema[id].content, let target = claim.target else { return }
        guard targets.contains(where: { head.ranges[$0.index].contains(target) }) else { throw input.damage }
    }

    private func check(_ starts: [Int32], _ claims: [Claim]) throws(StoreDamage) {
        guard !starts.isEmpty else {
            guard claims.isEmpty else { throw input.damage }
            return
        }
        guard starts.count == entities + 1, starts[0] == 0, Int(starts[entities]) == claims.count else {
            throw input.damage
        }
        for row in 0..<entities {
            guard starts[row] <= starts[row + 1],
                claims[Int(starts[row])..<Int(starts[row + 1])].allSatisfy({ $0.subject == Int32(row) })
            else { throw input.damage }
        }
    }
}

extension SnapshotInput {
    fileprivate mutating func importedColumns(_ schema: Schema) throws(StoreDamage) -> [TableImport.Column] {
        let (fields, languages) = (schema.fields.count, max(schema.languages.count, 1))
        return try each { (input: inout SnapshotInput) throws(StoreDamage) in
            TableImport.Column(
                field: FieldID(try input.int(below: fields)),
                language: UInt8(clamping: try input.int(below: languages)),
                place: Int32(try input.int(below: Int(Int32.max))), name: try input.text())
        }
    }

    mutating func sourceTexts() throws(StoreDamage) -> [SourceText] {
        try each { (input: inout SnapshotInput) throws(StoreDamage) in
            SourceText(name: try input.text(), utf8: try input.numbers(UInt8.self))
        }
    }
}

extension ColumnShape {
    /// Of one value of a field.
    init(elementsOf field: Field, _ head: SnapshotHead) {
        let texts = head.texts
        self =
            switch field.content {
            case .bool: .bool
            case .int: .int
            case .float: .float
            case .decimal: .decimal
            case .text: .code(below: texts)
            case .date: .date
            case .period: .period
            case .duration: .duration
            case .geo: .geo
            case .quantity: .quantity(texts: texts)
            case .enumeration(let id): .code(below: head.schema[id].cases.count)
            case .link(let targets): .link(targets.map { head.ranges[$0.index] })
            }
    }

    /// Of the field's column.
    init(_ field: Field, _ head: SnapshotHead) {
        self = ColumnShape(elementsOf: field, head)
        if field.isLocalized { self = .localized(self, languages: head.schema.languages.count) }
        if field.isMany { self = .list(self) }
    }
}
