import NaruPlan
import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// `evidence(x)`, `sources(x)`, `quotes(x)`: of a thing that is named
    /// outright all that is recorded of it, of a claim the claim, of another
    /// value and of things that links lead to what they rest on.
    func evidence(_ function: Function, _ argument: TypedExpression, _ expression: TypedExpression, _ frame: Frame)
        throws(EngineError) -> Vector
    {
        let entries = try entries(behind: argument, expression, frame)
        switch function {
        case .sources: return sources(of: entries)
        case .quotes: return quotes(of: entries)
        case .evidence: return claims(of: entries)
        default: throw .internal("\(function.rawValue) is no function of evidence")
        }
    }

    private func entries(behind argument: TypedExpression, _ expression: TypedExpression, _ frame: Frame)
        throws(EngineError) -> [[EvidenceEntry]]
    {
        let tracer = frame.tracer?.under(context)
        let resolver = EvidenceResolver(evaluator: self, graph: tracer?.graph ?? EvidenceGraph(store, context.meter))
        if argument.namesEntities || isBuiltIn(argument.type.type) {
            guard case .list(let list) = try evaluate(argument, frame).asList().payload,
                case .code(let numbers) = list.child.payload
            else { return [] }
            return try held((0..<frame.count)) { row in
                numbers[Int(list.offsets[row])..<Int(list.offsets[row + 1])].flatMap(resolver.entries(about:))
            }
        }
        guard let tracer else { throw .unsupported("evidence here", expression.span) }
        let pieces = try tracer.graph.under(tracer.store) { () throws(EngineError) in
            try tracer.totals(argument, frame)
        }
        return try held(pieces, resolver.entries(of:))
    }

    /// The entries of each row, as long as there is room for all of them.
    private func held<Row>(
        _ rows: some Sequence<Row>, _ entries: (Row) -> [EvidenceEntry]
    ) throws(EngineError) -> [[EvidenceEntry]] {
        var found: [[EvidenceEntry]] = []
        var count = 0
        for row in rows {
            if found.count & 15 == 0 { try context.checkpoint() }
            found.append(entries(row))
            count += found.last?.count ?? 0
            try context.meter.admit(count * EvidenceEntry.byteCount)
        }
        return found
    }

    /// Whether a type is that of claims or citations.
    private func isBuiltIn(_ type: Type) -> Bool {
        guard case .entity(let types) = type, let claims = store.schema.claims else { return false }
        return types.allSatisfy(claims.isBuiltIn)
    }

    /// One set a row of the sources that are cited; without a type for them,
    /// files and lines.
    func sources(of entries: [[EvidenceEntry]]) -> Vector {
        var elements: [Int32] = []
        var owners: [Int32] = []
        let isTyped = store.schema.sourceType != nil
        for (row, list) in entries.enumerated() {
            let codes = list.compactMap { entry in
                isTyped ? entry.citation?.source : line(of: entry).map { texts.code(of: $0) }
            }
            elements += codes
            owners += repeatElement(Int32(row), count: codes.count)
        }
        let vector = Vector(count: elements.count, payload: .code(elements))
        return isTyped
            ? set(of: vector, rows: owners, count: entries.count) : distinct(vector, owners, entries.count)
    }

    /// Of a value of a table the line, which is one for all cells of a row.
    private func line(of entry: EvidenceEntry) -> String? {
        guard entry.location != nil, let subject = entry.subject else { return nil }
        return store.claims.place(of: nil, in: subject)
    }

    /// One set a row of the claims themselves.
    private func claims(of entries: [[EvidenceEntry]]) -> Vector {
        var elements: [Int32] = []
        var owners: [Int32] = []
        for (row, list) in entries.enumerated() {
            let numbers = Set(list.compactMap(number)).sorted()
            elements += numbers
            owners += repeatElement(Int32(row), count: numbers.count)
        }
        let claims = Vector(count: elements.count, payload: .code(elements))
        return .list(elements: claims, rows: owners, count: entries.count)
    }

    private func number(of entry: EvidenceEntry) -> EntityNumber? {
        if let claim = entry.claim { return store.number(ofClaim: claim) }
        guard let subject = entry.subject, let place = entry.imported else { return nil }
        return store.claimNumbers(of: subject).lowerBound + Int32(place)
    }

    private func quotes(of entries: [[EvidenceEntry]]) -> Vector {
        var elements: [Int32] = []
        var owners: [Int32] = []
        for (row, list) in entries.enumerated() {
            let codes = list.compactMap { $0.citation?.quote }
            elements += codes
            owners += repeatElement(Int32(row), count: codes.count)
        }
        return distinct(Vector(count: elements.count, payload: .code(elements)), owners, entries.count)
    }

    /// The columns of `why`.
    func columns(of entries: [EvidenceEntry], rows: [Int64]) -> [Vector] {
        let isTyped = store.schema.sourceType != nil
        let sources = codes(entries) { entry in
            isTyped ? entry.citation?.source : entry.location.map { self.texts.code(of: $0) }
        }
        return [
            Vector(count: entries.count, payload: .int(rows)),
            codes(entries) { $0.subject },
            codes(entries) { $0.field.map { self.texts.code(of: $0) } },
            codes(entries) { $0.value.map { self.texts.code(of: $0) } },
            codes(entries) { self.texts.code(of: $0.basis.rawValue) },
            sources,
            published(isTyped ? sources : nil, count: entries.count),
            codes(entries) { entry in
                entry.citation?.quote ?? (isTyped ? entry.location.map { self.texts.code(of: $0) } : nil)
            },
            searched(entries),
        ]
    }

    func notes(of entries: [EvidenceEntry]) -> Vector {
        codes(entries) { entry in entry.claim.flatMap { store.claims.claims[$0].note } }
    }

    private func codes(_ entries: [EvidenceEntry], _ body: (EvidenceEntry) -> Int32?) -> Vector {
        let codes = entries.map(body)
        let valid = Bitmap(count: codes.count) { (row: Int) -> Bool in codes[row] != nil }
        return Vector(count: codes.count, valid: valid, payload: .code(codes.map { $0 ?? 0 }))
    }

    private func searched(_ entries: [EvidenceEntry]) -> Vector {
        let valid = Bitmap(count: entries.count) { (row: Int) -> Bool in entries[row].searched != nil }
        return Vector(count: entries.count, valid: valid, payload: .int(entries.map { Int64($0.searched ?? 0) }))
    }

    private func published(_ sources: Vector?, count: Int) -> Vector {
        guard let sources, let field = store.schema.publicationDate else {
            return .absent(count: count, of: ValueType(.date), languages: 0)
        }
        return read(field, of: sources)
    }
}

