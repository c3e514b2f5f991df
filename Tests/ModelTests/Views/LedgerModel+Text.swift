/// The model as a dataset folder has it.
extension LedgerModel {
    static let schema = """
        languages en

        type thing plural things
          name text label
          size int
          tag text many
          link -> thing many inverse linked_by
          boss -> thing inverse staff
          open bool default false

        type post plural posts
          title text label
          of -> thing inverse posts
          next -> post inverse previous
          from date
          until date
          term duration
          attested date many
          valid from .. until ?? from + term

        type source plural sources
          headline text label
          published date
        """

    /// Records in order, each with its claims in order.
    var text: String {
        records.indices.map { place in
            let record = records[place]
            let own = claims.filter { $0.subject == place }
            return "\(record.type) \(record.id)\n" + details(record.basis, record.citations, indent: 2, isRecord: true)
                + own.map(text).joined()
        }.joined()
    }

    private func text(_ claim: Claim) -> String {
        let isText = ["name", "title", "headline", "tag"].contains(claim.field)
        let value = isText ? "\"\(claim.value)\"" : claim.value
        let rank = claim.rank == .normal ? "" : " \(claim.rank)"
        return "  \(claim.field) \(value)\(rank)\n"
            + details(claim.basis, claim.citations, indent: 4, isRecord: false)
    }

    /// A record itself is stated where it is cited, else outside knowledge.
    private func details(_ basis: Basis, _ citations: [Int], indent: Int, isRecord: Bool) -> String {
        let blanks = String(repeating: " ", count: indent)
        var lines = citations.map { "\(blanks)< \(records[$0].id) \"words\"\n" }
        if basis == .inferred, !isRecord { lines.append("\(blanks)inferred \"a reason\"\n") }
        if basis == .outside, !citations.isEmpty, !isRecord { lines.append("\(blanks)outside\n") }
        return lines.joined()
    }

    /// What is left as a dataset of its own: without the hidden records, and
    /// without citations, whose sources may be hidden too.
    func standalone(_ shown: [Bool]) -> String {
        var copy = self
        for place in copy.claims.indices { copy.claims[place].citations = [] }
        let own = Dictionary(grouping: copy.claims, by: \.subject)
        return records.indices.filter { shown[$0] }.map { place in
            "\(records[place].type) \(records[place].id)\n" + (own[place] ?? []).map { copy.text($0) }.joined()
        }.joined()
    }
}
