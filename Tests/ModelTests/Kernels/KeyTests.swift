import NaruSyntax
import TestSupport
import Testing

@testable import NaruEngine

/// Keys, sorts and selection against dictionaries and plain sorts.
@Suite struct KeyTests {
    @Test(arguments: VectorKind.allCases) func numbersOfBatches(_ kind: VectorKind) {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<25 {
            let kinds =
                [kind] + (0..<random.below(3)).map { _ in random.pick(VectorKind.allCases.filter { $0 != .list }) }
            // All batches are cut from the same vectors, so they are of one kind throughout.
            let count = random.below(random.chance(10) ? 2000 : 60)
            let keys = kinds.map { $0.vector(count, &random) }
            var table = KeyTable()
            var known: [String: Int32] = [:]
            var start = 0
            while start < count {
                let end = min(count, start + 1 + random.below(count))
                let parts = keys.map { $0.slice(start..<end) }
                let numbers = table.numbers(of: parts, rows: end - start)
                var new: [Int32] = []
                let wanted = (start..<end).map { row -> Int32 in
                    let key = keys.map { $0.key(row) }.joined(separator: "|")
                    if let number = known[key] { return number }
                    new.append(Int32(row - start))
                    known[key] = Int32(known.count)
                    return Int32(known.count - 1)
                }
                #expect(numbers.ids == wanted, "\(kinds), NARU_SEED=\(seed)")
                #expect(numbers.new == new, "\(kinds), NARU_SEED=\(seed)")
                start = end
            }
            #expect(table.count == known.count, "\(kinds), NARU_SEED=\(seed)")
        }
    }

    @Test func manyKeys() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        let values = (0..<50_000).map { _ in Int64(bitPattern: random.next() & random.next() & random.next()) }
        let numbering = KeyNumbering([Vector(count: values.count, payload: .int(values))], rows: values.count)
        var known: [Int64: Int32] = [:]
        let wanted = values.map { value -> Int32 in
            let number = known[value] ?? Int32(known.count)
            known[value] = number
            return number
        }
        #expect(numbering.ids == wanted, "NARU_SEED=\(seed)")
        #expect(numbering.count == known.count, "NARU_SEED=\(seed)")
    }

    @Test func orders() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<60 {
            let count = random.below(random.chance(30) ? 3000 : 150)
            let keys = (0..<random.below(4)).map { _ -> [Int64] in
                let values: [Int64] = random.pick([[0], [0, 1, 2], [.min, -1, 0, 1, .max], Array(0..<1000), []])
                return (0..<count).map { _ in values.isEmpty ? Int64(bitPattern: random.next()) : random.pick(values) }
            }
            let order = SortKeys.order(keys, count: count) {}
            let wanted = (0..<count).sorted { left, right in
                for key in keys where key[left] != key[right] { return key[left] < key[right] }
                return left < right
            }
            #expect(order == wanted.map { Int32($0) }, "NARU_SEED=\(seed)")
            #expect(SortKeys.order(keys, count: count, threads: 3) {} == order, "NARU_SEED=\(seed)")
            guard let first = keys.first else { continue }
            let wantedFirst = SortKeys.order([first], count: count) {}.prefix(random.below(count + 2))
            #expect(SortKeys.first(wantedFirst.count, of: first) == Array(wantedFirst), "NARU_SEED=\(seed)")
        }
    }

    @Test func selection() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<200 {
            let spread = random.pick([1, 3, 100, 1_000_000])
            var values = (0..<1 + random.below(400)).map { _ in random.below(spread) }
            if random.chance(30) { values.sort(by: random.chance(50) ? (<) : (>)) }
            let start = random.below(values.count)
            let range = start..<(start + 1 + random.below(values.count - start))
            let place = range.lowerBound + random.below(range.count)
            var selected = values
            selected.select(place, in: range)
            let sorted = values[range].sorted()
            #expect(selected[place] == sorted[place - start], "NARU_SEED=\(seed)")
            #expect(selected[range].sorted() == sorted, "NARU_SEED=\(seed)")
            #expect(selected[range.lowerBound..<place].allSatisfy { $0 <= selected[place] }, "NARU_SEED=\(seed)")
            #expect(selected[..<start] == values[..<start], "NARU_SEED=\(seed)")
        }
    }

    /// Against totals in 128 bits; in any order and any parts the same.
    @Test func floatTotals() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        func total(_ values: some Sequence<Double>) -> FloatTotal {
            values.reduce(into: FloatTotal()) { $0.add($1) }
        }
        for _ in 0..<100 {
            let whole = (0..<1 + random.below(40)).map { _ in
                Int128(Int64(bitPattern: random.next()) >> 11) << Int128(random.below(60))
            }
            let sum = whole.reduce(0, +)
            #expect(total(whole.map { Double($0) }).value == Double(sum), "NARU_SEED=\(seed)")
            let scale = random.pick([1.0, 0x1p-1000, 0x1p860])
            let values = whole.map { Double($0) * scale * random.pick([1, 1, 0x1p40, 0x1p-40]) }
            var parts = total([])
            let cut = random.below(values.count)
            parts.add(total(values[cut...].shuffled(using: &random)))
            parts.add(total(values[..<cut]))
            let one = total(values)
            #expect(parts.value.bitPattern == one.value.bitPattern, "NARU_SEED=\(seed)")
            let count = Int64(values.count)
            #expect(parts.mean(of: count).bitPattern == one.mean(of: count).bitPattern, "NARU_SEED=\(seed)")
        }
        let most = Double.greatestFiniteMagnitude
        #expect(total([most, most, -most, -most, 1]).value == 1)
        #expect(total([most, most]).value == .infinity)
        #expect(total([most, most]).mean(of: 2) == most)
        #expect(total([most, most, -most]).value == most)
    }
}
