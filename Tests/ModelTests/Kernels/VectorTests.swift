import NaruSyntax
import TestSupport
import Testing

@testable import NaruEngine

/// Bitmaps and vectors against arrays of their bits and of their values' texts.
@Suite struct VectorTests {
    @Test func bitmaps() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<200 {
            var bits: [Bool] = []
            var bitmap = Bitmap(repeating: false, count: 0)
            for _ in 0..<random.below(6) {
                let more = (0..<random.below(150)).map { _ in random.chance(50) }
                if random.chance(30) {
                    bits += more.map { _ in true }
                    bitmap.append(repeating: true, count: more.count)
                } else {
                    bits += more
                    bitmap.append(Bitmap(count: more.count) { (place: Int) -> Bool in more[place] })
                }
            }
            #expect(bits.indices.map { bitmap[$0] } == bits, "NARU_SEED=\(seed)")
            #expect(bitmap.indices == bits.indices.filter { bits[$0] }.map { Int32($0) }, "NARU_SEED=\(seed)")
            let start = random.below(bits.count + 1)
            let range = start..<(start + random.below(bits.count - start + 1))
            let slice = bitmap.slice(range)
            #expect(
                slice == Bitmap(count: range.count) { (place: Int) -> Bool in bits[start + place] }, "NARU_SEED=\(seed)"
            )
            let rows = bits.isEmpty ? [] : (0..<random.below(200)).map { _ in Int32(random.below(bits.count)) }
            let gathered = bitmap.gather(rows)
            #expect(rows.indices.map { gathered[$0] } == rows.map { bits[Int($0)] }, "NARU_SEED=\(seed)")
        }
    }

    @Test(arguments: VectorKind.allCases) func putEndToEndAndCut(_ kind: VectorKind) {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<40 {
            let like = kind.vector(0, &random)
            var builder = VectorBuilder(like: like)
            var texts: [String] = []
            for _ in 0..<random.below(5) {
                if random.chance(20) {
                    let absent = 1 + random.below(3)
                    builder.appendAbsent(absent)
                    texts += Vector.absent(count: absent, like: like).texts
                } else {
                    let part = kind.vector(random.below(90), &random)
                    // Lists of other elements are none of this vector.
                    guard kind != .list || part.elementKind == like.elementKind else { continue }
                    builder.append(part)
                    texts += part.texts
                }
            }
            let whole = builder.finish()
            #expect(whole.texts == texts, "NARU_SEED=\(seed)")
            let start = random.below(texts.count + 1)
            let range = start..<(start + random.below(texts.count - start + 1))
            #expect(whole.slice(range).texts == Array(texts[range]), "NARU_SEED=\(seed)")
            let rows = texts.isEmpty ? [] : (0..<random.below(50)).map { _ in Int32(random.below(texts.count)) }
            #expect(whole.gather(rows).texts == rows.map { texts[Int($0)] }, "NARU_SEED=\(seed)")
        }
    }
}

extension Vector {
    /// Of a list what its elements are.
    fileprivate var elementKind: String {
        guard case .list(let list) = payload else { return "" }
        switch list.child.payload {
        case .int: return "int"
        case .code: return "code"
        default: return "other"
        }
    }
}
