/// `take n` and `skip n`, counted anew for each outer row.
final class Limit: Operator {
    private let skipped: Int
    private let taken: Int
    private let stopsEarly: Bool
    private var currentOuter: Int32 = -1
    private var seen = 0

    init(_ scope: Scope, skip: Int, take: Int, stages: ClosedRange<Int>) {
        skipped = skip
        taken = take
        // The counts of a query describe it as written, over all its rows.
        stopsEarly = scope.counts == nil && !scope.isNested
        super.init(scope, stages: stages)
    }

    override var isSatisfied: Bool {
        stopsEarly && (seen - skipped >= taken || (next?.isSatisfied ?? false))
    }

    override func push(_ batch: Batch) throws(EngineError) {
        var kept: [Int32] = []
        for (row, outer) in batch.outer.enumerated() {
            if outer != currentOuter { (currentOuter, seen) = (outer, 0) }
            if seen >= skipped, seen - skipped < taken { kept.append(Int32(row)) }
            seen += 1
        }
        try emit(batch.selecting(kept))
    }
}