extension EvidenceResolver {
    /// Every claim about an entity that fields read; of a claim, itself.
    func entries(about entity: EntityNumber) -> [EvidenceEntry] {
        guard Int(entity) < store.entityCount else { return entries(ofBuiltIn: entity) }
        let range = store.claims.range(of: entity)
        guard range.isEmpty else {
            return range.filter { store.claims.claims[$0].isRead }.flatMap(entries(ofClaim:))
        }
        return importedEntries(about: entity)
    }

    private func entries(ofBuiltIn number: EntityNumber) -> [EvidenceEntry] {
        let numbers = store.claimNumbers
        guard numbers.claims.contains(number) else { return entries(ofCitation: number - numbers.citations.lowerBound) }
        if let place = store.place(ofClaim: number) { return entries(ofClaim: place) }
        let (subject, place) = numbers.subject(of: number)
        return importedEntries(about: subject).filter { $0.imported == place }
    }

    private func entries(ofCitation place: Int32) -> [EvidenceEntry] {
        let recorded = store.claims.citations
        if recorded.indices.contains(Int(place)) {
            return [EvidenceEntry(basis: .stated, citation: recorded[Int(place)])]
        }
        return importedEntries(about: place - Int32(recorded.count)).filter { $0.field == "id" }
    }
}
