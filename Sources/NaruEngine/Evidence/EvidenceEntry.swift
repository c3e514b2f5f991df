package import NaruSemantics
import NaruSyntax

/// One claim that a row rests on, with one of its citations; or something that
/// was looked for and not found.
package struct EvidenceEntry: Hashable, Sendable {
    package enum Basis: String, Hashable, Sendable {
        case stated, inferred, outside, imported, absence
    }

    package var subject: EntityNumber?
    /// `id` for the claim that the record exists.
    package var field: String?
    /// As in a `.ties` file.
    package var value: String?
    package var basis: Basis
    /// The place of the claim in `ClaimTable.claims`.
    package var claim: Int?
    /// Of a row of a table, the place of the claim among those of its subject.
    package var imported: Int?
    package var citation: Citation?
    /// Of a value of a table its cell, or its file, line and column.
    package var location: String?
    /// Of an absence, how many records were looked over.
    package var searched: Int?

    /// About how much memory one takes with its texts.
    static let byteCount = MemoryLayout<EvidenceEntry>.stride + 64
}

/// Turns what was read into the claims that say it.
struct EvidenceResolver {
    let evaluator: Evaluator
    let graph: EvidenceGraph
    let admission: Admission
    var store: Store { evaluator.store }

    init(evaluator: Evaluator, graph: EvidenceGraph) {
        self.evaluator = evaluator
        self.graph = graph
        admission = Admission()
    }

    /// The claims behind a piece of evidence, each once for each of its
    /// citations: by subject, as they stand in the files, absences last.
    func entries(of piece: EvidenceID) -> [EvidenceEntry] {
        var found = FoundEntries()
        var seen: [ViewedRecord] = []
        for read in graph.reads(of: piece).sorted(by: { $0.part.place < $1.part.place }) {
            let store = graph.store(of: read)
            add(read.part, of: read.subject, in: store, to: &found)
            seen += admission.records(of: read, in: store)
        }
        for record in admission.distinct(seen) {
            guard let reasons = admission.reasons(for: record) else { continue }
            for part in reasons.parts { add(part, of: record.entity, in: reasons.store, to: &found) }
            found.absences += reasons.absent.map { absence(of: store.schema[$0].name, at: record.entity, searched: 1) }
        }
        found.claims.formUnion(admission.witnesses(for: seen, in: found.claims))
        let stated = found.claims.sorted().flatMap(entries(ofClaim:))
        let all = (stated + found.imported).enumerated().sorted { left, right in
            (left.element.subject ?? 0, left.offset) < (right.element.subject ?? 0, right.offset)
        }
        return all.map(\.element) + ordered(found.absences)
    }

    private struct FoundEntries {
        var claims: Set<Int> = []
        private(set) var imported: [EvidenceEntry] = []
        var absences: [EvidenceEntry] = []
        private var seen: Set<EvidenceEntry> = []

        mutating func add(imported entry: EvidenceEntry) {
            if seen.insert(entry).inserted { imported.append(entry) }
        }
    }

    private func add(
        _ part: EvidenceRead.Part, of subject: EntityNumber?, in view: Store, to found: inout FoundEntries
    ) {
        if case .absence(let field, let searched) = part {
            return found.absences.append(absence(of: field, at: subject, searched: searched))
        }
        guard let subject else { return }
        let places = claims(of: subject, part, in: view)
        found.claims.formUnion(places)
        guard places.isEmpty else { return }
        if let entry = imported(subject, part, view) {
            found.add(imported: entry)
        } else if case .value(let field) = part, store.schema[field].defaultValue != nil {
            found.absences.append(absence(of: store.schema[field].name, at: subject, searched: 1))
        }
    }

    private func absence(of field: String?, at subject: EntityNumber?, searched: Int) -> EvidenceEntry {
        EvidenceEntry(subject: subject, field: field, basis: .absence, searched: searched)
    }

    private func ordered(_ absences: [EvidenceEntry]) -> [EvidenceEntry] {
        var seen: Set<EvidenceEntry> = []
        return absences.filter { seen.insert($0).inserted }.sorted {
            ($0.subject ?? -1, $0.field ?? "", $0.searched ?? 0) < ($1.subject ?? -1, $1.field ?? "", $1.searched ?? 0)
        }
    }

    /// The places of the claims that fields read, under the views of the read.
    private func claims(of subject: EntityNumber, _ part: EvidenceRead.Part, in store: Store) -> [Int] {
        // What is read of a claim rests on the claim.
        if let place = store.place(ofClaim: subject) { return [place] }
        let table = store.claims
        let range = table.range(of: subject)
        func read(_ field: FieldID, _ isWanted: (Claim) -> Bool = { _ in true }) -> [Int] {
            range.filter { table.claims[$0].field == field && table.claims[$0].isRead && isWanted(table.claims[$0]) }
        }
        switch part {
        case .record: return range.filter { table.claims[$0].field == nil && table.claims[$0].isRead }
        case .value(let field): return read(field)
        case .language(let field, let language): return read(field) { $0.language.map(Int.init) == language }
        case .link(let field, let target): return read(field) { $0.target == target }
        case .element(let field, let place):
            let all = read(field)
            return all.indices.contains(place) ? [all[place]] : []
        case .absence: return []
        }
    }

