import Naru
import NaruSyntax
import Testing

/// Amounts are grouped, never rounded.
@Suite struct QuantityTests {
    @Test(arguments: [
        ("0", "0", "0"), ("9999", "9,999", "9,999"), ("10000", "10,000", "1만"),
        ("12345678", "12,345,678", "1,234만 5,678"), ("100000000000", "100,000,000,000", "1,000억"),
        ("100000001", "100,000,001", "1억 1"), ("1000000000000", "1,000,000,000,000", "1조"),
        ("-12345678", "-12,345,678", "-1,234만 5,678"), ("0.5", "0.5", "0.5"), ("-0.25", "-0.25", "-0.25"),
        ("1234.5", "1,234.5", "1,234.5"), ("12345678.05", "12,345,678.05", "12,345,678.05"),
        ("99999999999999999999", "99,999,999,999,999,999,999", "9,999경 9,999조 9,999억 9,999만 9,999"),
        ("1000000000000000000000000", "1,000,000,000,000,000,000,000,000", "1,000,000,000,000,000,000,000,000"),
    ])
    func grouped(_ digits: String, _ english: String, _ korean: String) throws {
        let amount = try #require(ExactDecimal(digits))
        let quantity = NaruSyntax.Quantity(amount: amount, unit: "KRW")
        #expect(QuantityWording(language: .english).text(quantity) == english + " KRW")
        #expect(QuantityWording(language: .korean).text(quantity) == korean + " 원")
    }

    /// Taken apart again, the groups are the number.
    @Test func koreanGroupsAreExact() throws {
        var amount: Int64 = 7
        for _ in 0..<19 {
            let text = QuantityWording(language: .korean).text(
                NaruSyntax.Quantity(amount: ExactDecimal(amount), unit: ""))
            let sum = text.split(separator: " ").reduce(Int64(0)) { total, group in
                let digits = Int64(group.filter(\.isASCII).filter(\.isNumber)) ?? 0
                return total + digits * (group.last.flatMap { QuantityTests.myriads[$0] } ?? 1)
            }
            #expect(sum == amount, "\(text)")
            amount = amount &* 10 + Int64(amount % 9)
            if amount < 0 { break }
        }
    }

    private static let myriads: [Character: Int64] = [
        "만": 10_000, "억": 100_000_000, "조": 1_000_000_000_000, "경": 10_000_000_000_000_000,
    ]
}
