import NaruSyntax
import Testing

@Suite struct StatementTests {
    @Test(arguments: [
        ("a\nb", 2), ("a; b;; c", 3), ("a\n.b", 1), ("a\n+ b\n- c", 1), ("a +\nb", 1),
        ("a\nand b\nor c", 1), ("a\nis b", 1), ("a\nnot in b", 1), ("a\nnot b", 2), ("a\nunion b", 1),
        ("a | sort b\ndesc, c", 1), ("f\n(a)", 2), ("f\n[a]", 2), ("city\n\"x\"", 2), ("3\nkm", 2),
        ("f(\na\n,\nb\n)", 1),
        ("[\n1,\n2\n]", 1), ("a[\nb\n]", 1), ("a\n[b]", 2), ("a{\nb,\nc\n}", 1), ("if a\nthen b\nelse c", 1),
        ("paths from a\nto b\nvia c\nup to 3\nshortest", 1), ("a | group\nby b\ninto c", 1), ("a | select\nb,\nc", 1),
        ("a | distinct\nb", 2), ("let x =\n  a | take 3\nlet y = x", 2), ("", 0), (";;\n;", 0), ("# only a comment", 0),
        ("a | join b: c\non d", 1), ("sum(a)\nover all", 1), ("a\n?? b", 1), ("a | where b =\nc", 1), ("a\r\nb\r\n", 2),
    ])
    func ends(_ text: String, _ count: Int) {
        let result = parse(text)
        #expect(result.diagnostics.map(\.code) == [])
        #expect(result.program.statements.count == count)
    }

    @Test func definitions() throws {
        guard
            case .definition(let plain) = try statement(
                "let `my x`(c: city, k: agreement.kind?, m: city*) = c | take 1"
            ).kind
        else { return #expect(Bool(false)) }
        #expect(plain.name.text == "my x")
        #expect(plain.parameters?.map(\.type.suffix) == [.none, .optional, .many])
        #expect(plain.parameters?.map { $0.type.field?.text } == [nil, "kind", nil])
        #expect(outline(plain.body) == "c | take 1")
        guard case .definition(let member) = try statement("let city.no = partners").kind else {
            return #expect(Bool(false))
        }
        #expect(member.owner?.text == "city" && member.name.text == "no" && member.parameters == nil)
    }

    @Test func parametersAndImports() throws {
        guard case .parameter(let parameter, let value) = try statement("param n: int = 3").kind else {
            return #expect(Bool(false))
        }
        #expect(parameter.name.text == "n" && parameter.type.name.text == "int" && value.map(outline) == "3")
        guard case .importFile(let file) = try statement("import \"a.naru\"").kind else { return #expect(Bool(false)) }
        #expect(file == "a.naru")
        #expect(outline(try query("let.x")) == "let.x")
        #expect(outline(try query("param | take 1")) == "param | take 1")
        #expect(outline(try query("import")) == "import")
    }

    @Test(arguments: [
        ("a", true), ("", true), ("a |", false), ("a | # x", false), ("a +", false), ("a = ", false), ("(a", false),
        ("a[b", false), ("a{", false), ("(a))", true), ("\"abc", false), ("`abc", false), ("\"abc\"", true),
        ("a,", false),
        ("a and", false), ("not", false), ("a.in", true), ("a.", false), ("3..", true), ("param x: city*", true),
        ("a *", false), ("if a then", false), ("a is", false), ("x = today", true), ("let x =", false),
        ("a\n| take 3", true),
        ("# (", true), ("\"(\"", true), ("(\n;", false),
    ])
    func completeness(_ text: String, _ expected: Bool) {
        #expect(Parser.isComplete(text) == expected)
    }
}
