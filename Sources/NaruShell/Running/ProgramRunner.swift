package import Naru
import NaruData
import NaruEngine
import NaruPictures
import NaruSemantics
package import NaruSyntax

/// Where results and findings of programs go.
package protocol RunListener: AnyObject {
    func write(_ text: String) throws(ShellFailure)
    func write(_ bytes: [UInt8]) throws(ShellFailure)
    func report(_ diagnostics: [Diagnostic], in program: SourceText)
    /// One result is complete.
    func finish(_ end: ResultEnd)
    /// What a query took, where that is asked for; also of one that failed.
    func tell(_ statistics: Statistics)
    /// The run was cancelled; whether that is said already.
    func cancelled(after time: Swift.Duration) -> Bool
}

extension RunListener {
    package func write(_ bytes: [UInt8]) throws(ShellFailure) {}
    package func tell(_ statistics: Statistics) {}
    package func cancelled(after time: Swift.Duration) -> Bool { false }
}

/// Runs programs one after another: later ones see the definitions of earlier
/// ones.
package final class ProgramRunner {
    package var options: RunOptions
    var session: Session
    /// Whether results stay, for `_` and for more questions about them.
    var keepsResults = false
    private(set) var last: FinishedQuery?
    let listener: any RunListener
    private(set) var definitions = DefinitionLog()
    private var hasResult = false
    /// Parameters that some program declares; a name outside of them is a mistake.
    private var declared: Set<String> = []
    /// When the work for the first program began, if that was before it is run.
    var start: ContinuousClock.Instant?

    package init(_ session: Session, options: RunOptions, listener: any RunListener) {
        self.session = session
        self.options = options
        self.listener = listener
    }

    /// Tells the runner of programs to come, so that it knows all parameters.
    package func expect(_ sources: [SourceText]) {
        for statement in sources.flatMap({ Parser.parse($0).program.statements }) {
            if case .parameter(let parameter, _) = statement.kind { declared.insert(parameter.name.text) }
        }
    }

    var checker: Checker { session.checker }

    /// The status of the first query that failed, or success.
    package func run(_ source: SourceText) throws(ShellFailure) -> ExitStatus {
        // `_` is what it was when the program was read, for all of it.
        var session = session
        // What is limited begins with reading, and for the first program with the
        // data.
        if session.limits.time != nil { session.stopwatch = Session.clock(since: start ?? .now) }
        start = nil
        let program = checked(source, in: session)
        listener.report(program.diagnostics, in: source)
        guard program.program == nil, options.keepsGoing, !options.checksOnly else {
            return try run(program, in: session)?.status ?? program.status
        }
        return try runSound(source, program, in: session)
    }

    /// A program, checked with the definitions before it.
    func checked(_ source: SourceText, in session: Session) -> Compilation {
        session.compile(source, after: definitions.texts, importing: ImportReader.read)
    }

    /// Whether a program has mistakes; nothing is said of them.
    func isMistaken(_ source: SourceText) -> Bool {
        checked(source, in: session).program == nil
    }

    /// The same of one that comes first.
    func isMistakenAlone(_ source: SourceText) -> Bool {
        var session = session
        session.lastResult = nil
        return session.compile(source, importing: ImportReader.read).program == nil
    }

    /// The first failure and where its query begins; nil where all went well, or
    /// where nothing can run.
    private func run(
        _ compilation: Compilation, in session: Session
    ) throws(ShellFailure) -> (status: ExitStatus, place: Int)? {
        guard let program = compilation.program else { return nil }
        definitions.keep(compilation.statements, of: compilation.source)
        guard !options.checksOnly else { return nil }
        var failure: (status: ExitStatus, place: Int)?
        var session = session
        for (place, query) in program.queries.enumerated() {
            if place > 0, session.limits.time != nil { session.stopwatch = Session.clock(since: .now) }
            let result = try run(query, compilation, in: session)
            if result != .success, failure == nil { failure = (result, query.query.span.start) }
            if result != .success, !options.keepsGoing || result == .interrupted { break }
        }
        return failure
    }

    /// Runs the statements without mistakes; the status is that of the first
    /// statement in the program that fails, in whatever way.
    private func runSound(
        _ source: SourceText, _ program: Compilation, in session: Session
    ) throws(ShellFailure) -> ExitStatus {
        let status = program.status
        var program = program
        var sound = SoundProgram(source)
        var isFirst = true
        while program.program == nil {
            let removed = sound.remove(program.diagnostics, from: program.statements)
            guard !removed.isEmpty else { return status }
            // Their own mistakes are told already; these lack what was taken out.
            if !isFirst { listener.report(removed.map { .restsOnMistake(at: $0.span) }, in: source) }
            isFirst = false
            program = checked(sound.source, in: session)
        }
        let failure = try run(program, in: session)
        guard let failure, failure.place < sound.removed.min() ?? .max else { return status }
        return failure.status
    }

    /// Another dataset: definitions stay, but the last result was the other's.
    func open(_ dataset: Dataset) {
        session.dataset = dataset
        session.lastResult = nil
        last = nil
    }

    /// The next result stands by itself, without an empty line before it.
    func beginStatement() { hasResult = false }

    private func run(
        _ query: OutputQuery, _ compilation: Compilation, in session: Session
    ) throws(ShellFailure) -> ExitStatus {
        let schema = session.dataset.loaded.catalog.schema
        let titles = EvidenceTitles.titles(of: query.query, options.formatting.language)
        let columns = query.resultColumns.map { result in
            var column = OutputColumn(result, schema: schema)
            column.title = titles[result.name] ?? result.name
            return column
        }
        if options.format == .bar, let refusal = BarColumns.refusal(of: columns, at: query.query.span) {
            listener.report([refusal], in: compilation.source)
            return .usage
        }
        var options = options
        if options.format.holdsOneResult {
            do throws(PictureProblem) {
                guard !hasResult else { throw .secondPicture }
                try options.formatting.picture.prepare(
                    query, columns, compilation.source, as: options.format, in: session)
            } catch {
                listener.report([error.diagnostic(at: query.query.span)], in: compilation.source)
                return .usage
            }
        }
        let evidence = query.evidence
        let output = ResultOutput(
            columns: columns, evidence: evidence, options: options, isFirst: !hasResult, listener: listener)
        let start = ContinuousClock.now
        var (memory, rows): (Int?, Int?)
        defer {
            if options.showsStatistics {
                listener.tell(
                    Statistics(
                        rows: rows ?? output.received, time: ContinuousClock.now - start, memory: memory,
                        processMemory: Machine.peakMemory))
            }
        }
        do throws(RunFailure) {
            let bindings = bindings(for: compilation)
            let summary = try session.run(
                evidence?.query ?? query, of: compilation, given: bindings, counting: !options.formatting.isQuiet,
                keepsRows: options.format.keepsRows && options.maximumRows == nil, keepsResult: keepsResults,
                wanted: options.maximumRows ?? .max,
                receive: output.receive)
            memory = summary.peakMemory
            rows = summary.rows
            if output.failure == nil, Signals.wasInterrupted { throw RunFailure.cancelled }
            let end = ResultEnd(
                rows: summary.rows, shown: output.shown, stages: compilation.worded(summary.stages))
            if let result = summary.kept {
                last = FinishedQuery(
                    query: query, compilation: compilation, parameters: bindings, session: session,
                    columns: columns, result: result, end: end)
                self.session.lastResult = result
            }
            let limits = RunLimits(session)
            let refusal = limits.allowance.covering { output.refusal(at: query.query.span) }
            if let refusal, limits.failure == nil {
                listener.report(summary.warnings + [refusal], in: compilation.source)
                return .failed
            }
            limits.allowance.covering { finish(output, end, summary.warnings, compilation.source) }
            if output.failure == nil, let failure = limits.failure { throw failure }
        } catch {
            if let failure = output.failure { throw failure }
            if error.reason == .cancelled, listener.cancelled(after: ContinuousClock.now - start) {
                return .interrupted
            }
            listener.report(error.diagnostics, in: compilation.source)
            return error.status
        }
        if let failure = output.failure { throw failure }
        hasResult = true
        return .success
    }

    private func finish(
        _ output: ResultOutput, _ end: ResultEnd, _ warnings: [Diagnostic], _ source: SourceText
    ) {
        guard output.failure == nil else { return }
        output.finish(end)
        listener.report(warnings, in: source)
    }

    /// A binding that another program of the run declares is none of this one's.
    func bindings(for compilation: Compilation) -> [String: ParameterInput] {
        let own = Set(compilation.program?.parameters.map(\.name) ?? [])
        return options.parameters.filter { own.contains($0.key) || !declared.contains($0.key) }
    }
}
