package import NaruEngine
package import NaruPlan
package import NaruSemantics
package import NaruSyntax

/// Prepares and runs queries over one dataset.
///
///     let session = Session(try Dataset.bundled)
///     let result = try await session.run("cities | select name | take 3")
public struct Session: Sendable {
    /// What it asks.
    ///
    ///     let other = Session(session.dataset, limits: Limits(rows: 10))
    public package(set) var dataset: Dataset
    /// The run's date, days since 1970-01-01.
    package var today: Int32
    package var planner: Planner
    /// Which language of texts in several is shown and read by functions, such
    /// as `ko`; nil for the dataset's first.
    ///
    ///     var english = session
    ///     english.language = "en"
    ///
    /// It changes what is shown and what functions and `+` make of it.
    /// Comparisons hold in any language, and sorting and grouping go by the
    /// dataset's first, so rows and their order stay the same.
    public var language: String?
    /// What `_` names; nil outside of a conversation.
    package var lastResult: KeptResult?

    /// What each run may take.
    ///
    ///     var patient = session
    ///     patient.limits.time = .seconds(60)
    public var limits: Limits
    /// How many threads one run may work with; by default as many as this
    /// computer runs at a time. Results are the same, to the last bit.
    ///
    ///     var single = session
    ///     single.threads = 1
    public var threads = Session.defaultThreads
    /// How many rows operators take at a time; tests make it small.
    package var batchSize = RunContext.usualBatchSize
    /// Whether a run under way is to end; by default when its task is cancelled.
    package var isCancelled: @Sendable () -> Bool = { Task.isCancelled }
    /// Sees how far a run has got, within every batch.
    package var observe: (@Sendable (RunMeter) -> Void)?
    package var stopwatch = Session.wallClock
    /// How much memory of its own the process has now, where nothing but the
    /// session's work takes any.
    package var processMemory: (@Sendable () -> Int)?
    /// Where texts of a program that embeds Naru may import from.
    var importFolder: ImportFolder?

    package static var defaultThreads: Int { Parallel.cores }

    /// The dataset's checker, which knows the last result.
    package var checker: Checker {
        var checker = dataset.checker
        checker.lastRow = lastResult?.row
        return checker
    }

    package init(
        _ dataset: Dataset, today: Int32, limits: Limits = Limits(), language: String? = nil,
        withoutRules disabled: Set<String> = []
    ) {
        self.dataset = dataset
        self.today = today
        self.limits = limits
        self.language = language
        planner = Planner(without: disabled)
    }
}

/// Finds the text of an imported file: its path as written, the importing file's name.
package typealias ImportResolver = @Sendable (_ path: String, _ from: String) -> SourceText?

/// A program that was parsed and checked.
package struct Compilation: Sendable {
    package var source: SourceText
    package var statements: [Statement]
    /// The definitions of earlier programs that it was checked with.
    var earlier: [ProgramText]
    /// nil when there are errors.
    package var program: TypedProgram?
    package var diagnostics: [Diagnostic]
    /// Where it was ended before it was done, why.
    package var ended: RunFailure.Reason?
}

extension Compilation {
    /// The text that a place of the checked program is in, where it is not the
    /// program itself.
    package func otherText(of span: Span) -> SourceText? {
        guard span.text > 0, let texts = program?.texts, span.text <= texts.count else { return nil }
        return texts[span.text - 1]
    }

    /// A failure of a run with the texts that its places are in.
    func placed(_ failure: RunFailure) -> RunFailure {
        var failure = failure
        for index in failure.diagnostics.indices where failure.diagnostics[index].source == nil {
            failure.diagnostics[index].source = failure.diagnostics[index].span.flatMap(otherText)
        }
        return failure
    }
}

/// Why a checked query did not finish.
package struct RunFailure: Error {
    package enum Reason: Sendable { case failed, limit, cancelled }

    package var reason: Reason
    package var diagnostics: [Diagnostic]

    package init(reason: Reason, diagnostics: [Diagnostic]) {
        self.reason = reason
        self.diagnostics = diagnostics
    }
}

extension OutputQuery {
    /// Name and static type of each result column.
    package var resultColumns: [ResultColumn] {
        columns.map { ResultColumn(name: $0.name, type: $0.value.type) }
    }
}
