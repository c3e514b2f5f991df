import NaruSyntax
import Testing

@Suite struct ExpressionTests {
    @Test(arguments: [
        ("a or b and not c = d", "{a or {b and {not {c = d}}}}"),
        ("a ?? b union c = d", "{{a ?? {b union c}} = d}"),
        ("a union b..c", "{a union {b .. c}}"),
        ("1..2 + 3", "{1 .. {2 + 3}}"),
        ("1 - 2 - 3 * 4 / 5", "{{1 - 2} - {{3 * 4} / 5}}"),
        ("- a.b * c", "{{- a.b} * c}"), ("- -a", "{- {- a}}"), ("a - -b", "{a - {- b}}"), ("a--b", "{a - {- b}}"),
        ("no a.b and any c[d]", "{{no a.b} and {any c[d]}}"),
        ("not not a", "{not {not a}}"), ("not a in b", "{not {a in b}}"), ("a not in b", "{a not in b}"),
        ("a is b and it is not c or is d", "{{{a is b} and {it is not c}} or { is d}}"),
        ("a ~ \"x\" and b !~ \"y\"", "{{a ~ \"x\"} and {b !~ \"y\"}}"),
        ("a and b and c", "{a and b and c}"), ("a union b union c", "{a union b union c}"),
        ("if a then b else if c then d", "{if a then b else {if c then d}}"),
        ("(if a then b) + 1", "{({if a then b}) + 1}"),
        ("a in @1970-01-01..@1970-01-02", "{a in {@0...0 .. @1...1}}"), ("..3", "{ .. 3}"), ("3..", "{3 .. }"),
        ("(3..)", "({3 .. })"), ("[3.., ..4]", "[{3 .. }, { .. 4}]"), ("3..4 city", "{3 .. <4 city>}"),
        ("1000억 KRW + 3일 - 2 weeks", "{{<1000억 KRW> + <3 일>} - <2 weeks>}"), ("3 `on`", "<3 on>"),
        ("city \"부산\".partners", "<city \"부산\">.partners"),
        ("a.in.`x y`.if", "a.in.x y.if"), (".mou", ".mou"), ("[.mou, .in]", "[.mou, .in]"), ("[]", "[]"),
        ("a[b]{c, d: e{f}}.g", "a[b]{c, d: e{f}}.g"),
        ("f()", "f()"), ("f(a, via: b, c desc)", "f(a, via: b, c desc)"), ("count (a)", "count(a)"),
        ("sum(n) over all", "{sum(n) over all}"), ("sum(n) over a.b", "{sum(n) over a.b}"),
        ("n / sum(n) over (a, b) + 1", "{{n / {sum(n) over a, b}} + 1}"),
        ("(a | take 3 | select b).c", "(a | take 3 | select b).c"),
        ("$city", "$city"), ("today", "today"), ("true = false", "{true = false}"),
        ("by", "by"), ("`and`", "`and`"), ("a = any b", "{a = {any b}}"), ("x.y is z", "{x.y is z}"),
    ])
    func grouping(_ text: String, _ expected: String) throws {
        // Behind a source no word is taken for the start of a statement.
        let whole = try query("x | where \(text)")
        #expect(outline(whole) == "x | where \(expected)")
    }

    @Test func spansCoverTheirText() throws {
        let found = try expression("a + b.c[d]")
        guard case .arithmetic(_, let left, let right) = found.kind else { return #expect(Bool(false)) }
        #expect([found.span, left.span, right.span] == [Span(0, 10), Span(0, 1), Span(4, 10)])
    }

    @Test(arguments: [
        ("paths from a to b via c", "paths a b c - unspecified"),
        ("paths from a to b via c up to 6 shortest", "paths a b c 6 shortest"),
        ("paths from a to b via c up to $n all shortest", "paths a b c $n allShortest"),
        ("paths from a to b via c up to 3 simple | take 1", "paths a b c 3 simple | take 1"),
        ("reach from a via b up to 2", "reach a b 2"), ("reach from a union b via c", "reach {a union b} c -"),
        ("network cities via partners", "network cities partners"),
        ("network (a | take 3)[b].c via d", "network (a | take 3)[b].c d"),
        ("network city \"x\".y via d", "network <city \"x\">.y d"),
        ("paths", "paths"), ("network", "network"), ("reach.x", "reach.x"),
        ("network union paths", "{network union paths}"),
        (
            "a | known by @1970-01-01 | as of @1970-01-02 | stated only | all claims | why",
            "a | known by @0...0 | as of @1...1 | stated only | all claims | why"
        ),
        ("a | where possibly b", "a | where possibly b"), ("a | where `possibly`", "a | where `possibly`"),
        ("a | select b, c: d, e", "a | select b, c: d, e"), ("a | drop b, c", "a | drop b, c"),
        ("a | expand b: c.d", "a | expand b: c.d"), ("a | expand optional b: c", "a | expand optional b: c"),
        ("a | expand optional: c", "a | expand optional: c"),
        ("a | join b: c on b.d = e", "a | join b: c on {b.d = e}"),
        ("a | join optional b: c union d on e", "a | join optional b: {c union d} on e"),
        ("a | group by b, c: d into e: count()", "a | group by b, c: d into e: count()"),
        ("a | group by b", "a | group by b into -"), ("a | group into n: count()", "a | group by  into n: count()"),
        ("a | group by by", "a | group by by into -"),
        ("a | sort b desc, c asc, d", "a | sort b desc, c asc, d"), ("a | sort by desc", "a | sort by desc"),
        ("a | take 3 | skip $n | top 2 by b asc", "a | take 3 | skip $n | top 2 by b asc"),
        ("a | distinct | distinct b, c", "a | distinct  | distinct b, c"),
        ("a | union (b | take 3) | intersect (c) | except (d)", "a | union (b | take 3) | intersect (c) | except (d)"),
        ("a | with sources | why | take 1", "a | with sources | why | take 1"),
        ("a | select by, from, to, on", "a | select by, from, to, on"),
    ])
    func queries(_ text: String, _ expected: String) throws {
        #expect(outline(try query(text)) == expected)
    }
}
