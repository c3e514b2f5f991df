import Naru
import NaruIDE
import NaruSemantics
import NaruSyntax
import Testing

/// What Tab offers, on the bundled dataset; `‸` is the cursor.
@Suite struct CompletionTests {
    static let completer = Result { try Completer(checker: Dataset.loadBundled().checker) }

    func complete(_ marked: String, korean: Bool = false) throws -> Completions {
        let parts = marked.split(separator: "‸", omittingEmptySubsequences: false)
        let text = parts.joined()
        let completer =
            try korean
            ? Completer(checker: Dataset.loadBundled().checker, prefersAliases: true) : Self.completer.get()
        return completer.completions(of: text, at: parts[0].utf8.count)
    }

    @Test(arguments: [
        ("ci‸", ["cities"]),
        ("cities | wh‸", ["where"]),
        ("cities | where na‸", ["name"]),
        ("cities | where country.n‸", ["name"]),
        ("agreements | where kind = .s‸", ["sister"]),
        ("agreements | where signed > to‸", ["today"]),
        ("events | where sides is c‸", ["city", "county", "country", "continent", "commitment"]),
        ("city \"샌디‸", ["샌디에이고"]),
        ("city \"시흐‸", ["시흥"]),
        ("협약 | where 체‸", ["체결일", "체결지"]),
        ("cities | sort name d‸", ["desc"]),
        ("cities | group by country i‸", ["into"]),
        ("agreements | group by signed.year acr‸", ["across"]),
        ("agreements | group by signed.year across ki‸", ["kind"]),
        ("agreements | group by signed.year across kind in [.s‸", ["sister"]),
        ("agreements | group by signed.year across kind in‸", ["into", "in"]),
        ("let close = [.mou]\nagreements | where kind in cl‸", ["close"]),
        ("agreements | select n: count() over all so‸", ["so far"]),
        ("agreements | where has_w‸", ["has_word"]),
        ("let a = ag‸", ["agreements"]),
        ("cities | select n: count(ag‸)", ["agreements"]),
        ("param who: ci‸", ["city"]),
        ("param who: city = \"Siheung\"\n$w‸", ["who"]),
        ("cities | known b‸", []),
        ("agreements | kn‸", ["known by"]),
        ("cities | select a: name | where a‸", ["a"]),
        ("agreements | join c: commitments on c.un‸", ["under"]),
    ])
    func offers(_ marked: String, _ expected: [String]) throws {
        let found = try complete(marked).candidates.map(\.text)
        for name in expected { #expect(found.contains(name), "\(marked): \(found.prefix(20))") }
    }

    @Test(arguments: ["# ci‸", "agreements | take 1‸", "agreements | where signed = @2024‸", "cities | expand x‸"])
    func offersNothing(_ marked: String) throws {
        #expect(try complete(marked).candidates.isEmpty)
    }

    /// What only a subtype has comes after the narrowing.
    @Test func narrowing() throws {
        let plain = try complete("agreements.parties[it.‸]").candidates.map(\.text)
        let narrowed = try complete("agreements.parties[it is person and it.‸]").candidates.map(\.text)
        #expect(!plain.contains("offices") && narrowed.contains("offices"))
    }

    @Test func koreanNamesFirst() throws {
        let found = try complete("cities | where ‸", korean: true).candidates.map(\.text)
        #expect(found.first == "이름")
    }

    @Test func candidatesSayTheirType() throws {
        let found = try complete("agreements | where sig‸").candidates.first { $0.text == "signed" }
        #expect(found?.item.type == "date?" && found?.item.aliases == ["체결일"])
    }

    /// Whatever stands before the cursor, completing never fails and replaces
    /// only what was typed of the word.
    @Test func everyPrefixOfATour() throws {
        let text = "let big = cities | where count(agreements) > 1\nbig | expand a: agreements | select name, a.signed"
        for cursor in 0...text.utf8.count {
            let found = try Self.completer.get().completions(of: text, at: cursor)
            #expect(found.replaced.upperBound == cursor && found.replaced.lowerBound >= 0)
        }
    }
}
