import Foundation
import Testing

@testable import NaruSyntax

@Suite struct DepthTests {
    static let shapes: [(name: String, open: String, middle: String, close: String)] = [
        ("parentheses", "(", "1", ")"), ("lists", "[", "1", "]"), ("calls", "f(", "x", ")"),
        ("filters", "a[", "b", "]"), ("shapes", "a{", "b", "}"), ("minus", "-", "1", ""), ("not", "not ", "x", ""),
        ("no", "no ", "x", ""), ("if", "if a then ", "b", ""), ("conditions", "if ", "a", " then b"),
        ("queries", "(a | where ", "b", ")"), ("unions", "a | union (", "b", ")"), ("sum", "", "a", "+a"),
        ("product", "a*", "a", ""),
        ("windows", "sum(", "n", ") over all"), ("mixed", "(-[f(a{b[", "1", "]})])"),
        ("not mixed", "(not a.b or ", "c", ")"),
    ]

    @Test(arguments: shapes.indices)
    func tenThousandDeepIsOneDiagnostic(_ index: Int) {
        let shape = Self.shapes[index]
        for count in [300, 10_000] {
            let text = repeated(shape, count) + "\ncities | take x"
            let found = codes(text)
            #expect(found == ["E1024", "E1033"], "\(shape.name) \(count)")
        }
    }

    @Test(arguments: [".b", "[b]", "{b}", " + a", " * a", ".b[c]"])
    func longChains(_ link: String) {
        #expect(codes("a" + String(repeating: link, count: 10_000)) == ["E1024"])
        #expect(codes("a" + String(repeating: link, count: 100)) == [])
    }

    @Test(arguments: [" or a", " and a = b", " union a", " ?? a", " or a.b + c[d]", " and a in b union c"])
    func flatChainsMayBeLong(_ link: String) {
        #expect(codes("a" + String(repeating: link, count: 5_000)) == [])
    }

    @Test func siblingsDoNotAddUp() {
        let items = (0..<500).map { "a.b.c + f(x[y], -z)[\($0)]" }.joined(separator: ", ")
        #expect(codes("[\(items)]") == [])
        #expect(codes("a" + String(repeating: " | where a.b = c + d and e", count: 500)) == [])
        #expect(codes("a | select \(items)") == [])
    }

    @Test(arguments: shapes.indices)
    func aHundredDeepIsFine(_ index: Int) {
        let shape = Self.shapes[index]
        guard shape.name != "mixed" else { return }
        #expect(codes(repeated(shape, 100)) == [], "\(shape.name)")
    }

    @Test(arguments: [
        "(", "[", "{", "a[", "a{", "f(", "-", "not ", "no ", "if ", "a | ", ")", "]", "\"", "'", "`", "@", "$", "..",
        "“", "«", "let ", "\\\"\n", "a b|",
    ])
    func unfinishedNestingEnds(_ piece: String) {
        let result = parse(String(repeating: piece, count: 20_000))
        #expect(!result.diagnostics.isEmpty)
    }

    private func repeated(_ shape: (name: String, open: String, middle: String, close: String), _ count: Int) -> String
    {
        String(repeating: shape.open, count: count) + shape.middle + String(repeating: shape.close, count: count)
    }
}

/// The deepest trees that are no error fit the stack of a main thread with
/// room to spare, whatever walks them, even without optimisation.
@Test(arguments: [
    ("(a | where ", ")", 120), ("a{", "}", 120), ("if a then ", "", 240), ("-", "", 240), ("(", ")", 240),
])
func deepTreesFitTheStack(opener: String, closer: String, count: Int) async {
    let text = String(repeating: opener, count: count) + "b" + String(repeating: closer, count: count)
    let isSound = await withCheckedContinuation { continuation in
        let thread = Thread {
            let (result, other) = (parse(text), parse(text))
            let isSame = result.program == other.program && result.program.hashValue == other.program.hashValue
            let isShown = !result.program.dump.isEmpty && !Printer.print(result.program).isEmpty
            continuation.resume(returning: result.diagnostics.isEmpty && isSame && isShown)
        }
        thread.stackSize = 6 << 20
        thread.start()
    }
    #expect(isSound)
}
