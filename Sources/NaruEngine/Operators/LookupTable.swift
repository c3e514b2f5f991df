import NaruPlan
import NaruSemantics

/// The rows of a lookup with an index over their keys, made once in a run.
struct LookupTable: Sendable {
    let slots: [Vector]
    /// The rows that are there only possibly; nil when none is.
    let open: Bitmap?
    private let count: Int
    private let index: LookupIndex?

    init(_ lookup: PlanLookup, _ context: RunContext) throws(EngineError) {
        let root = Frame.root()
        let rows = try Pipeline.collect(
            lookup.rows, output: lookup.rows.allSlots, in: root, context: context, keepsPossible: true)
        slots = rows.values
        open = rows.open
        count = rows.count
        let frame = Frame(slots: slots, count: count, parent: root)
        let keys = try lookup.keys.map { key throws(EngineError) in
            try Evaluator(context: context).evaluate(key.key, frame)
        }
        index = keys.isEmpty ? nil : LookupIndex(try LookupKeys(keys))
    }

    /// For each outer row where its rows stand, some that don't agree among them,
    /// and which rows stand there; nil for each row at its own place.
    func candidates(_ probes: LookupKeys, outer count: Int) -> (places: [Range<Int32>], rows: [Int32]?) {
        if let index { return (index.places(of: probes), index.rows) }
        return ([Range<Int32>](repeating: 0..<Int32(self.count), count: count), nil)
    }

    /// The rows for some outer rows, as many as give about the wanted number:
    /// without keys all of them, with `isWide` also those of which nobody knows for
    /// want of one.
    func matches(
        _ probes: LookupKeys, outer: Range<Int>, isWide: Bool, atLeast wanted: Int
    ) -> (pairs: RowPairs, end: Int) {
        if let index {
            return index.matches(probes, from: outer.lowerBound, isWide: isWide, atLeast: wanted)
        }
        var pairs = RowPairs()
        var next = outer.lowerBound
        while next < outer.upperBound, pairs.left.count < wanted {
            pairs.left += repeatElement(Int32(next), count: count)
            pairs.right += 0..<Int32(count)
            next += 1
        }
        return (pairs, next)
    }
}
