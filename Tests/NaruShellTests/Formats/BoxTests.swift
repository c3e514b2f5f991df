import Naru
import NaruEngine
import NaruSyntax
import TestSupport
import Testing

@testable import NaruShell

/// What boxes promise at every width.
@Suite struct BoxTests {
    private static let columns = [
        OutputColumn(name: "이름", type: "text", isLabel: true),
        OutputColumn(name: "a_rather_long_name", type: "memorandum|organisation"),
        OutputColumn(name: "tab\there", type: "int*"),
        OutputColumn(name: "n", type: "int", isNumeric: true),
        OutputColumn(name: "signed", type: "date", isIndivisible: true),
    ]

    private static let rows: [[NaruEngine.Value]] = [
        [
            .text("서울바이오허브-양강생명과기성 업무협약"), .text("👨‍👩‍👧 🇰🇷 1️⃣ e\u{301}\u{1109}\u{1175}"),
            .list([.int(12), .int(345)]), .int(1_234_567_890), SampleResult.date("2023-10"),
        ],
        [
            .text("a\tb\u{0}\u{7}c\r\n\u{9B}31m"), .absent, .list([.int(-7)]), .int(-3),
            SampleResult.date("2024-05-13"),
        ],
    ]

    @Test(arguments: 20...160) func linesAreEquallyWideAndFit(_ width: Int) {
        let (table, footer) = box(width: width)
        let widths = Set(table.map { DisplayWidth.of($0) })
        #expect(widths.count == 1 && (widths.max() ?? 0) <= max(width, BoxTests.least), "\(widths)")
        #expect(!table.joined().unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
        // What is cut is marked, and said.
        #expect(table.joined().contains("…") == (footer != "2 rows"), "\(footer)")
    }

    /// The first column at its narrowest and the sign for the others.
    private static let least = 1 + 10 + 3 + 4

    @Test func exactWidthIsWideEnough() {
        let (table, footer) = box(width: nil)
        let whole = DisplayWidth.of(table[0])
        #expect(box(width: whole).table == table && footer == "2 rows")
        #expect(box(width: whole - 1).footer == "2 rows · 1 cell shortened (--format line shows all)")
    }

    /// Neither the numbers of a column nor those within a text lose a digit.
    @Test(arguments: 20...160) func numbersStayWhole(_ width: Int) {
        let whole: Set = ["1234567890", "3", "12", "345", "7", "2023", "10", "2024", "05", "13", "31", "0", "9"]
        for line in box(width: width).table.dropFirst(4) {
            let escapes = line.replacing(/\\u\{[0-9a-f]+\}?/, with: "")
            let numbers = escapes.split { !($0.isASCII && $0.isNumber) }.map(String.init)
            #expect(numbers.allSatisfy { whole.contains($0) || $0 == "1" }, "\(line)")
        }
    }

    @Test(arguments: [
        ("서울 1,000억 KRW", 10, "서울 …"), ("서울 1,000억 KRW", 13, "서울 1,000억…"),
        ("1,234만 5,678 KRW", 10, "…"), ("1,234만 5,678 KRW", 15, "1,234만 5,678 …"),
        ("on 2023-10-31 in", 9, "on …"), ("on 2023-10-31 in", 14, "on 2023-10-31…"), ("3..4 city", 5, "3..4…"),
        ("3..4 city", 4, "…"), ("x -5 and", 4, "x …"), ("x -5 and", 5, "x -5…"), ("12; 345; 6", 6, "12; …"),
        ("12:30 Uhr", 4, "…"), ("plain text", 6, "plain…"), ("한글만", 4, "한…"), ("no. 5.", 6, "no. 5."),
        ("no. 5. then", 6, "no. 5…"),
    ])
    func shorteningLeavesNumbersWhole(_ text: String, _ width: Int, _ expected: String) {
        #expect(SafeText.shortened(text, to: width) == expected)
    }

    private func box(width: Int?) -> (table: [String], footer: String) {
        var options = FormatOptions()
        options.width = width
        var writer = OutputFormat.box.writer(BoxTests.columns, options)
        var text = ""
        writer.write(BoxTests.rows[...], &text)
        writer.end(ResultEnd(rows: 2, shown: 2, stages: []), &text)
        let lines = text.split(separator: "\n").map(String.init)
        return (lines.filter { "┌│├└".contains($0.prefix(1)) }, lines.last ?? "")
    }
}
