import NaruPlan
package import NaruSemantics
package import NaruSyntax

/// What one run of a query shares between its operators.
package final class RunContext: Sendable {
    /// The dataset as the views around this part of the query show it.
    package let store: Store
    /// All of the dataset, from which an inner view is made.
    private let whole: Store
    private let settings: ViewSettings
    package let texts: TextPool
    /// The run's date, days since 1970-01-01.
    package let today: Int32
    /// One vector of one value for each parameter of the program.
    package let parameters: [Vector]
    /// Of a text in several languages the one that is shown and that functions
    /// take, by its place in `Schema.languages`.
    let language: Int
    /// Asked between batches, and within what takes long over one; throws to
    /// end the run.
    let checkpoint: @Sendable () throws(EngineError) -> Void
    /// What work asks that can't throw.
    package let allowance: Allowance
    package let meter: RunMeter
    /// How many threads may work for this run, or for the part of it that one
    /// thread does.
    let threads: Int
    /// About how many rows operators take at a time. Results don't depend on it.
    let batchSize: Int
    package static let usualBatchSize = Batch.size
    /// That of batches behind the first. What a batch costs apart from its rows,
    /// most of it counting who holds what threads share, is then spent more seldom.
    var longBatchSize: Int { 4 * batchSize }
    /// How many threads may sort so many rows: handing a few of them to others
    /// costs more than it saves.
    func threads(sorting rows: Int) -> Int { rows > 4 * batchSize ? threads : 1 }
    private let notes: RunNotes
    /// The graphs that were built under these views.
    let graphs: GraphCache
    /// What was found once under these views; what was found while nobody heard
    /// the warnings is kept apart.
    let memo: RunMemo
    private let silentMemo: RunMemo
    /// Whether nobody will ask for its warnings.
    let isSilent: Bool
    /// Where its operators tell what they did, if somebody asks.
    let profile: RunProfile?

    package init(
        store: Store, texts: TextPool, today: Int32, parameters: [Vector], language: Int = 0,
        threads: Int = 1, batchSize: Int = usualBatchSize, meter: RunMeter = RunMeter(),
        allowance: Allowance = .current, checkpoint: @escaping @Sendable () throws(EngineError) -> Void = {}
    ) {
        self.store = store
        whole = store
        settings = ViewSettings()
        notes = RunNotes()
        graphs = GraphCache()
        memo = RunMemo()
        silentMemo = RunMemo()
        isSilent = false
        profile = nil
        self.texts = texts
        self.today = today
        self.parameters = parameters
        self.language = language
        self.threads = threads
        self.batchSize = batchSize
        self.meter = meter
        self.allowance = allowance
        let gate = Checkpoint(checkpoint)
        self.checkpoint = { () throws(EngineError) in try gate.pass() }
    }

    private init(_ context: RunContext, store: Store, _ settings: ViewSettings, notes: RunNotes) {
        self.store = store
        whole = context.whole
        self.settings = settings
        self.notes = notes
        let isSame = store === context.store
        graphs = isSame ? context.graphs : GraphCache()
        memo = isSame ? context.memo : RunMemo()
        silentMemo = isSame ? context.silentMemo : RunMemo()
        isSilent = context.isSilent
        profile = context.profile
        texts = context.texts
        today = context.today
        parameters = context.parameters
        language = context.language
        threads = context.threads
        batchSize = context.batchSize
        meter = context.meter
        allowance = context.allowance
        checkpoint = context.checkpoint
    }

    /// The same run under the same views, silent or in one of several threads.
    private init(_ context: RunContext, isSilent: Bool, threads: Int, profile: RunProfile?) {
        store = context.store
        whole = context.whole
        settings = context.settings
        notes = isSilent && !context.isSilent ? RunNotes() : context.notes
        graphs = context.graphs
        memo = isSilent ? context.silentMemo : context.memo
        silentMemo = context.silentMemo
        self.isSilent = isSilent
        self.profile = profile
        self.threads = threads
        batchSize = context.batchSize
        texts = context.texts
        today = context.today
        parameters = context.parameters
        language = context.language
        meter = context.meter
        allowance = context.allowance
        checkpoint = context.checkpoint
    }

    /// The same run, with warnings of its own that nobody asks for.
    private convenience init(tracing context: RunContext) {
        self.init(context, store: context.store, context.settings, notes: RunNotes())
    }

    /// The same run, warning of nothing: what it computes was computed before.
    func silent() -> RunContext {
        isSilent ? self : RunContext(self, isSilent: true, threads: threads, profile: nil)
    }

    /// The same run as one of several threads sees it.
    func alone() -> RunContext {
        threads == 1 ? self : RunContext(self, isSilent: isSilent, threads: 1, profile: profile)
    }

    /// The same run, whose operators tell what they did.
    func profiled(by profile: RunProfile) -> RunContext {
        RunContext(self, isSilent: isSilent, threads: threads, profile: profile)
    }

    /// What a query with these views sees; an inner view replaces an outer one
    /// of its kind. Views read no row.
    func viewed(by views: [TypedView]) throws(EngineError) -> RunContext {
        var settings = settings
        let evaluator = Evaluator(context: self)
        for view in views {
            switch view {
            case .statedOnly: settings.statedOnly = true
            case .allClaims: settings.allClaims = true
            case .asOf(let day): settings.asOf = try evaluator.days(of: day)
            case .knownBy(let day):
                let days = try evaluator.days(of: day)
                // "by 2023" is by its last day; of an uncertain date the first counts.
                settings.knownBy = day.type.type == .days ? days.upperBound : days.lowerBound
            }
        }
        guard settings != self.settings else { return self }
        return RunContext(self, store: whole.viewed(settings), settings, notes: notes)
    }

    /// Whether both are under the same views.
    func seesTheSame(as other: RunContext) -> Bool { settings == other.settings }

    /// The same run for finding evidence: it warns of nothing, since what it
    /// computes was computed before.
    func tracing() -> RunContext {
        RunContext(tracing: self)
    }

    /// Throws where what was read so far cannot be relied on.
    func checkStore() throws(EngineError) {
        if let damage = whole.damage { throw .damaged(damage) }
    }

    var languages: Int { store.schema.languages.count }

    func warn(_ kind: Warning.Kind, at span: Span, cause: Warning.Cause = .unspecified, count: Int) {
        guard count > 0 else { return }
        notes.warnings.withLock { $0[Warning(kind: kind, span: span, cause: cause), default: 0] += count }
    }

    func warn(_ kind: Warning.Kind, of expression: TypedExpression, count: Int) {
        warn(kind, at: expression.span, cause: Warning.Cause(expression), count: count)
    }

    /// Each warning with the number of values it concerns, by place.
    package var warnings: [(warning: Warning, count: Int)] {
        notes.warnings.withLock { notes in
            notes.map { ($0.key, $0.value) }.sorted {
                let (left, right) = ($0.warning, $1.warning)
                return (left.span.text, left.span.start, left.span.end, left.kind.rawValue)
                    < (right.span.text, right.span.start, right.span.end, right.kind.rawValue)
            }
        }
    }
}

