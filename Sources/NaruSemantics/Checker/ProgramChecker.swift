import NaruSyntax

/// The state of checking one program; extensions hold the rules, one concern
/// each. An expression that is reported gets the type `unknown`, which fits
/// anywhere, so one mistake is reported once.
final class ProgramChecker {
    let catalog: any DatasetCatalog
    let index: SchemaIndex
    var schema: Schema { index.schema }

    var definitions: Definitions
    var parameters: [TypedParameter] = []
    var diagnostics: [Diagnostic] = []
    /// What checking definitions found, on whoever's behalf they were checked.
    var definitionDiagnostics: [Diagnostic] = []

    /// The text that spans point into now; other than `mainSource` within the
    /// prelude and imports.
    var source = SourceText(name: "", utf8: [])
    var mainSource: SourceText?
    var resolveImport: Checker.ImportResolver?
    /// What `_` names; nil outside of a conversation.
    var lastRow: LastRow?
    var importedNames: Set<String> = []
    var importStack: [String] = []
    var importedPrograms: [ProgramText] = []

    /// Innermost last; frame 0 is the last.
    var scopes: [Scope] = []
    /// Definitions being checked, outermost first.
    var definitionStack: [Int] = []
    var windowsAllowed = false
    /// The stages being checked, innermost last.
    var stageSpans: [Span] = []
    /// The row that the source of a `join` or set stage does not see, for messages.
    var hidden: [(row: Scope, stage: String)] = []
    /// Places of names that may be whole sets although there is a row.
    var wholeSets: Set<Span> = []
    /// How deep the expression being checked stands, and the deepest so far
    /// with what is inlined there.
    var depth = 0
    var deepest = 0
    /// Nodes built for the definition being checked, with what it inlines.
    var weight = 0
    /// Nodes kept for all definitions.
    var totalWeight = 0

    /// Whether the program is checked for what could stand at its marker.
    var isCompleting = false
    var completionSite: CompletionSite?

    init(catalog: any DatasetCatalog, index: SchemaIndex, definitions: Definitions) {
        self.catalog = catalog
        self.index = index
        self.definitions = definitions
    }

    func report(_ diagnostic: Diagnostic) {
        var diagnostic = diagnostic
        if diagnostic.source == nil, source != mainSource { diagnostic.source = source }
        // Nobody reads further, and looking for repeats takes time.
        guard diagnostics.count < Self.mostDiagnostics || !diagnostics.contains(where: { $0.severity == .error }) else {
            return
        }
        if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }

    static let mostDiagnostics = 200

    /// Reports and gives the expression that stands for the mistake.
    func invalid(_ diagnostic: Diagnostic, at span: Span) -> TypedExpression {
        report(diagnostic)
        return invalid(at: span)
    }

    func invalid(at span: Span) -> TypedExpression { TypedExpression(.invalid, .unknown, at: span) }

    /// The user's own words.
    func text(_ span: Span) -> String {
        guard span.start >= 0, span.start <= span.end, span.end <= source.utf8.count else { return "" }
        return String(decoding: source.utf8[span.start..<span.end], as: UTF8.self)
    }

    func text(_ expression: Expression) -> String { text(expression.span) }

    /// Checks with only these frames visible.
    func withScopes<Result>(_ visible: [Scope], _ body: () -> Result) -> Result {
        let saved = scopes
        let savedWindows = windowsAllowed
        scopes = visible
        windowsAllowed = false
        defer {
            scopes = saved
            windowsAllowed = savedWindows
        }
        return body()
    }

    /// Checks in a new innermost frame.
    func withScope<Result>(_ scope: Scope, _ body: () -> Result) -> Result {
        withScopes(scopes + [scope], body)
    }

    /// What `body` would report, without reporting it.
    func attempt<Result>(_ body: () -> Result) -> (result: Result, failed: Bool) {
        let saved = diagnostics
        diagnostics = []
        let result = body()
        let failed = diagnostics.contains { $0.severity == .error }
        diagnostics = saved
        return (result, failed)
    }
}
