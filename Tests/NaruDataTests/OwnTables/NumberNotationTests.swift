import NaruSyntax
import Testing

@testable import NaruData

/// Numbers as spreadsheets write them.
struct NumberNotationTests {
    private func number(_ text: String, _ pattern: String) throws -> String? {
        let notation = try #require(NumberNotation(pattern: pattern))
        return Array(text.utf8).withUnsafeBufferPointer { notation.number($0)?.description }
    }

    @Test(arguments: [
        ("1,234", "#,###", "1234"), ("1,234.5", "#,###", "1234.5"), ("-1,234,567", "#,###", "-1234567"),
        ("1234", "#,###", "1234"), ("1.234,5", "#.###,#", "1234.5"), ("12,5", "#.###,#", "12.5"),
        ("1 234", "# ###", "1234"), ("1\u{A0}234,5", "# ###,#", "1234.5"), ("1'234", "#'###", "1234"),
        ("12%", "#%", "12"), ("12 %", "#%", "12"), ("₩1,000", "₩#,###", "1000"), ("-$5", "$#", "-5"),
        ("1,000억", "#,###", "100000000000"), ("1.5만", "#", "15000"), ("1,000억원", "#,###원", "100000000000"),
        ("12 km", "#km", "12"), ("−3", "#,###", "-3"), ("1억 2,000만", "#,###", "120000000"),
        ("3억5천만", "#", "350000000"), ("1.5억 2천만", "#", "170000000"),
        ("-1조 2,345억 6,789만 12", "#,###", "-1234567890012"),
        ("1억 2,000만원", "#,###원", "120000000"),
    ])
    func isRead(_ text: String, _ pattern: String, _ value: String) throws {
        #expect(try number(text, pattern) == value)
    }

    @Test(arguments: [
        ("1,23", "#,###"), ("12,34,567", "#,###"), ("1,234", "#"), ("0,123", "#,###"), ("12", "#%"), ("12%", "#"),
        ("₩1", "$#"), ("1 23", "# ###"), ("1.234.5", "#.###,#"), ("twelve", "#"), ("", "#"), ("12 km 3", "#km"),
        ("2,000만 1억", "#,###"), ("1억 1억", "#"), ("1만 20,000", "#,###"),
    ])
    func isRefused(_ text: String, _ pattern: String) throws { #expect(try number(text, pattern) == nil) }

    @Test(arguments: ["#,###", "#.###,#", "# ###", "# ###,#", "#'###", "₩#,###", "#%", "$#", "#,###명"])
    func patternsComeBack(_ pattern: String) { #expect(NumberNotation(pattern: pattern)?.pattern == pattern) }

    @Test(arguments: ["", "###", "yyyy", "#,##", "%"])
    func noPatterns(_ pattern: String) { #expect(NumberNotation(pattern: pattern) == nil) }
}
