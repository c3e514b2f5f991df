import NaruSyntax

/// What one check of a program works on. It knows no place in the program;
/// `CheckContext` does.
final class CheckRun {
    let catalog: any DatasetCatalog
    let index: SchemaIndex
    /// The program's own text; nil while a prelude is checked.
    let mainSource: SourceText?
    let definitions: DefinitionChecker
    let parameters: ParameterTable
    /// There when the program is checked for what could stand at its marker.
    let completion: CompletionProbe?
    private var comparisonsLeft = 300_000
    private var asked = 0
    private var isOver = false

    init(
        catalog: any DatasetCatalog, index: SchemaIndex, mainSource: SourceText?, definitions: Definitions,
        prelude: Prelude? = nil, lastRow: LastRow? = nil, completion: CompletionProbe? = nil
    ) {
        self.catalog = catalog
        self.index = index
        self.mainSource = mainSource
        self.definitions = DefinitionChecker(definitions, prelude: prelude)
        parameters = ParameterTable(lastRow: lastRow)
        self.completion = completion
    }

    /// Whether so many names may be compared with a misspelt one. Where there are
    /// very many of both, the first ones get a proposal.
    func mayCompare(_ names: Int) -> Bool {
        guard comparisonsLeft > 0 else { return false }
        comparisonsLeft -= names
        return true
    }

    /// Asked before each expression; few of them look whether the check may
    /// take longer.
    func mayGoOn() -> Bool {
        asked += 1
        if asked & 1023 == 0, !isOver { isOver = Allowance.isSpent }
        return !isOver
    }
}

/// Where something is checked: in which text, seeing which names, and who is
/// told of mistakes. It never changes; who goes into a row, a stage or another
/// text hands on another one.
final class CheckContext {
    let run: CheckRun
    /// The text that spans point into.
    let source: SourceText
    let sink: DiagnosticSink
    let size: SizeMeter
    let environment: Environment

    init(
        _ run: CheckRun, in source: SourceText, reportingTo sink: DiagnosticSink, size: SizeMeter = SizeMeter(),
        seeing environment: Environment = Environment()
    ) {
        self.run = run
        self.source = source
        self.sink = sink
        self.size = size
        self.environment = environment
    }

    /// For a check that has no part in the one under way: of a definition,
    /// seeing nothing, with mistakes of its own.
    convenience init(apart run: CheckRun, in source: SourceText, below depth: Int) {
        self.init(run, in: source, reportingTo: DiagnosticSink(), size: SizeMeter(below: depth))
    }

    /// The same place with other names to be seen.
    func seeing(_ environment: Environment) -> CheckContext {
        CheckContext(run, in: source, reportingTo: sink, size: size, seeing: environment)
    }

    /// Whether the text is the program's own, not the prelude's or an import's.
    var isInMainSource: Bool { source == run.mainSource }

    func report(_ diagnostic: Diagnostic) {
        var diagnostic = diagnostic
        if diagnostic.source == nil, !isInMainSource { diagnostic.source = source }
        sink.take(diagnostic)
    }

    func changing(_ change: (inout Environment) -> Void) -> CheckContext {
        var changed = environment
        change(&changed)
        return seeing(changed)
    }

    /// In another text, whose mistakes are the program's too.
    func reading(_ source: SourceText) -> CheckContext {
        CheckContext(run, in: source, reportingTo: sink, size: size)
    }

    /// The same place, for a check whose mistakes are nobody's.
    func onTrial() -> CheckContext {
        CheckContext(run, in: source, reportingTo: DiagnosticSink(), size: size, seeing: environment)
    }
}

/// Takes what is found wrong, each mistake once.
final class DiagnosticSink {
    private(set) var diagnostics: [Diagnostic] = [] {
        didSet { errors = diagnostics.count { $0.severity == .error } }
    }
    private var errors = 0

    var hasErrors: Bool { errors > 0 }

    /// Whether there are more errors than are told, so that nothing else need
    /// be looked at.
    var isFull: Bool { errors > Diagnostic.most }

    /// Warnings beyond those that are told don't keep errors out.
    func take(_ diagnostic: Diagnostic) {
        let isError = diagnostic.severity == .error
        guard isError ? !isFull : diagnostics.count - errors <= Diagnostic.most else { return }
        if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }

    func prepend(_ earlier: [Diagnostic]) { diagnostics = earlier + diagnostics }

    /// How many there are, for asking later what has come since.
    var mark: Int { diagnostics.count }

    func taken(since mark: Int) -> ArraySlice<Diagnostic> { diagnostics[mark...] }

    func hasErrors(since mark: Int) -> Bool { taken(since: mark).contains { $0.severity == .error } }

    /// Puts others in the place of those that have come since.
    func replace(since mark: Int, by better: [Diagnostic]) {
        diagnostics.replaceSubrange(mark..., with: better)
    }
}

/// How much is built of one definition, or of the program's queries, so that
/// neither depth nor repetition gets out of hand.
final class SizeMeter {
    /// How deep the expression being checked stands.
    private(set) var depth: Int
    /// The deepest so far with what is inlined there.
    private(set) var deepest: Int
    /// Nodes built, with what they inline.
    private(set) var weight = 0
    private let start: Int

    /// Far more than anyone writes, and far less than the stack holds.
    static let deepestExpression = 300

    init(below depth: Int = 0) {
        self.depth = depth
        deepest = depth
        start = depth
    }

    var height: Int { deepest - start }

    /// False where nothing may stand any deeper.
    func enter() -> Bool {
        depth += 1
        deepest = max(deepest, depth)
        weight += 1
        return depth <= Self.deepestExpression
    }

    func leave() { depth -= 1 }

    func addStage() { weight += 1 }

    /// Counts a definition in; false where it would stand too deep.
    func inline(_ definition: CheckedDefinition) -> Bool {
        weight += definition.weight
        deepest = max(deepest, depth + definition.height)
        return depth + definition.height <= Self.deepestExpression
    }
}
