import NaruSyntax
import TestSupport
import Testing

@testable import NaruEngine

/// Rows by their keys against comparing every probe with every row.
@Suite struct LookupTests {
    private static let sizes = [0, 1, 2, 63, 64, 65, 300]

    /// Keys that lie close together, that are far apart, and that are all the same.
    private func keys(_ count: Int, _ random: inout RandomSource) -> Vector {
        let values: [Int64] = random.pick([
            Array(-3..<40), [.min, .max, 0, 7, 1 << 40], [5], [Int64.max - 1, .max], [Int64.min, .min + 2],
        ])
        var vector = Vector(count: count, payload: .int((0..<count).map { _ in random.pick(values) }))
        if random.chance(50) {
            vector.valid = Bitmap(
                places: (0..<count).filter { _ in random.chance(80) }.map { Int32($0) }, count: count)
        }
        return vector
    }

    private func isSame(_ left: [Vector], _ row: Int, _ right: [Vector], _ other: Int, isWide: Bool) -> Bool {
        guard left.allSatisfy({ $0.isPresent(row) }), right.allSatisfy({ $0.isPresent(other) }) else { return isWide }
        return zip(left, right).allSatisfy { $0.text(row) == $1.text(other) }
    }

    @Test func pairsOfRandomKeys() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<150 {
            let columns = 1 + random.below(2)
            let (count, probeCount) = (random.pick(Self.sizes), random.pick(Self.sizes))
            let rows = (0..<columns).map { _ in keys(count, &random) }
            let probes = (0..<columns).map { _ in keys(probeCount, &random) }
            let isWide = random.chance(30)
            let index = LookupIndex(try LookupKeys(rows))
            let words = try LookupKeys(probes)
            let wanted = random.pick([1, 50, Int.max])
            var (left, right): ([Int32], [Int32]) = ([], [])
            var start = 0
            while start < probeCount {
                let found = index.matches(words, from: start, isWide: isWide, atLeast: wanted)
                #expect(found.end > start, "NARU_SEED=\(seed)")
                #expect(found.end == probeCount || found.pairs.left.count >= wanted, "NARU_SEED=\(seed)")
                left += found.pairs.left
                right += found.pairs.right
                start = found.end
            }
            var (wantedLeft, wantedRight): ([Int32], [Int32]) = ([], [])
            for probe in 0..<probeCount {
                for row in 0..<count where isSame(probes, probe, rows, row, isWide: isWide) {
                    wantedLeft.append(Int32(probe))
                    wantedRight.append(Int32(row))
                }
            }
            #expect(left == wantedLeft, "NARU_SEED=\(seed)")
            #expect(right == wantedRight, "NARU_SEED=\(seed)")
        }
    }

    /// Values that are all absent may be kept as those of another type.
    @Test func absentKeysMatchNothing() throws {
        let absent = Vector(
            count: 3, valid: Bitmap(repeating: false, count: 3), payload: .bool(Bitmap(repeating: false, count: 3)))
        let known = Vector(count: 2, payload: .int([0, 1]))
        #expect(LookupIndex(try LookupKeys([known])).matches(try LookupKeys([absent]), isWide: false).pairs.left == [])
        #expect(LookupIndex(try LookupKeys([absent])).matches(try LookupKeys([known]), isWide: false).pairs.left == [])
        #expect(throws: EngineError.self) {
            try LookupKeys([Vector(count: 1, payload: .bool(Bitmap(repeating: true, count: 1)))])
        }
    }
}
