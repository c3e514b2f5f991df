import NaruSyntax

/// A small dataset as plain lists of claims, and what views leave of it, worked
/// out from the definitions alone.
struct LedgerModel {
    enum Basis { case stated, inferred, outside }
    enum Rank: String { case preferred, normal, deprecated }

    struct Claim {
        var subject: Int
        var field: String
        var value: String
        var target: Int?
        var rank = Rank.normal
        var basis = Basis.outside
        /// Places of sources among the records.
        var citations: [Int] = []
    }

    struct Record {
        var type: String
        var id: String
        var basis = Basis.outside
        var citations: [Int] = []
    }

    struct View {
        var knownBy: String?
        var statedOnly = false
        var asOf: String?

        var written: String {
            [
                knownBy.map { "known by @\($0)" }, statedOnly ? "stated only" : nil, asOf.map { "as of @\($0)" },
            ].compactMap { $0 }.map { " | " + $0 }.joined()
        }
    }

    static let single: Set<String> = [
        "name", "title", "headline", "size", "open", "boss", "of", "next", "from", "until", "term", "published",
    ]

    var records: [Record]
    var claims: [Claim]

    /// The records and claims that a view shows, and how many posts it leaves
    /// out as undecided. Rivals are gone: nothing reads them.
    func seen(by view: View) -> (model: LedgerModel, shown: [Bool], undecided: Int) {
        var shown = shownRecords(by: view)
        var left = claims.filter { isShown($0, view) && shown[$0.subject] && $0.target.map { shown[$0] } != false }
        var undecided = 0
        if let day = view.asOf.flatMap({ PartialDate($0) }) {
            let before = LedgerModel(records: records, claims: left)
            for record in records.indices where records[record].type == "post" && shown[record] {
                let holds = before.holds(record, on: day.first)
                shown[record] = holds == true
                if holds == nil { undecided += 1 }
            }
            left.removeAll { !shown[$0.subject] || $0.target.map { shown[$0] } == false }
        }
        var model = LedgerModel(records: records, claims: left)
        model.dropRivals()
        return (model, shown, undecided)
    }

    // MARK: - Sources

    private func isPublished(_ source: Int, by day: Int32) -> Bool {
        let date = claims.first { $0.subject == source && $0.field == "published" }.flatMap { PartialDate($0.value) }
        return date.map { $0.last <= day } ?? false
    }

    private func isCited(_ citations: [Int], by day: Int32) -> Bool { citations.contains { isPublished($0, by: day) } }

    /// Sources that are out are shown for themselves, with all that is recorded.
    private func isShownSource(_ record: Int, _ view: View) -> Bool {
        guard records[record].type == "source" else { return false }
        return view.knownBy.flatMap { PartialDate($0)?.first }.map { isPublished(record, by: $0) } ?? true
    }

    private func isShown(_ claim: Claim, _ view: View) -> Bool {
        if isShownSource(claim.subject, view) { return true }
        if view.statedOnly, claim.basis != .stated { return false }
        guard let day = view.knownBy.flatMap({ PartialDate($0)?.first }), !claim.citations.isEmpty else { return true }
        return isCited(claim.citations, by: day)
    }

    private func shownRecords(by view: View) -> [Bool] {
        records.indices.map { place in
            if isShownSource(place, view) { return true }
            let around = claims.filter { $0.subject == place || $0.target == place }
            let record = records[place]
            if let day = view.knownBy.flatMap({ PartialDate($0)?.first }) {
                let isKnown = isCited(record.citations, by: day) || around.contains { isCited($0.citations, by: day) }
                if !isKnown { return false }
            }
            return !view.statedOnly || record.basis == .stated || around.contains { $0.basis == .stated }
        }
    }

    // MARK: - Ranks

    /// The claims that a field of one record reads.
    func read(_ subject: Int, _ field: String) -> [Claim] {
        let all = claims.filter { $0.subject == subject && $0.field == field }
        let preferred = all.filter { $0.rank == .preferred }
        let read = preferred.isEmpty ? all.filter { $0.rank == .normal } : preferred
        return Self.single.contains(field) && Set(read.map(\.value)).count > 1 ? [] : read
    }

    private mutating func dropRivals() {
        let whole = self
        claims.removeAll { claim in
            claim.rank != .deprecated && Self.single.contains(claim.field)
                && whole.read(claim.subject, claim.field).isEmpty
        }
    }

    // MARK: - Validity

    private func date(_ record: Int, _ field: String) -> PartialDate? {
        read(record, field).first.flatMap { PartialDate($0.value) }
    }

    /// `valid from .. until ?? from + term`; nil where it cannot be known.
    private func holds(_ record: Int, on day: Int32) -> Bool? {
        let from = date(record, "from")
        let term = read(record, "term").first.map { $0.value.hasPrefix("1") ? 12 : 6 }
        let until =
            date(record, "until")
            ?? from.flatMap { from in
                term.flatMap { from.adding(Duration(months: Int32($0), days: 0), sign: 1) }
            }
        let wasSeen = read(record, "attested").contains { PartialDate($0.value).map { $0.last <= day } ?? false }
        let hasBegun: Bool? =
            if wasSeen { true } else if let from {
                from.last <= day ? true : from.first > day ? false : nil
            } else { nil }
        let goesOn: Bool? =
            if let until { until.first >= day ? true : until.last < day ? false : nil } else { true }
        if hasBegun == false || goesOn == false { return false }
        return hasBegun == nil || goesOn == nil ? nil : true
    }
}
