import Testing

@testable import NaruSyntax

@Suite struct PrinterTests {
    /// Text that is canonical already.
    @Test(arguments: [
        "select", "`let` union b", "`network`(x)", "`import` \"x\"", "let.x", "network[a]", "a[`in` = 1]", "a.in",
        "5 `by`", "5 `select`", "5 만원", "5만원", "1.5억달러", "`1x`", "- -a", "-(-a)", "-(a + b)",
        "a - (b - c)", "(a or b) and c", "not (a and b)", "(not a) = b", "(no a) union b", "no (a union b)",
        "..`by`", "a..b.c", "(a..b)..c", "sum(n) over `all`", "sum(n) over all", "sum(n) over (a + b)",
        "(sum(n) over a).b",
        "if a then (if b then c) else d", "if a then if b then c else d", "where[a]", "is city", "is not city",
        "a | where `possibly` > 1", "a | where possibly b", "a | distinct", "(a | take 3).b", "`by` | take 1",
        "`from`(x)",
        "\"\\u{1B}\\u{202E}\"", "$city", ".in", ".`x y`",
    ])
    func keeps(_ text: String) {
        let result = parse(text)
        #expect(result.diagnostics.isEmpty)
        #expect(Printer.print(result.program) == text + "\n")
    }

    @Test(arguments: [
        ("`name`.`in`", "name.in"), ("a  .  b", "a.b"), ("a[ b ]{ c,d }", "a[b]{c, d}"), ("5 명", "5명"),
        ("\"\\u{AC00}\"", "\"가\""), ("a|take 1", "a | take 1"), ("a|take 1|skip 2", "a\n| take 1\n| skip 2"),
        ("sum(n) over (a)", "sum(n) over a"), ("sum(n) over (`all`)", "sum(n) over `all`"),
    ])
    func tidies(_ text: String, _ canonical: String) {
        #expect(Printer.print(parse(text).program) == canonical + "\n")
    }

    /// Trees that no text led to get the parentheses that they need.
    @Test func parenthesesByPrecedence() {
        func leaf(_ name: String) -> Expression { Expression(.name(Name(name, at: none)), at: none) }
        func make(_ kind: Expression.Kind) -> Expression { Expression(kind, at: none) }
        let none = Span(0, 0)
        let (a, b, c) = (leaf("a"), leaf("b"), leaf("c"))
        let sum = make(.arithmetic(.add, a, b))
        let cases: [(Expression.Kind, String)] = [
            (.arithmetic(.multiply, sum, c), "(a + b) * c"),
            (.arithmetic(.subtract, c, sum), "c - (a + b)"),
            (.arithmetic(.add, sum, c), "a + b + c"),
            (.member(sum, Name("x", at: none)), "(a + b).x"),
            (.not(make(.or([a, b]))), "not (a or b)"),
            (.compare(.equal, make(.compare(.less, a, b)), c), "(a < b) = c"),
            (.set(.union, [make(.set(.except, [a, b])), c]), "(a except b) union c"),
            (.set(.union, [make(.no(a)), b]), "(no a) union b"),
            (.no(make(.set(.union, [a, b]))), "no (a union b)"),
            (.or([make(.conditional(condition: a, then: b, otherwise: nil)), c]), "(if a then b) or c"),
            (.range(lower: make(.range(lower: a, upper: b)), upper: c), "(a..b)..c"),
        ]
        for (kind, text) in cases {
            #expect(Printer.print(make(kind)) == text)
            #expect(parse(text).diagnostics.isEmpty)
        }
    }

    @Test func statementsThatCouldGoOnAreParted() {
        let text = "a; -b; .c; is d; ..e; [f]; not g"
        let printed = Printer.print(parse(text).program)
        #expect(printed == "a;\n\n-b;\n\n.c;\n\nis d;\n\n..e\n\n[f]\n\nnot g\n")
        #expect(parse(printed).program.tree == parse(text).program.tree)
    }

    @Test func deepTreesPrint() {
        let text = String(repeating: "(", count: 100) + "a" + String(repeating: ")", count: 100)
        let printed = Printer.print(parse(text).program)
        #expect(parse(printed).program.tree == parse(text).program.tree)
        #expect(Printer.print(parse(printed).program) == printed)
    }
}
