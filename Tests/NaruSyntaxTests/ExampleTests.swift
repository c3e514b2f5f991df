import NaruSyntax
import Testing

@Suite struct ExampleTests {
    @Test func tasteParses() {
        let text = #"""
            # partners that two cities share
            city "시흥시".partners intersect city "울산시".partners
            | select name, country

            # bio agreements since 2023, by country
            agreements
            | where sector "bio" in sectors and signed >= @2023
            | expand c: parties.country
            | group by c into n: count(), latest: max(signed), titles: list(title)
            | sort n desc

            # shortest chain of partnerships
            paths from city "시흥시" to city "울산시" via partners up to 6 shortest
            | select hops, nodes

            # promises past their due date with nothing recorded
            commitments
            | where due < today and no fulfilled_by
            | select by, text, due

            # which source says so
            agreements | where title ~ "바이오" | take 1 | why

            # the same words in Korean: type and field names have Korean aliases
            협약 | where 체결일 in @2024 | sort 체결일 | select 명칭, 체결일, 당사자
            """#
        let result = parse(text)
        #expect(result.diagnostics.map { "\($0.code) \($0.message.english)" } == [])
        #expect(result.program.statements.count == 6)
        #expect(result.comments.count == 6)
    }

    @Test func definitionsParse() {
        let text = #"""
            param city: city = "부산"          # an entity parameter
            let korean(c: city) = c.country.iso = "KR"
            let bio = agreements | where sector "bio" in sectors
            let city.bio_partners = agreements[sector "bio" in sectors].parties[is city] except it
            import "common.naru"
            param kind: agreement.kind?
            param cities: city*
            """#
        let result = parse(text)
        #expect(result.diagnostics.map { "\($0.code) \($0.message.english)" } == [])
        #expect(result.program.statements.count == 7)
    }

    @Test(arguments: [
        "claims | all claims | where basis = .stated and single\n| group by subject, field into values: list(distinct(value)), n: count(distinct(value))\n| where n > 1",
        "agreements | known by @2024 | as of @2023-05-01 | stated only | where possibly signed in @2023-05..@2024",
        "network cities via partners | select nodes",
        "network (cities | take 3).x[it] via partners",
        "reach from city \"a\" via partners up to $n",
        "cities | add share: n / sum(n) over all, r: rank(n desc), m: sum(n) over country.iso, k: sum(n) over (a, b)",
        "cities | where any agreements[signed > @2024] and not (no partners) | top 5 by count(partners)",
        "cities{name, n: count(agreements), inner: agreements{title, signed}}",
        "cities | union (countries | take 3) | distinct | distinct name, country | with sources",
        "agreements | where amount >= 1000억원 and amount < 2 USD and due - signed > 3 months",
        "..@2023",
        "[.mou, .sister]", "[]", "(1)", "a.in.if.`x y`",
        "if a = 1 then 2 else 3", "reached(x, via: partners)", "x ?? y ?? z", "- - 3 + -4 * 2 % 5",
        "cities | where is city and it is not country and name !~ \"x\" and a not in b",
        "cities | select by, from, to, on | expand optional x: y | join z: q on z.a = b | join optional optional: q on true",
    ])
    func parses(_ text: String) {
        #expect(parse(text).diagnostics.map { "\($0.code) \($0.message.english)" } == [])
        #expect(parse(text).program.statements.count == 1)
    }
}
