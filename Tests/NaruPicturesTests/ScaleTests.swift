import NaruSyntax
import Testing

@testable import NaruPictures

@Suite struct ScaleTests {
    @Test(arguments: [
        (0.0, 9.0, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
        (0.0, 0.3, ["0", "0.05", "0.1", "0.15", "0.2", "0.25", "0.3"]),
        (-1_000_000.0, 1_500_000.0, ["−1 million", "−0.5 million", "0", "0.5 million", "1 million", "1.5 million"]),
        (0.0, 2e-9, ["0", "5e-10", "1e-9", "15e-10", "2e-9"]), (0.0, 40_000.0, ["0", "5,000", "10,000"]),
    ])
    func numbersHaveRoundTicks(_ low: Double, _ high: Double, _ first: [String]) {
        let texts = NumberTicks(low, high, most: 9).ticks(.english).map(\.text)
        #expect(Array(texts.prefix(first.count)) == first)
    }

    @Test(arguments: [
        (1_200_000.0, ["0", "20만", "40만", "60만"]), (1.5e12, ["0", "0.2조", "0.4조", "0.6조"]),
        (900.0, ["0", "100", "200"]),
    ])
    func koreanNumbersHaveTheirOwnWords(_ high: Double, _ first: [String]) {
        let texts = NumberTicks(0, high, most: 9).ticks(.korean).map(\.text)
        #expect(Array(texts.prefix(first.count)) == first)
    }

    /// Whatever the numbers are, they have a place within the axis.
    @Test(
        arguments: [
            [0.0], [5], [-5], [1e308, -1e308], [.leastNonzeroMagnitude], [1e15, 1e15 + 1], [3, 3, 3], [1e-300, 2e-300],
            [.greatestFiniteMagnitude], [-.greatestFiniteMagnitude, .greatestFiniteMagnitude], [0, 1e-12],
        ], [true, false])
    func everyNumberHasAPlace(_ numbers: [Double], _ includingZero: Bool) {
        let scale = NumberScale(
            numbers, includingZero: includingZero, from: 100, to: 700, language: .english, room: { _ in 40 })
        for number in numbers + scale.ticks.map(\.number) {
            #expect((99.9...700.1).contains(scale.place(number)), "\(number)")
        }
        #expect(scale.ticks.count >= 2)
    }

    @Test(arguments: [
        ("2024-03-05", "2024-03-20", "4 Mar 2024"), ("2024-01-05", "2024-07-20", "Feb 2024"),
        ("2022-01-05", "2024-07-20", "Q1 2022"), ("1950-01-01", "2024-07-20", "1950"),
    ])
    func timesHaveTicksThatFit(_ first: String, _ last: String, _ text: String) throws {
        let days = try [first, last].map { try #require(PartialDate($0)) }
        let scale = TimeScale(
            first: Int(days[0].first), last: Int(days[1].last), from: 0, to: 760, language: .english,
            room: { TextMeasure.width($0, .axis) + 14 })
        #expect(scale.ticks.map(\.text).contains(text), "\(scale.ticks.map(\.text))")
        for (one, next) in zip(scale.ticks, scale.ticks.dropFirst()) {
            let apart = scale.place(next.day) - scale.place(one.day)
            #expect(apart >= TextMeasure.width(one.text, .axis))
        }
    }

    @Test func textsAreCutWhereTheyFit() {
        let text = "서울바이오허브 2023-10-31 협약"
        for width in stride(from: 12.0, to: 300, by: 7) {
            let cut = TextMeasure.shortened(text, to: width, .label)
            #expect(TextMeasure.width(cut, .label) <= width || cut == "…")
            // Half a date would be another one.
            #expect(!cut.contains("2023") || cut.contains("2023-10-31"))
        }
    }
}
