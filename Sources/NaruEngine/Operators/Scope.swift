import NaruPlan
import NaruSemantics

/// What the operators of one pipeline share.
final class Scope {
    let context: RunContext
    /// The frame around the query; for a query in no other a single empty row.
    let outer: Frame
    let counts: StageCounter?
    let profile: OperatorProfile?
    /// Where the plan asks for evidence, which its batches then carry.
    let tracer: Tracer?
    /// How many rows came from the source.
    let tally = SourceTally()
    /// Whether rows that are there only possibly go on, marked as such: where
    /// somebody asks whether something is among the rows of a query.
    let keepsPossible: Bool
    /// Which outer rows need no more rows, where it is only asked whether they
    /// have any.
    var hits: Hits?
    /// Whether it is the query itself, and not one inside of it.
    var isWhole = false

    init(
        context: RunContext, outer: Frame, counts: StageCounter?, keepsPossible: Bool = false,
        profile: OperatorProfile? = nil, tracer: Tracer? = nil
    ) {
        self.tracer = tracer
        self.keepsPossible = keepsPossible
        self.context = context
        self.outer = outer
        self.counts = counts
        self.profile = profile
    }

    var evaluator: Evaluator { Evaluator(context: context) }
    /// Whether each row has to say which outer row it belongs to.
    var isNested: Bool { outer.count != 1 }
    /// What tells rows of different outer rows apart, beside their own keys.
    func outerKey(_ outer: @autoclosure () -> [Int32]) -> [Vector] {
        guard isNested else { return [] }
        let outer = outer()
        return [Vector(count: outer.count, payload: .code(outer))]
    }
    /// Whether what is unknown matters, so that it may not be passed over.
    var isWide: Bool { counts != nil || keepsPossible }
    var sorter: SortKeys { SortKeys(texts: context.texts) }

    /// How many threads may work on the rows of this pipeline. Evidence is kept by
    /// one: its pieces are numbered in one graph as they are found, and rows share
    /// those of the rows before them.
    var threads: Int { outer.parent == nil && outer.tracer == nil ? context.threads : 1 }

    /// The same for one of several threads, which counts for itself.
    func alone() -> Scope {
        Scope(
            context: context.alone(), outer: outer, counts: counts?.piece(), keepsPossible: keepsPossible,
            profile: profile?.piece())
    }
}

/// How many rows a source gave for each outer row: how far was looked where no
/// row is left.
final class SourceTally {
    /// What was looked through.
    var name: String?
    private var counts: [Int32: Int] = [:]

    func count(_ batch: Batch) {
        for owner in batch.outer { counts[owner, default: 0] += 1 }
    }

    func rows(of owner: Int32) -> Int { counts[owner] ?? 0 }
}
