import NaruSemantics
import NaruSyntax

/// `known by` and `stated only`: which claims their sources let through.
///
/// A record is shown once a claim of it, or a link to it, with a source is.
/// What has no source is common knowledge and follows its record. Sources
/// themselves are how things are known and none of them: `known by` shows those
/// that were published by then, `stated only` all, with whatever is recorded.
struct SourcedClaims {
    let store: Store
    let settings: ViewSettings
    /// For each entity of the source type whether it was published in time.
    private let published: Bitmap
    private let sources: Range<Int32>

    init(_ store: Store, _ settings: ViewSettings) {
        self.store = store
        self.settings = settings
        sources = store.schema.sourceType.map { store.range(of: $0) } ?? 0..<0
        published = Self.published(by: settings.knownBy ?? .max, store, sources)
    }

    /// Certainly published: the last day that it may have been is not too late.
    private static func published(by day: Int32, _ store: Store, _ sources: Range<Int32>) -> Bitmap {
        guard let field = store.schema.publicationDate else { return Bitmap(repeating: false, count: sources.count) }
        let column = store.wholeColumn(of: field)
        guard case .date(let dates) = column.payload else { return Bitmap(repeating: false, count: sources.count) }
        let first = Int(sources.lowerBound - store.range(of: store.schema[field].owner).lowerBound)
        return Bitmap(count: sources.count) { (row: Int) -> Bool in
            column.isPresent(first + row) && dates.last[first + row] <= day
        }
    }

    func isKnown(_ claim: Claim) -> Bool { store.claims.citations(of: claim).contains(where: isPublished) }

    func isPublished(_ citation: Citation) -> Bool {
        sources.contains(citation.source) && published[Int(citation.source - sources.lowerBound)]
    }

    /// Whether the views hide the claim itself, whatever becomes of its record.
    func hides(_ claim: Claim) -> Bool {
        if isShownSource(claim.subject) { return false }
        if settings.statedOnly, !claim.basis.isStated { return true }
        return settings.knownBy != nil && !claim.citations.isEmpty && !isKnown(claim)
    }

    func shownRecords() -> Bitmap {
        var shown = Bitmap(repeating: true, count: store.entityCount)
        if settings.knownBy != nil { shown = records(having: isKnown, imports: false) }
        if settings.statedOnly { shown = shown & records(having: { $0.basis.isStated }, imports: true) }
        for source in sources where isShownSource(source) { shown[Int(source)] = true }
        return store.view.map { shown & $0.shown } ?? shown
    }

    /// Whether it is a source that the views show for itself.
    func isShownSource(_ entity: EntityNumber) -> Bool {
        guard sources.contains(entity) else { return false }
        return settings.knownBy == nil || published[Int(entity - sources.lowerBound)]
    }

    /// The records with such a claim, or such a link to them.
    private func records(having isWanted: (Claim) -> Bool, imports: Bool) -> Bitmap {
        var found = Bitmap(repeating: false, count: store.entityCount)
        for claim in store.claims.claims where !claim.isHidden && isWanted(claim) {
            found[Int(claim.subject)] = true
            if let target = claim.target { found[Int(target)] = true }
        }
        if imports { markImports(&found) }
        return found
    }

    /// Rows of tables, and what their links lead to.
    private func markImports(_ found: inout Bitmap) {
        guard !store.claims.imports.isEmpty else { return }
        for entity in 0..<Int32(store.entityCount) where store.claims.range(of: entity).isEmpty {
            found[Int(entity)] = true
        }
        for field in store.schema.fields where !field.isInverse && store.schema.claims?.role(of: field.id) == nil {
            guard case .link = field.content else { continue }
            let first = store.range(of: field.owner).lowerBound
            LinkLists.forEachLink(of: store.wholeColumn(of: field.id)) { row, target in
                if store.claims.range(of: first + Int32(row)).isEmpty { found[Int(target)] = true }
            }
        }
    }
}

extension Claim.Basis {
    /// A source, or the table itself, says so.
    var isStated: Bool { self == .stated || self == .imported }
}

extension StoreView {
    /// What `known by` and `stated only` show.
    static func sourced(of store: Store, settings: ViewSettings) -> StoreView {
        let rule = SourcedClaims(store, settings)
        let shown = rule.shownRecords()
        var claims = store.claims.hiding(records: shown, rule.hides)
        if settings.knownBy != nil {
            for place in claims.citations.indices {
                claims.citations[place].isHidden = !rule.isPublished(claims.citations[place])
            }
        }
        return StoreView(
            settings, shown: shown, undecided: Bitmap(repeating: false, count: store.entityCount), claims: claims,
            fields: store.schema.fields.count)
    }
}

extension ClaimTable {
    /// The table with more of it hidden: claims that `hides` names, and those
    /// of hidden records or that lead to one. What fields read is settled anew.
    func hiding(records shown: Bitmap, _ hides: (Claim) -> Bool) -> ClaimTable {
        var table = self
        for place in table.claims.indices {
            let claim = table.claims[place]
            let isLost = !shown[Int(claim.subject)] || claim.target.map { !shown[Int($0)] } == true
            if isLost || hides(claim) { table.claims[place].isHidden = true }
        }
        for entity in 0..<max(0, starts.count - 1) { table.settle(table.range(of: Int32(entity))) }
        return table
    }

    private struct FieldKey: Hashable {
        var field: FieldID
        var language: UInt8?
    }

    /// Which claims of one record its fields read: of the shown ones the
    /// preferred, else the normal ones. Where a higher rank was hidden, several
    /// values may be left for a field of one; it then reads none of them, for
    /// nothing tells which is right.
    private mutating func settle(_ record: Range<Int>) {
        guard record.contains(where: { claims[$0].isHidden }) else { return }
        var fields: [FieldKey: [Int]] = [:]
        for place in record {
            claims[place].isRead = false
            guard !claims[place].isHidden else { continue }
            guard let field = claims[place].field else {
                claims[place].isRead = true
                continue
            }
            fields[FieldKey(field: field, language: claims[place].language), default: []].append(place)
        }
        for places in fields.values {
            let isPreferred = places.contains { claims[$0].rank == .preferred }
            let read = places.filter { claims[$0].rank == (isPreferred ? .preferred : .normal) }
            guard let first = read.first, !claims[first].isSingle || read.allSatisfy({ agree($0, first) }) else {
                continue
            }
            for place in read { claims[place].isRead = true }
        }
    }

    /// Whether two claims of one record say the same, as written.
    private func agree(_ left: Int, _ right: Int) -> Bool {
        let (left, right) = (claims[left], claims[right])
        guard files.indices.contains(Int(left.file)), left.file == right.file else { return false }
        let bytes = files[Int(left.file)].utf8
        return bytes[left.span.start..<left.span.end] == bytes[right.span.start..<right.span.end]
    }
}
