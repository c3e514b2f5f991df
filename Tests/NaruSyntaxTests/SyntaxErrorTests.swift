import NaruSyntax
import Testing

@Suite struct SyntaxErrorTests {
    @Test(
        arguments: [
            // One mistake, one diagnostic.
            ("cities | selct name, country", ["E1020"]), ("cities | limit 10", ["E1020"]),
            ("cities | order by x", ["E1020"]),
            ("cities | where a < b < c", ["E1016"]), ("cities | where a = b is c in d", ["E1016"]),
            ("a union b intersect c except d", ["E1017"]), ("x | where no a union b", ["E1018"]),
            ("x | where any a.b > @2024", ["E1018"]), ("x | where no a in b", ["E1018"]), ("x | where (no a) = b", []),
            ("SELECT name FROM cities WHERE x = 1", ["E1019"]), ("select name", ["E1019"]),
            ("from cities | take 1", ["E1019"]),
            ("select * from cities", ["E1019"]), ("a | select b | as of @2024", ["E1021"]), ("a |", ["E1022"]),
            ("a | | take 1", ["E1022"]),
            ("(a | ) | take 1", ["E1022"]), ("| take 1", ["E1023"]), ("by a", ["E1023"]),
            ("a | where b = null", ["E1025"]),
            ("a | where b is not null", ["E1025"]), ("a | where b LIKE \"x\"", ["E1026"]), ("a | sort by b", ["E1026"]),
            ("a | sort b descending", ["E1026"]), ("a | group into n: count(*)", ["E1027"]),
            ("a | select *", ["E1027"]),
            ("let in = 3", ["E1028"]), ("a | select in: 3", ["E1028"]), ("a where b", ["E1029"]),
            ("a | take 1 select b", ["E1029"]),
            ("x | where 3 where y", ["E1029"]), ("x | where 1 .. 3 = y", ["E1030"]), ("x | where 1.. 3 = y", ["E1030"]),
            ("1 + if a then b", ["E1031"]), ("a = not b", ["E1031"]), ("a | union b", ["E1031"]),
            ("a over all", ["E1032"]),
            ("a | take b", ["E1033"]), ("a | take 1.5", ["E1033"]), ("a | skip -1", ["E1033"]),
            ("param $x: int", ["E1015"]),
            ("let f($x: int) = x", ["E1015"]), ("(a", ["E1002"]), ("f(a, [b, c)", ["E1002"]),
            ("a | where (b = 1\nlet c = 2", ["E1002"]),
            ("a ) | take 1", ["E1003"]), ("a | where b -- hello world", ["E1010"]), ("let x =\nlet y = 3", ["E1001"]),
            ("import foo", ["E1001"]), ("a | group b", ["E1001"]), ("a | with source", ["E1001"]),
            ("a | expand b", ["E1001"]),
            ("a | join b on c", ["E1001"]), ("a | distinct\nb", []), ("sum(a) over ()", ["E1001"]),
            // Independent mistakes are all reported, and only those.
            ("a | selct b | where c == d | take x", ["E1020", "E1008", "E1033"]),
            ("a | select b c, d e | sort f g", ["E1001", "E1001", "E1001"]),
            ("a | where (b c) = d | take x\nb | take y; c | take z", ["E1001", "E1033", "E1033", "E1033"]),
            ("[a b, c d, (e f), g]", ["E1001", "E1001", "E1001"]), ("f(a b, {c}, d)", ["E1001", "E1001"]),
            ("a[b c].d | take x", ["E1001", "E1033"]),
            ("let x = a b | take y\nlet z = 3 | selct", ["E1001", "E1033", "E1020"]),
            ("let 3 = a | take x\nb", ["E1001", "E1033"]),
            ("a | where @2023-13 = 'x' | take y", ["E1013", "E1009", "E1033"]),
            ("\"abc\n| take x", ["E1004", "E1033"]),
            ("a | where ((b = 1\n| take x\nc | take y", ["E1033", "E1002", "E1033"]),
        ] as [(String, [String])])
    func codes(_ text: String, _ expected: [String]) {
        let result = parse(text)
        #expect(Set(result.diagnostics.map(\.code.description)) == Set(expected))
        #expect(result.diagnostics.count == expected.count)
    }

    @Test func everyDiagnosticSpeaksBothLanguages() {
        let text = "a | selct b | take x\n(a\n| where b < c < d and 'x' = null | as of 3"
        let found = parse(text).diagnostics
        #expect(found.count >= 5)
        for diagnostic in found {
            let messages = [diagnostic.message] + diagnostic.help + [diagnostic.label].compactMap { $0 }
            for message in messages {
                #expect(!message.english.isEmpty && message.korean.unicodeScalars.contains { $0.value >= 0xAC00 })
            }
            #expect(diagnostic.label != nil || !diagnostic.help.isEmpty || !diagnostic.suggestions.isEmpty)
            #expect(DiagnosticCode.syntax.contains(diagnostic.code))
        }
    }

    @Test func codesAreUnique() {
        #expect(Set(DiagnosticCode.syntax).count == DiagnosticCode.syntax.count)
        #expect(DiagnosticCode.syntax.allSatisfy { $0.description.hasPrefix("E1") })
    }

    @Test func anUnclosedBracketPointsAtItself() {
        #expect(parse("a | where f(b, (c").diagnostics.map(\.span) == [Span(15, 16)])
    }

    @Test func brokenStagesEndTheTree() throws {
        let result = parse("a | take 1 | selct b | select c")
        guard case .query(let query)? = result.program.statements.first?.kind else { return #expect(Bool(false)) }
        #expect(outline(query) == "a | take 1")
    }

    @Test func brokenItemsAreMissing() throws {
        let result = parse("a | select b, c: ), d")
        #expect(result.diagnostics.count == 1)
        let kept = parse("a | select b, c: , d")
        guard case .query(let query)? = kept.program.statements.first?.kind else { return #expect(Bool(false)) }
        #expect(outline(query) == "a | select b, c: ?, d")
    }
}