/// Asks whether the run goes on, for one thread at a time: when it is to end, no
/// other thread asks again.
private final class Checkpoint: Sendable {
    private let end = Lock<EngineError?>(nil)
    private let ask: @Sendable () throws(EngineError) -> Void

    init(_ ask: @escaping @Sendable () throws(EngineError) -> Void) { self.ask = ask }

    func pass() throws(EngineError) {
        try end.withLock { end throws(EngineError) in
            if let end { throw end }
            do throws(EngineError) {
                try ask()
            } catch {
                end = error
                throw error
            }
        }
    }
}

private final class RunNotes: Sendable {
    let warnings = Lock<[Warning: Int]>([:])
}

extension Evaluator {
    /// The days of a view's date.
    fileprivate func days(of day: TypedExpression) throws(EngineError) -> ClosedRange<Int32> {
        let value = try evaluate(day, .root())
        guard value.isPresent(0) else { throw .absentDay(day.span) }
        switch value.payload {
        case .date(let dates): return dates.first[0]...max(dates.first[0], dates.last[0])
        case .days(let first, let last): return first[0]...max(first[0], last[0])
        case .bool, .int, .float, .decimal, .code, .period, .duration, .geo, .quantity, .numbers, .list, .record,
            .localized:
            throw .internal("a view's date that is none")
        }
    }
}

/// Something that made values absent while a query ran.
package struct Warning: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case divisionByZero, overflow, failedConversion, undefinedResult, mixedUnits
        /// A text in which either number may be the month.
        case ambiguousDate
        /// A day that the calendar doesn't have.
        case impossibleDate
        /// Values were put in order that have none.
        case severalUnits
    }

    /// What was computed, which decides on the mend.
    package enum Cause: Hashable, Sendable {
        case unspecified
        case arithmetic(Type)
        /// The type is that of the first argument.
        case function(Function, Type)
        case aggregate(Aggregate, Type)
        case property(Property)

        init(_ expression: TypedExpression) {
            switch expression.kind {
            case .arithmetic(.divide, let dividend, _) where dividend.type.type == .duration:
                self = .arithmetic(.duration)
            case .arithmetic, .negate: self = .arithmetic(expression.type.type)
            case .call(let function, let arguments):
                self = .function(function, arguments.first?.type.type ?? expression.type.type)
            case .property(_, let property): self = .property(property)
            default: self = .unspecified
            }
        }
    }

    package var kind: Kind
    package var span: Span
    package var cause: Cause
}

/// Why a run ended without its result.
package enum EngineError: Error, Sendable {
    /// `only(xs)` found several.
    case severalValues(Span)
    /// The plan needs what this engine does not run.
    case unsupported(String, Span)
    /// What the engine takes for granted does not hold: a mistake in Naru.
    case `internal`(String)
    /// The date of a view is absent.
    case absentDay(Span)
    /// A parameter gives a number of rows or steps below 0.
    case negativeCount(Int64)
    case cancelled
    case limit(LimitReached)
    /// A part of the dataset's file that was read turned out to be broken.
    case damaged(StoreDamage)
}
