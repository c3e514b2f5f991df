import TestSupport
import Testing

/// Integers up to the ends of 64 bits against a model in 128.
@Suite struct NumberTests {
    private static let ends: [Int64] = [
        .max, .max - 1, .max - 2, .min, .min + 1, .min + 2, 0, 1, -1, 7, 1 << 53, (1 << 53) + 1, 1 << 62, -(1 << 62),
    ]

    private struct Items {
        var numbers: [Int64?]

        init(_ random: inout RandomSource) {
            let count = 1 + random.below(9)
            numbers = (0..<count).map { _ in
                random.below(6) == 0 ? nil : NumberTests.ends[random.below(NumberTests.ends.count)]
            }
        }

        var present: [Int64] { numbers.compactMap { $0 } }

        func ask(_ query: String) throws -> [[String?]] {
            let records = numbers.enumerated().map { place, number in
                "item i\(place)\n" + (number.map { "  n \($0)\n" } ?? "")
            }
            return try Scratch(
                schema: "languages en\n\ntype item plural items\n  n int\n", records: records.joined()
            ).ask(query).rows
        }

        /// Places in order, absent last, equal ones as they stood.
        func order(descending: Bool) -> [Int] {
            numbers.indices.sorted { left, right in
                guard let a = numbers[left], let b = numbers[right] else {
                    return (numbers[left] == nil ? 1 : 0, left) < (numbers[right] == nil ? 1 : 0, right)
                }
                return a == b ? left < right : descending ? a > b : a < b
            }
        }

        /// One more than those before it.
        func rank(_ place: Int, descending: Bool) -> Int {
            guard let own = numbers[place] else { return present.count + 1 }
            return 1 + present.count { descending ? $0 > own : $0 < own }
        }
    }

    private func close(_ text: String?, _ value: Double?) -> Bool {
        guard let text, let value else { return text == nil && value == nil }
        guard let number = Double(text) else { return false }
        return abs(number - value) <= 1e-15 * max(abs(number), abs(value))
    }

    @Test func aggregates() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<60 {
            let items = Items(&random)
            let rows = try items.ask(
                """
                items | group into s: sum(n), a: avg(n), m: median(n), d: stddev(n), x: max(n), y: min(n)
                """)
            let cells = try #require(rows.first)
            let numbers = items.present.map { Int128($0) }
            let total = numbers.reduce(0, +)
            let count = Int128(numbers.count)
            let sorted = numbers.sorted()
            let note = "\(items.numbers), NARU_SEED=\(seed)"
            #expect(cells[0] == Int64(exactly: total).map { "\($0)" }, "sum of \(note)")
            #expect(close(cells[1], numbers.isEmpty ? nil : Double(total) / Double(count)), "avg of \(note)")
            let middle = numbers.isEmpty ? nil : Double(sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
            #expect(close(cells[2], middle), "median of \(note)")
            let deviation = cells[3].flatMap(Double.init)
            if numbers.count > 1 {
                // From the exact mean, which is a multiple of 1 / count.
                let squares = numbers.reduce(0.0) { sum, number in
                    let distance = Double(number * count - total) / Double(count)
                    return sum + distance * distance
                }
                let wanted = (squares / Double(numbers.count - 1)).squareRoot()
                #expect(deviation.map { abs($0 - wanted) <= 1e-12 * wanted } ?? false, "stddev of \(note)")
            } else {
                #expect(deviation == nil, "stddev of \(note)")
            }
            #expect(cells[4] == items.present.max().map { "\($0)" }, "max of \(note)")
            #expect(cells[5] == items.present.min().map { "\($0)" }, "min of \(note)")
        }
    }

    @Test func orders() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<60 {
            let items = Items(&random)
            let note = "\(items.numbers), NARU_SEED=\(seed)"
            for descending in [false, true] {
                let word = descending ? " desc" : ""
                let order = items.order(descending: descending).map { ["i\($0)"] }
                #expect(try items.ask("items | sort n\(word) | select id") == order, "sort of \(note)")
                let top = try items.ask("items | top 3 by n\(descending ? "" : " asc") | select id")
                #expect(top == Array(order.prefix(3)), "top of \(note)")
                let ranks = items.numbers.indices.map { ["\(items.rank($0, descending: descending))"] }
                #expect(try items.ask("items | select r: rank(n\(word))") == ranks, "rank of \(note)")
            }
            let windows = try items.ask("items | select x: max(n) over all, y: min(n) over all, s: sum(n) over all")
            let total = items.present.map { Int128($0) }.reduce(0, +)
            let wanted = [
                items.present.max().map { "\($0)" }, items.present.min().map { "\($0)" },
                Int64(exactly: total).map { "\($0)" },
            ]
            #expect(windows == items.numbers.map { _ in wanted }, "windows of \(note)")
        }
    }
}
