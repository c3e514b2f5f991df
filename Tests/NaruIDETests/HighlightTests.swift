import NaruIDE
import NaruSyntax
import Testing

@Suite struct HighlightTests {
    private func kinds(_ text: String) -> String {
        let bytes = Array(text.utf8)
        return Highlighter.highlights(of: text).map { highlight in
            "\(String(decoding: bytes[highlight.span.start..<highlight.span.end], as: UTF8.self)):\(highlight.kind)"
        }.joined(separator: " ")
    }

    @Test func query() {
        #expect(
            kinds("cities | where name ~ \"시\" and kind = .mou # c")
                == "cities:name |:symbol where:keyword name:name ~:symbol \"시\":text and:keyword kind:name =:symbol "
                + ".:symbol mou:enumCase # c:comment")
    }

    @Test func keywordsOnlyInTheirPlaces() {
        #expect(kinds("from | sort by desc") == "from:name |:symbol sort:keyword by:name desc:keyword")
        #expect(kinds("a.by") == "a:name .:symbol by:name")
    }

    @Test func windowsAndCasesSideBySide() {
        #expect(
            kinds("sum(n) over so so far")
                == "sum:function (:symbol n:name ):symbol over:keyword so:name so:keyword far:keyword")
        #expect(
            kinds("a | group by k across e in [.x]")
                == "a:name |:symbol group:keyword by:keyword k:name across:keyword e:name in:keyword [:symbol .:symbol "
                + "x:enumCase ]:symbol")
    }

    @Test func callsTypesAndDates() {
        #expect(
            kinds("count(x) in city \"a\" = @2024 $p 3")
                == "count:function (:symbol x:name ):symbol in:keyword city:type \"a\":text =:symbol @2024:date "
                + "$p:parameter 3:number")
    }
}
