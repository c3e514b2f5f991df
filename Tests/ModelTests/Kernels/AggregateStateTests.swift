import Naru
import NaruData
import NaruPlan
import NaruSemantics
import NaruSyntax
import TestSupport
import Testing

@testable import NaruEngine

/// Aggregates over parts of the rows, merged, against the same over all rows,
/// and those whose meaning is plain against that.
@Suite struct AggregateStateTests {
    private let session: Session
    private let context: RunContext

    init() throws {
        session = Session(try Dataset.loadBundled(), today: 0)
        let store = session.dataset.loaded.store
        context = RunContext(
            store: store, texts: TextPool(store.texts), today: 0, parameters: [])
    }

    private static let cases: [(Aggregate, [VectorKind])] = [
        (.count, [.int, .list]), (.sum, [.int, .float, .decimal, .duration, .quantity]),
        (.avg, [.int, .float, .decimal, .quantity]),
        (.min, [.int, .float, .decimal, .code, .date, .quantity, .period, .localized, .duration]),
        (.max, [.int, .float, .decimal, .code, .date, .quantity, .period, .localized, .duration]),
        (.median, [.int, .float, .decimal, .quantity]), (.stddev, [.int, .float, .decimal]),
        (.first, VectorKind.allCases), (.last, VectorKind.allCases), (.list, VectorKind.allCases),
        (.distinct, VectorKind.allCases),
    ]

    private func call(_ aggregate: Aggregate) -> AggregateCall {
        AggregateCall(
            aggregate: aggregate, valueType: .int, resultType: ValueType(.int), arguments: [], span: Span(0, 0))
    }

    /// Values of groups, in parts that know some of the groups by other numbers.
    private struct Parts {
        var values: [Vector] = []
        var owners: [[Int32]] = []
        /// Of each part for its own groups the place among all, or -1.
        var places: [[Int32]] = []
        let groups: Int

        init(_ kind: VectorKind, _ random: inout RandomSource) {
            groups = 1 + random.below(5)
            var whole = kind.vector(random.below(120), &random)
            whole.valid = nil
            var start = 0
            while start < whole.count {
                let end = min(whole.count, start + 1 + random.below(60))
                let own = 1 + random.below(groups)
                values.append(whole.slice(start..<end))
                owners.append((start..<end).map { _ in Int32(random.below(own)) })
                places.append(
                    Array((0..<groups).shuffled(using: &random).prefix(own)).map { random.chance(10) ? -1 : Int32($0) })
                start = end
            }
        }

        /// What goes into all groups, in order.
        var whole: (values: Vector, owners: [Int32])? {
            var (kept, moved): ([Vector], [Int32]) = ([], [])
            for part in values.indices {
                let rows = owners[part].indices.filter { places[part][Int(owners[part][$0])] >= 0 }.map { Int32($0) }
                kept.append(values[part].gather(rows))
                moved += rows.map { places[part][Int(owners[part][Int($0)])] }
            }
            return Vector.concatenate(kept).map { ($0, moved) }
        }
    }

