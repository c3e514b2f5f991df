import TestSupport
import Testing

@testable import NaruSyntax

@Suite struct DecimalTotalTests {
    private func total(_ texts: [String]) -> String? {
        var total = DecimalTotal()
        for text in texts { ExactDecimal(text).map { total.add($0) } }
        return total.value?.description
    }

    private func mean(_ texts: [String]) -> String? {
        var total = DecimalTotal()
        for text in texts { ExactDecimal(text).map { total.add($0) } }
        return total.mean(of: Int64(texts.count))?.description
    }

    private static let nines = String(repeating: "9", count: 38)
    private static let fraction = "0." + String(repeating: "0", count: 37) + "1"

    @Test func whatFitsIsExact() {
        #expect(total([]) == "0")
        #expect(total(["0.1", "0.2"]) == "0.3")
        #expect(total([Self.nines, Self.nines, "-\(Self.nines)"]) == Self.nines)
        #expect(total([Self.nines, Self.fraction, "-\(Self.nines)"]) == Self.fraction)
        #expect(total(["-\(Self.nines)", "-\(Self.fraction)", Self.nines]) == "-\(Self.fraction)")
        #expect(total([Self.nines, "1"]) == nil)
        #expect(total([Self.nines, "0.5", "-0.5"]) == Self.nines)
        #expect(total([Self.nines, Self.fraction]) == nil)
    }

    @Test func meansRoundAndAlwaysFit() {
        #expect(mean(["1", "2", "2"]) == "1.666666666667")
        #expect(mean([Self.nines, Self.nines]) == Self.nines)
        #expect(mean([Self.nines, "-\(Self.nines)", "1"]) == "0.333333333333")
        #expect(mean(["-\(Self.nines)", "-\(Self.nines)", "0"]) == "-" + String(repeating: "6", count: 38))
    }

    /// Every order gives the same, also where partial sums go beyond 38 digits.
    @Test func theOrderDoesNotMatter() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<200 {
            var texts: [String] = []
            for _ in 0..<(2 + random.below(4)) {
                let digits = (0..<(1 + random.below(38))).map { _ in String(random.below(10)) }.joined()
                let places = random.below(38)
                let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
                let number = places == 0 ? padded : padded.dropLast(places) + "." + padded.suffix(places)
                guard ExactDecimal(number) != nil else { continue }
                texts += [number, "-\(number)"]
            }
            texts.append("1.5")
            for _ in 0..<5 {
                for place in texts.indices { texts.swapAt(place, random.below(texts.count)) }
                #expect(total(texts) == "1.5", "NARU_SEED=\(seed): \(texts)")
            }
        }
    }

    @Test func pointsBetweenTwoNumbers() throws {
        func point(_ a: String, _ b: String, _ share: String) throws -> String {
            let (a, b) = (try #require(ExactDecimal(a)), try #require(ExactDecimal(b)))
            return a.interpolated(to: b, share: try #require(ExactDecimal(share))).description
        }
        #expect(try point("1", "2", "0.29") == "1.29")
        #expect(try point("-\(Self.nines)", Self.nines, "0.5") == "0")
        #expect(try point("0.1", "0.1", "0.3") == "0.1")
        #expect(try point(Self.nines, Self.nines, "0.3") == Self.nines)
        #expect(try point("0", Self.nines, "0.333333333333333333") == "33333333333333333300000000000000000000")
    }
}
