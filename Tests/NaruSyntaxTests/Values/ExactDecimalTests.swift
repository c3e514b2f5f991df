import TestSupport
import Testing

@testable import NaruSyntax

private func number(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text)) }

@Suite struct ExactDecimalTests {
    static let nines = String(repeating: "9", count: 38)

    @Test(arguments: [
        ("1.50", "1.5"), ("-0", "0"), ("0.00", "0"), ("100", "100"), ("1_000.000_1", "1000.0001"), ("-0.001", "-0.001"),
        (nines, nines), ("0.\(nines)", "0.\(nines)"),
    ])
    func canonicalText(_ text: String, _ canonical: String) throws {
        #expect(try number(text).description == canonical)
    }

    @Test(arguments: ["", "-", ".5", "5.", "1e3", "1.2.3", "1" + nines, "٣", " 1"])
    func otherTexts(_ text: String) { #expect(ExactDecimal(text) == nil) }

    @Test func equalValuesAreEqual() throws {
        #expect(try number("1.50") == number("1.5"))
        #expect(try number("1.50").hashValue == number("1.5").hashValue)
        #expect(try number("-2") < number("1.999"))
        #expect(try number(Self.nines) > number("0.\(Self.nines)"))
        #expect(try number("-0.1") > number("-0.\(Self.nines)"))
    }

    @Test func sumsAndProducts() throws {
        #expect(try number("0.1").adding(number("0.2")) == number("0.3"))
        #expect(try number("1.5").subtracting(number("2.25")) == number("-0.75"))
        #expect(try number("1.5").multiplied(by: number("-2.25")) == number("-3.375"))
        #expect(try number(Self.nines).adding(number("1")) == nil)
        #expect(try number(Self.nines).multiplied(by: number("2")) == nil)
        #expect(try number(Self.nines).multiplied(by: number("1.0")) == number(Self.nines))
    }

    @Test(arguments: [
        ("1", "3", "0.333333333333"), ("2", "3", "0.666666666667"), ("-2", "3", "-0.666666666667"), ("1", "8", "0.125"),
        ("0.5", "1000000000000", "0.000000000001"), ("0.4", "1000000000000", "0"), ("7", "0.5", "14"), ("0", "5", "0"),
        (nines, "1", nines), (nines, nines, "1"),
    ])
    func quotientsKeepTwelvePlaces(_ a: String, _ b: String, _ quotient: String) throws {
        #expect(try number(a).divided(by: number(b))?.description == quotient)
    }

    @Test func divisionByZero() throws {
        #expect(try number("1").divided(by: .zero) == nil)
        #expect(try number("1").remainder(dividingBy: .zero) == nil)
        #expect(try number("-7.5").remainder(dividingBy: number("2")) == number("-1.5"))
    }

    @Test(arguments: [
        ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("2.45", 1, "2.5"), ("2.44", 1, "2.4"), ("150", -2, "200"),
        ("149", -2, "100"), ("1.2", 5, "1.2"),
    ])
    func roundingGoesAwayFromZero(_ text: String, _ places: Int, _ rounded: String) throws {
        #expect(try number(text).rounded(places: places)?.description == rounded)
    }

    @Test func floats() throws {
        #expect(ExactDecimal(0.1)?.description == "0.1")
        #expect(ExactDecimal(1e21)?.description == "1" + String(repeating: "0", count: 21))
        #expect(ExactDecimal(-2.5e-7)?.description == "-0.00000025")
        #expect(ExactDecimal(1e300) == nil && ExactDecimal(Double.nan) == nil && ExactDecimal(Double.infinity) == nil)
        #expect(try number("0.1").double == 0.1)
        #expect(try number(Self.nines).double == 1e38)
    }

    /// Against the same sums in whole numbers.
    @Test func agreesWithIntegers() {
        var random = RandomSource(seed: RandomSource.seed)
        for _ in 0..<2000 {
            let (a, b) = (Int64(random.below(2_000_001)) - 1_000_000, Int64(random.below(2_000_001)) - 1_000_000)
            let (x, y) = (ExactDecimal(mantissa: Int128(a), scale: 3), ExactDecimal(mantissa: Int128(b), scale: 2))
            #expect(x.adding(y) == ExactDecimal(mantissa: Int128(a + b * 10), scale: 3))
            #expect(x.multiplied(by: y) == ExactDecimal(mantissa: Int128(a * b), scale: 5))
            #expect((x < y) == (a < b * 10))
            if b != 0 { #expect(x.remainder(dividingBy: y) == ExactDecimal(mantissa: Int128(a % (b * 10)), scale: 3)) }
        }
    }
}