    @Test func ofPartsMerged() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        let evaluator = Evaluator(context: context)
        for (aggregate, kinds) in Self.cases {
            let call = call(aggregate)
            for kind in kinds {
                for _ in 0..<25 {
                    let parts = Parts(kind, &random)
                    guard let whole = parts.whole else { continue }
                    let note: Comment = "\(aggregate) of \(kind), NARU_SEED=\(seed)"
                    let wanted = try evaluator.aggregate(call, whole.values, rows: whole.owners, count: parts.groups)
                    var merged = call.state(of: whole.values.payload, evaluator)
                    for part in parts.values.indices {
                        var state = call.state(of: whole.values.payload, evaluator)
                        let count = parts.places[part].count
                        state.add(parts.values[part], Pools(owners: parts.owners[part], count: count))
                        try merged.add(state, at: parts.places[part], count: parts.groups)
                    }
                    let found = try merged.finish(call, count: parts.groups, evaluator)
                    #expect(found.texts == wanted.texts, note)
                    expectPlain(aggregate, kind, found, whole.values, whole.owners, note)
                }
            }
        }
    }

    private func expectPlain(
        _ aggregate: Aggregate, _ kind: VectorKind, _ found: Vector, _ values: Vector, _ owners: [Int32],
        _ note: Comment
    ) {
        for group in 0..<found.count {
            let rows = owners.indices.filter { owners[$0] == group }
            let texts = rows.map { values.text($0) }
            var wanted = texts
            switch (aggregate, values.payload) {
            case (.count, _): wanted = ["\(rows.count)"]
            case (.first, _): wanted = [texts.first ?? Vector.absent(count: 1, like: values).text(0)]
            case (.last, _): wanted = [texts.last ?? Vector.absent(count: 1, like: values).text(0)]
            case (.list, _): wanted = ["\(texts)"]
            case (.distinct, _):
                var seen: Set<String> = []
                wanted = ["\(rows.filter { seen.insert(values.key($0)).inserted }.map { values.text($0) })"]
            case (.sum, .int(let numbers)):
                let total = rows.reduce(Int128(0)) { $0 + Int128(numbers[$1]) }
                wanted = [Int64(exactly: total).map { "\($0)" } ?? "absent"]
            case (.min, .int(let numbers)): wanted = [rows.map { numbers[$0] }.min().map { "\($0)" } ?? "absent"]
            case (.max, .int(let numbers)): wanted = [rows.map { numbers[$0] }.max().map { "\($0)" } ?? "absent"]
            default: continue
            }
            #expect([found.text(group)] == wanted, note)
        }
    }

    /// Medians of few and of many integers, of as many as a batch has, and of equal
    /// ones, by one and by several threads.
    @Test(arguments: [1, 3]) func mediansOfIntegers(threads: Int) throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        let store = session.dataset.loaded.store
        let context = RunContext(
            store: store, texts: TextPool(store.texts), today: 0, parameters: [], threads: threads)
        let evaluator = Evaluator(context: context)
        for size in [0, 1, 2, 15, 16, 17, 2047, 2048, 2049, 60_000] {
            for most in [1, 3, 1 << 40] {
                let groups = 1 + random.below(4)
                let owners = (0..<size).map { _ in Int32(random.below(groups)) }
                let numbers = (0..<size).map { _ in Int64(random.below(most)) - 1 }
                var state: any AggregateState = KeptState(like: .int([]))
                for part in Parallel.ranges(size, pieces: 5) {
                    var other = KeptState(like: .int([]))
                    other.add(
                        Vector(count: part.count, payload: .int(Array(numbers[part]))),
                        Pools(owners: Array(owners[part]), count: groups))
                    try state.add(other, at: Array(0..<Int32(groups)), count: groups)
                }
                let found = try state.finish(call(.median), count: groups, evaluator)
                guard case .float(let medians) = found.payload else {
                    Issue.record("medians that are no floats")
                    continue
                }
                for group in 0..<groups {
                    let own = owners.indices.filter { owners[$0] == group }.map { numbers[$0] }.sorted()
                    #expect(found.isPresent(group) == !own.isEmpty, "NARU_SEED=\(seed)")
                    guard !own.isEmpty else { continue }
                    let (below, above) = (own[(own.count - 1) / 2], own[own.count / 2])
                    #expect(medians[group] == (Double(below) + Double(above)) / 2, "NARU_SEED=\(seed)")
                }
            }
        }
    }

    /// Groups with keys that sort alike, with rows that are only possibly there,
    /// and with aggregates that depend on order.
    @Test func groupsOfPartsMerged() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        let compilation = session.compile(
            SourceText(
                name: "query",
                text: """
                    agreements | group by signed, signed.year, kind
                    into n: count(), a: list(title), b: first(signed), c: last(id), d: count(parties),
                      e: list(distinct(kind)), f: max(signed), g: count(rows)
                    """))
        #expect(compilation.diagnostics.filter { $0.severity == .error }.isEmpty)
        let query = try #require(compilation.program?.queries.last)
        let plan = session.planner.plan(query.query)
        guard case .scan(let type) = plan.source.operation, case .group(let group) = plan.root.operation else {
            Issue.record("not a group of a scan")
            return
        }
        let evaluator = Evaluator(context: context)
        guard case .list(let all) = try evaluator.entities(of: type).payload else { return }
        let scope = Scope(context: context, outer: .root(), counts: nil, keepsPossible: true)
        for _ in 0..<30 {
            let rows = (0..<random.below(200)).map { _ in Int32(random.below(all.child.count)) }
            let entities = all.child.gather(rows)
            let isOpen = rows.map { _ in random.chance(20) }
            func batch(_ range: Range<Int>) -> Batch {
                Batch(
                    slots: [entities.slice(range)], count: range.count,
                    possible: Bitmap(count: range.count) { (row: Int) -> Bool in isOpen[range.lowerBound + row] })
            }
            var whole = GroupState(group, scope, stage: 0)
            try whole.add(batch(0..<rows.count), scope)
            var merged = GroupState(group, scope, stage: 0)
            var start = 0
            while start < rows.count {
                var part = GroupState(group, scope, stage: 0)
                for _ in 0..<2 {
                    let end = min(rows.count, start + random.below(60))
                    try part.add(batch(start..<end), scope)
                    start = end
                }
                try merged.merge(part, scope)
            }
            let (found, wanted) = (try merged.finish(scope), try whole.finish(scope))
            #expect(found.slots.map(\.texts) == wanted.slots.map(\.texts), "NARU_SEED=\(seed)")
            #expect(found.open == wanted.open, "NARU_SEED=\(seed)")
        }
    }
}
