import TestSupport
import Testing

/// Whatever a view hides, the rest answers like a dataset that holds only what
/// the view shows.
@Suite struct ViewTests {
    /// Each over a plural name, behind which the view goes.
    private static let queries = [
        ("things", "select key: it.id, name, size, tag, open, l: link.id, lb: linked_by.id, b: boss.id"),
        ("things", "select key: it.id, st: staff.id, p: posts.id, n: count(posts.previous), t: it.label"),
        ("posts", "select key: it.id, title, o: of.id, from, until, term, attested, n: next.id, p: previous.id"),
        ("sources", "select key: it.id, headline, published"),
        ("entities", "group by type"),
        ("claims", #"where field != "id" | select s: subject.id, field, value, t: target.id, rank, single"#),
        ("things", "select key: it.id, r: reached(it, via: link).id, n: count((dataset.things | where open))"),
        ("things", "where size > 4 | expand x: link | group by x.id into n: count()"),
        ("things", "join p: posts on p.of = it | select a: it.id, b: p.id"),
    ]

    @Test func answersAreThoseOfWhatIsShown() throws {
        let seed = RandomSource.seed
        var ledger = RandomLedger(seed: seed)
        for round in 0..<60 {
            let model = ledger.dataset()
            let scratch = try Scratch(schema: LedgerModel.schema, records: model.text)
            for _ in 0..<3 {
                let view = ledger.view()
                let (left, shown, _) = model.seen(by: view)
                let only = try Scratch(schema: LedgerModel.schema, records: left.standalone(shown))
                for (source, stages) in Self.queries {
                    let viewed = try scratch.ask("\(source)\(view.written) | \(stages)").rows
                    let plain = try only.ask("\(source) | \(stages)").rows
                    guard viewed != plain else { continue }
                    Issue.record(
                        """
                        NARU_SEED=\(seed), round \(round): \(source)\(view.written) | \(stages)
                        viewed \(viewed)
                        plain  \(plain)
                        \(model.text)
                        """)
                    return
                }
            }
        }
    }

    /// Views are kept for later queries; which were kept and which were made
    /// anew shows in no answer.
    @Test func answersDoNotDependOnEarlierViews() throws {
        let text = """
            source early
              headline   "Early"
              published  2023-01-01

            thing a
              name       "A"
                < early "A"

            post p
              title      "P"
                < early "P"
              of         a
                < early "of A"
              from       2024-06-01
                < early "from June"
            """
        let question = "posts | known by @2023-06-01 | select it.id, title"
        let known = try Scratch(schema: LedgerModel.schema, records: text).ask(question).rows
        #expect(known.count == 1)
        for others in 10...20 {
            let scratch = try Scratch(schema: LedgerModel.schema, records: text)
            _ = try scratch.ask("posts | known by @2023-06-01 | as of @2023-07-01")
            for year in 0..<others { _ = try scratch.ask("posts | as of @\(1900 + year)-01-01") }
            _ = try scratch.ask("things | known by @2023-06-01 | as of @2023-07-01 | select name | why")
            #expect(try scratch.ask(question).rows == known, "after \(others) other views")
        }
    }

    /// Ids of claims are numbers from 1, the same under every view.
    @Test func claimsAreNumbered() throws {
        let seed = RandomSource.seed
        var ledger = RandomLedger(seed: seed)
        for round in 0..<20 {
            let model = ledger.dataset()
            let scratch = try Scratch(schema: LedgerModel.schema, records: model.text)
            let all = try scratch.ask("claims | all claims | select it.id, s: subject.id, field, value").rows
            #expect(all.map(\.[0]) == (1...all.count).map { "\($0)" }, "NARU_SEED=\(seed), round \(round)")
            #expect(all.count == model.records.count + model.claims.count, "NARU_SEED=\(seed), round \(round)")
            let view = ledger.view().written
            let seen = try scratch.ask("claims\(view) | all claims | select it.id, s: subject.id, field, value").rows
            #expect(Set(seen).isSubset(of: Set(all)), "NARU_SEED=\(seed), round \(round)\(view)")
            let found = try scratch.ask("claims\(view) | all claims | where it in it.subject.claims | select it.id")
                .rows
            #expect(found.count == seen.count, "NARU_SEED=\(seed), round \(round)\(view)")
        }
    }

    @Test func undecidedPostsAreCounted() throws {
        let seed = RandomSource.seed
        var ledger = RandomLedger(seed: seed)
        var total = 0
        for round in 0..<60 {
            let model = ledger.dataset()
            let scratch = try Scratch(schema: LedgerModel.schema, records: model.text)
            var view = ledger.view()
            view.asOf = "2021-06-15"
            let undecided = model.seen(by: view).undecided
            total += undecided
            let counted = try scratch.ask("posts\(view.written) | group into n: count()").unknown
            #expect(counted == undecided, "NARU_SEED=\(seed), round \(round): \(view.written)\n\(model.text)")
        }
        #expect(total > 0, "NARU_SEED=\(seed)")
    }
}
