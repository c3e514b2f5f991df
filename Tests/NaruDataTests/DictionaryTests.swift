import Testing

@testable import NaruEngine

/// Whole numbers are texts that stand nowhere; all else is as if they did.
struct DictionaryTests {
    @Test(arguments: [1, 2, 9, 10, 11, 12, 99, 100, 101, 123, 999, 1000, 1234, 20_000])
    func numbersStandInTheOrderOfTheirTexts(_ limit: Int) {
        let order = NumberOrder(limit: limit)
        let sorted = (0..<limit).map { String($0) }.sorted(by: Self.isBefore)
        for (place, text) in sorted.enumerated() {
            let number = Int(text) ?? -1
            #expect(order.place(of: number) == place)
            #expect(order.number(at: place) == number)
            #expect(NumberOrder.withText(of: number) { String(decoding: $0, as: UTF8.self) } == text)
        }
    }

    private static func isBefore(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    @Test(arguments: 0..<40) func codesCompareAsTexts(_ round: Int) {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix(seed: seed)
        let interner = TextInterner()
        var texts: Set<String> = []
        for _ in 0..<Int.random(in: 0..<200, using: &random) {
            let signs = Array("0123456789a:- /~가")
            texts.insert(
                String(
                    (0..<Int.random(in: 0...8, using: &random)).map { _ in signs.randomElement(using: &random) ?? "x" })
            )
        }
        for _ in 0..<Int.random(in: 0..<200, using: &random) {
            texts.insert(String(Int.random(in: 0..<300, using: &random)))
        }
        let provisional = texts.shuffled(using: &random).map { ($0, interner.intern($0)) }
        let run = round % 2 == 0 ? 0..<0 : 1..<Int.random(in: 1...12_000, using: &random)
        let codes = interner.finish(runs: [run])
        let dictionary = codes.dictionary
        for (text, code) in provisional {
            #expect(dictionary[codes[code]] == text, "seed \(seed)")
            #expect(dictionary.code(of: text) == codes[code], "seed \(seed)")
        }
        for number in run { #expect(dictionary[codes[number: number]] == String(number), "seed \(seed)") }
        let all = (0..<Int32(dictionary.count)).map { dictionary[$0] }
        #expect(all == all.sorted(by: Self.isBefore) && Set(all).count == all.count, "seed \(seed)")
        for _ in 0..<100 {
            var key =
                String(Int.random(in: 0..<20_000, using: &random))
                + ["", "x", "/"][Int.random(in: 0..<3, using: &random)]
            let place = key.withUTF8 { dictionary.firstPlace(notBefore: $0) }
            #expect(place == all.filter { Self.isBefore($0, key) }.count, "seed \(seed), \(key)")
        }
    }

    /// Rows may be more than the numbers that are codes of their own.
    @Test func longNumbers() {
        let interner = TextInterner()
        let texts = ["10000001", "10000009", "99999999", "9", "text", "-5", "12"]
        let provisional = texts.map { interner.intern($0) }
        let codes = interner.finish(runs: [1..<10_000_005])
        for (text, code) in zip(texts, provisional) {
            #expect(codes.dictionary[codes[code]] == text)
            #expect(codes.dictionary.code(of: text) == codes[code])
        }
        #expect(codes[number: 10_000_001] == codes[provisional[0]])
        #expect(codes.dictionary.count == 10_000_005 + 4)
    }
}
