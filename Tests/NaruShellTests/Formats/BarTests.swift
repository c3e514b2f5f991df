import Naru
import NaruEngine
import NaruShell
import NaruSyntax
import TestSupport
import Testing

/// Bars as golden files, and what they can be held to whatever the numbers.
@Suite struct BarTests {
    private static let hangul = [
        "시흥시", "\u{1109}\u{1175}\u{1112}\u{1173}\u{11BC} (NFD)", "서울바이오허브-양강생명과기성 업무협약", "👨‍👩‍👧 family",
        "a\tb\n", "",
    ]

    @Test func negativeZeroAbsentAndTiny() {
        let numbers: [NaruEngine.Value] = [.int(120), .int(-60), .int(0), .absent, .float(0.001), .int(-1)]
        expect(numbers, in: "bar.signs.txt")
    }

    @Test func nothingButNegative() { expect([.int(-4), .int(-1), .int(0)], in: "bar.negative.txt") }

    @Test func nothingButZero() { expect([.int(0), .decimal(ExactDecimal(0)), .absent], in: "bar.zero.txt") }

    @Test func quantitiesWithQualifiers() {
        let numbers = [
            SampleResult.quantity(100_000_000_000, "KRW"), SampleResult.quantity(50_000_000_000, "KRW", .atLeast),
            .quantity(
                NaruSyntax.Quantity(
                    amount: ExactDecimal(30_000_000_000), upper: ExactDecimal(70_000_000_000), unit: "KRW",
                    qualifier: .range)),
        ]
        expect(numbers, in: "bar.quantities.txt")
        expect(numbers, language: .korean, in: "bar.quantities.ko.txt")
    }

    /// One unit drawn in eighths: the lengths of the blocks are those of the numbers.
    @Test func lengthsAreExact() {
        let text = drawn((0...16).map { .int($0) }, width: "name  16  ".count + 2)
        let bars = text.split(separator: "\n").dropFirst().prefix(17).map { line in
            line.unicodeScalars.reduce(0) { $0 + (BarTests.eighths[$1] ?? 0) }
        }
        #expect(Array(bars) == Array(0...16))
    }

    private static let eighths: [Unicode.Scalar: Int] = [
        "▏": 1, "▎": 2, "▍": 3, "▌": 4, "▋": 5, "▊": 6, "▉": 7, "█": 8,
    ]

    @Test(arguments: 24...100) func fitsItsWidth(_ width: Int) {
        let numbers: [NaruEngine.Value] = [.int(120), .int(-60), .int(3), .absent, .int(1), .int(-120)]
        for line in drawn(numbers, width: width).split(separator: "\n") where !line.hasPrefix("6 rows") {
            #expect(DisplayWidth.of(line) <= width, "\(line)")
        }
    }

    @Test(arguments: [Double.greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e-300])
    func extremesStayWithinTheirRoom(_ size: Double) {
        let text = drawn([.float(size), .float(-size), .float(size / 2)], width: 60)
        #expect(text.contains("█"))
    }

    @Test func unitsThatDiffer() {
        var writer = writer(FormatOptions())
        var text = ""
        writer.write(
            [
                [.text("a"), SampleResult.quantity(1, "KRW")], [.text("b"), .absent],
                [.text("c"), SampleResult.quantity(1, "USD")],
            ], &text)
        #expect(writer.refusal(at: nil)?.message.english.contains("KRW, USD") == true)
    }

    /// A year and a count are both numbers.
    @Test func numbersMayBeNames() {
        let columns = ["year", "n"].map { OutputColumn(name: $0, type: "int", isNumeric: true) }
        var writer = OutputFormat.bar.writer(columns, FormatOptions())
        var text = ""
        writer.write([[.int(2023), .int(2)]], &text)
        writer.end(ResultEnd(rows: 1, shown: 1, stages: []), &text)
        #expect(text.hasPrefix("year  n\n2023  2  ██"), "\(text)")
    }

    /// Refused before anything runs, or as soon as the units are known; other
    /// queries go on where that was asked for.
    @Test func refusalsHaveAStatus() throws {
        let unnamed = try Tool.run(["--lang", "en", "--format", "bar", "1 + 1"])
        #expect(unnamed.status == 2 && unnamed.output.isEmpty && unnamed.errors.hasPrefix("error[E5220]"))
        let mixed = "commitments | where any amount | select text, amount"
        let named = try Tool.run([
            "--lang", "en", "--format", "bar", "--keep-going", "-c", mixed, "-c", "cities | take 1 | select name, n: 1",
        ])
        #expect(named.status == 1 && named.output.contains("████") && named.errors.hasPrefix("error[E5221]"))
    }

    private func writer(_ options: FormatOptions) -> any ResultWriter {
        OutputFormat.bar.writer(
            [
                OutputColumn(name: "name", type: "text", isLabel: true),
                OutputColumn(name: "n", type: "quantity", isNumeric: true),
            ], options)
    }

    private func drawn(_ numbers: [NaruEngine.Value], width: Int, language: Language = .english) -> String {
        var options = FormatOptions()
        options.width = width
        options.language = language
        let names = numbers.count > BarTests.hangul.count ? numbers.indices.map(String.init) : BarTests.hangul
        var writer = writer(options)
        var text = ""
        writer.begin(&text)
        writer.write(zip(names, numbers).map { [.text($0), $1] }[...], &text)
        writer.end(ResultEnd(rows: numbers.count, shown: numbers.count, stages: []), &text)
        return text
    }

    private func expect(_ numbers: [NaruEngine.Value], language: Language = .english, in name: String) {
        Golden.expect(drawn(numbers, width: 50, language: language), in: "formats/\(name)")
    }
}