    func entries(ofClaim index: Int) -> [EvidenceEntry] {
        let claim = store.claims.claims[index]
        let entry = EvidenceEntry(
            subject: claim.subject, field: claim.field.map { store.schema[$0].name } ?? "id",
            value: claim.field == nil ? store.id(of: claim.subject) : store.valueText(of: claim),
            basis: EvidenceEntry.Basis(claim.basis), claim: index)
        let citations = store.claims.citations(of: claim)
        guard !citations.isEmpty else { return [entry] }
        return citations.map { citation in
            var cited = entry
            cited.citation = citation
            return cited
        }
    }

    /// A value of a table rests on its cell.
    private func imported(_ subject: EntityNumber, _ part: EvidenceRead.Part, _ store: Store) -> EvidenceEntry? {
        guard let location = store.claims.place(of: part.field, language: part.language, in: subject) else {
            return nil
        }
        var entry = EvidenceEntry(subject: subject, basis: .imported, location: location)
        entry.imported = place(of: part, in: subject, store)
        switch part {
        case .record: (entry.field, entry.value) = ("id", store.id(of: subject))
        case .value(let field), .language(let field, _), .element(let field, _), .link(let field, _):
            entry.field = store.schema[field].name
            entry.value = text(of: field, part, subject, store)
        case .absence: return nil
        }
        return entry
    }

    private func place(of part: EvidenceRead.Part, in subject: EntityNumber, _ store: Store) -> Int? {
        let imports = ImportedClaims(store)
        func place(_ field: FieldID, language: UInt8? = nil, element: Int = 0) -> Int? {
            imports.place(of: field, language: language, element: element, in: subject).map { $0 + 1 }
        }
        switch part {
        case .record: return 0
        case .value(let field): return place(field)
        case .language(let field, let language): return place(field, language: UInt8(clamping: language))
        case .element(let field, let element): return place(field, element: element)
        case .link(let field, let target): return place(field, element: element(of: target, in: field, subject, store))
        case .absence: return nil
        }
    }

    /// The place of a link among those of its row.
    private func element(of target: EntityNumber, in field: FieldID, _ subject: EntityNumber, _ store: Store) -> Int {
        let row = Int(subject - store.range(of: store.schema[field].owner).lowerBound)
        guard case .list(let list) = store.wholeColumn(of: field).payload, case .code(let codes) = list.child.payload
        else { return 0 }
        return codes[Int(list.offsets[row])..<Int(list.offsets[row + 1])].firstIndex(of: target)
            .map { $0 - Int(list.offsets[row]) } ?? 0
    }

    /// Every present value of an imported row.
    func importedEntries(about entity: EntityNumber) -> [EvidenceEntry] {
        let fields = store.schema.allFields(of: store.type(of: entity)).map { store.schema[$0] }
        let stored = fields.filter { !$0.isInverse && !$0.isKey && store.schema.claims?.role(of: $0.id) == nil }
        let one = Vector(count: 1, payload: .code([entity]))
        let values = stored.flatMap { field -> [EvidenceEntry] in
            let column = evaluator.read(field.id, of: one)
            guard column.presence[0] else { return [] }
            guard case .list(let list) = column.payload else {
                return [imported(entity, part(field, column, 0), store)].compactMap { $0 }
            }
            return (0..<list.child.count).compactMap { imported(entity, part(field, list.child, $0), store) }
        }
        return [imported(entity, .record, store)].compactMap { $0 } + values
    }

    private func part(_ field: Field, _ values: Vector, _ row: Int) -> EvidenceRead.Part {
        if case .link = field.content, case .code(let targets) = values.payload {
            return .link(field.id, to: targets[row])
        }
        return field.isMany ? .element(field.id, row) : .value(field.id)
    }

    private func text(of field: FieldID, _ part: EvidenceRead.Part, _ subject: EntityNumber, _ store: Store) -> String?
    {
        if case .link(_, let target) = part { return store.id(of: target) }
        let row = Int(subject - store.range(of: store.schema[field].owner).lowerBound)
        let column = store.column(of: field)
        var (vector, place) = (column, row)
        if case .list(let list) = column.payload, case .element(_, let index) = part {
            (vector, place) = (list.child, Int(list.offsets[row]) + index)
        }
        let type: Type = if case .enumeration(let id) = store.schema[field].content { .enumeration(id) } else { .text }
        return ValueReader(context: evaluator.context).value(vector, place, type).plainText
    }
}

extension EvidenceEntry.Basis {
    init(_ basis: Claim.Basis) {
        self =
            switch basis {
            case .stated: .stated
            case .inferred: .inferred
            case .outside: .outside
            case .imported: .imported
            }
    }
}
