import NaruSemantics
import NaruSyntax

/// Reads the built-in fields, straight from the claim table: nothing of them
/// is stored, so a dataset that is never asked for its claims pays nothing.
struct ClaimReader {
    private let context: RunContext
    private let numbers: ClaimNumbers
    private let imports: ImportedClaims
    private var store: Store { context.store }
    private var claims: ClaimTable { context.store.claims }

    init(context: RunContext) {
        self.context = context
        numbers = context.store.claimNumbers
        imports = ImportedClaims(context.store)
    }

    /// The field of each of these claims, citations, entities or sources.
    func read(_ role: ClaimField, of entities: [Int32], valid: Bitmap?) -> Vector {
        let rows = entities.indices.map { valid?[$0] ?? true ? entities[$0] : nil }
        switch role {
        case .subject: return codes(rows) { subject(of: claim($0)) }
        case .target: return codes(rows) { target(of: claim($0)) }
        case .field: return texts(rows) { fieldName(of: claim($0)) }
        case .value: return texts(rows) { valueText(of: claim($0)) }
        case .language: return texts(rows) { language(of: claim($0)) }
        case .note: return codes(rows) { recorded(claim($0)).flatMap { $0.note ?? $0.rankReason } }
        case .rank: return codes(rows) { Int32((recorded(claim($0))?.rank ?? .normal).rawValue) }
        case .basis: return codes(rows) { Int32((recorded(claim($0))?.basis ?? .imported).rawValue) }
        case .single: return bools(rows) { isSingle(claim($0)) }
        case .flags:
            return lists(rows) { claim in recorded(self.claim(claim)).map { claims.flags(of: $0).map(\.name) } ?? [] }
        case .citations: return lists(rows) { citations(of: claim($0)) }
        case .entityClaims:
            return lists(rows) { entity in
                var shown: [Int32] = []
                if Int(entity) < store.entityCount { store.appendClaims(of: entity, numbers, imports, to: &shown) }
                return shown
            }
        case .sourceClaims: return lists(rows, citing)
        case .source: return codes(rows) { citation($0)?.source }
        case .quote: return codes(rows) { citation($0)?.quote }
        case .offset: return ints(rows) { citation($0)?.offset.map { Int64($0) } }
        case .origin: return codes(rows) { citation($0)?.origin }
        case .witness: return texts(rows, witness)
        case .file: return texts(rows) { location($0)?.file }
        case .line: return ints(rows) { location($0).map { Int64($0.line) } }
        }
    }

    // MARK: - Claims

    private func claim(_ number: EntityNumber) -> AnyClaim { store.claim(number, numbers, imports) }

    private func recorded(_ claim: AnyClaim) -> Claim? {
        guard case .recorded(let place) = claim else { return nil }
        return claims.claims[place]
    }

    private func subject(of claim: AnyClaim) -> EntityNumber {
        switch claim {
        case .recorded(let place): claims.claims[place].subject
        case .imported(let entity, _): entity
        }
    }

    private func field(of claim: AnyClaim) -> Field? {
        switch claim {
        case .recorded(let place): claims.claims[place].field.map { store.schema[$0] }
        case .imported(_, let value): value.map { store.schema[$0.field] }
        }
    }

    /// That a record exists is the claim of its id.
    private func fieldName(of claim: AnyClaim) -> String { field(of: claim)?.name ?? "id" }

    private func target(of claim: AnyClaim) -> EntityNumber? {
        switch claim {
        case .recorded(let place): return claims.claims[place].target
        case .imported(_, let value):
            guard let value, case .link = store.schema[value.field].content,
                case .code(let codes) = value.column.payload
            else { return nil }
            return codes[value.row]
        }
    }

    private func valueText(of claim: AnyClaim) -> String {
        guard let field = field(of: claim) else { return store.id(of: subject(of: claim)) }
        if case .recorded(let place) = claim { return store.valueText(of: claims.claims[place]) }
        if let target = target(of: claim) { return store.id(of: target) }
        guard case .imported(_, let value?) = claim else { return "" }
        let type: Type = if case .enumeration(let id) = field.content { .enumeration(id) } else { .text }
        return ValueReader(context: context).value(value.column, value.row, type).plainText
    }

