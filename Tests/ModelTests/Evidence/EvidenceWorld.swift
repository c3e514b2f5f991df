/// A small made-up dataset as plain records, each with the lines of its claims.
struct EvidenceWorld {
    struct Record {
        var type: String
        var id: String
        var lines: [String] = []
    }

    var records: [Record] = []

    static let schema = """
        languages ko, en

        type party abstract plural parties
          name text per language label
          alias text many
          within -> party inverse contains

        type city plural cities is party
          size int
          founded date
          area quantity
          coastal bool default false
          twin -> city many inverse twinned_by
          let friends

        type club plural clubs is party
          kind enum sport, music, trade
          seat -> city inverse seats

        type deal plural deals
          title text label
          kind enum mou, sister, contract
          signed date
          amount quantity
          secret bool default false
          sides -> party many inverse deals
          renews -> deal inverse renewed
          place -> city inverse hosted
          ended date
          term duration
          valid signed .. ended ?? signed + term
          let hosts

        type role plural roles
          of -> deal inverse roles
          who -> party inverse posts
          kind enum host, guest
          from date
          until date
          attested date many
          valid from .. until

        type source plural sources
          headline text label
          published date
        """

    static let prelude = """
        let city.friends = twin union twinned_by
        let deal.hosts = roles[kind = .host].who
        let busy(p: party) = any p.deals[not secret]
        let recent(d: deal) = d.signed >= @2023
        """

    /// As `records.ties` has it.
    var text: String {
        records.map { record in
            (["\(record.type) \(record.id)"] + record.lines.map { "  " + $0 }).joined(separator: "\n") + "\n"
        }.joined()
    }

    /// The same with one record or one claim less, biggest steps first.
    var simpler: [EvidenceWorld] {
        var result: [EvidenceWorld] = []
        for place in records.indices {
            var copy = self
            let gone = copy.records.remove(at: place).id
            // Links to what is gone would not load.
            for other in copy.records.indices {
                copy.records[other].lines.removeAll { $0.split(separator: " ").dropFirst().first == Substring(gone) }
            }
            result.append(copy)
        }
        for place in records.indices {
            for line in records[place].lines.indices {
                var copy = self
                copy.records[place].lines.remove(at: line)
                result.append(copy)
            }
        }
        return result
    }
}