    private func language(of claim: AnyClaim) -> String? {
        let language: UInt8? =
            switch claim {
            case .recorded(let place): claims.claims[place].language
            case .imported(_, let value): value?.language
            }
        return language.map { store.schema.languages[Int($0)] }
    }

    private func isSingle(_ claim: AnyClaim) -> Bool { field(of: claim)?.isMany != true }

    private func citations(of claim: AnyClaim) -> [EntityNumber] {
        let first = numbers.citations.lowerBound
        switch claim {
        case .recorded(let place):
            return claims.claims[place].citations.filter { !claims.citations[Int($0)].isHidden }.map { first + $0 }
        case .imported(let entity, _): return [first + Int32(claims.citations.count) + entity]
        }
    }

    /// The shown claims that cite a source.
    private func citing(_ source: EntityNumber) -> [EntityNumber] {
        guard let type = store.schema.sourceType else { return [] }
        let list = store.claimsCiting(type)
        let row = Int(source - store.range(of: type).lowerBound)
        guard row >= 0, row + 1 < list.offsets.count, case .code(let places) = list.child.payload else { return [] }
        return places[Int(list.offsets[row])..<Int(list.offsets[row + 1])]
            .filter { store.shows(claimAt: Int($0), citing: source) }.map { store.number(ofClaim: Int($0)) }
    }

    // MARK: - Citations

    private func citation(_ number: EntityNumber) -> Citation? {
        let place = Int(number - numbers.citations.lowerBound)
        return claims.citations.indices.contains(place) ? claims.citations[place] : nil
    }

    /// Where the row of a table stands.
    private func location(_ number: EntityNumber) -> (file: String, line: Int)? {
        let entity = Int(number - numbers.citations.lowerBound) - claims.citations.count
        return entity >= 0 ? claims.location(of: Int32(entity)) : nil
    }

    /// Whose word it is in the end: two articles that copy one release are one witness.
    private func witness(_ number: EntityNumber) -> String {
        guard let citation = citation(number) else { return location(number)?.file ?? "" }
        return citation.origin.map { store.texts[$0] } ?? store.id(of: citation.source)
    }

    // MARK: - Vectors

    private func codes(_ rows: [Int32?], _ value: (Int32) -> Int32?) -> Vector {
        let values = rows.map { $0.flatMap(value) }
        return Vector(count: rows.count, valid: presence(values), payload: .code(values.map { $0 ?? 0 }))
    }

    private func texts(_ rows: [Int32?], _ value: (Int32) -> String?) -> Vector {
        codes(rows) { row in value(row).map { context.texts.code(of: $0) } }
    }

    private func ints(_ rows: [Int32?], _ value: (Int32) -> Int64?) -> Vector {
        let values = rows.map { $0.flatMap(value) }
        return Vector(count: rows.count, valid: presence(values), payload: .int(values.map { $0 ?? 0 }))
    }

    private func bools(_ rows: [Int32?], _ value: (Int32) -> Bool) -> Vector {
        let values = rows.map { $0.map(value) }
        let bits = Bitmap(count: rows.count) { (row: Int) -> Bool in values[row] ?? false }
        return Vector(count: rows.count, valid: presence(values), payload: .bool(bits))
    }

    private func lists(_ rows: [Int32?], _ values: (Int32) -> [Int32]) -> Vector {
        var elements: [Int32] = []
        var offsets: [Int32] = [0]
        for row in rows {
            if let row { elements += values(row) }
            offsets.append(Int32(elements.count))
        }
        let child = Vector(count: elements.count, payload: .code(elements))
        return Vector(count: rows.count, payload: .list(ListColumn(offsets: offsets, child: child)))
    }

    private func presence<Value>(_ values: [Value?]) -> Bitmap? {
        let bits = Bitmap(count: values.count) { (row: Int) -> Bool in values[row] != nil }
        return bits.popCount == values.count ? nil : bits
    }
}
