package import NaruSyntax

/// Checks programs against one dataset.
///
/// Programs see the definitions of the dataset's prelude.
package struct Checker: Sendable {
    package let catalog: any DatasetCatalog
    let index: SchemaIndex
    private let prelude: Prelude
    /// What `_` names; nil outside of a conversation.
    package var lastRow: LastRow?

    /// - Parameter checksPrelude: Whether all definitions of the prelude are
    ///   checked at once; otherwise each is on its first use.
    package init(catalog: any DatasetCatalog, prelude: [ProgramText] = [], checksPrelude: Bool = true) {
        self.catalog = catalog
        index = SchemaIndex(catalog.schema)
        self.prelude = Prelude(prelude, catalog: catalog, index: index, checksAll: checksPrelude)
    }

    /// What is wrong with the prelude, as far as it was checked when the checker
    /// was made; each names its own text.
    package var preludeDiagnostics: [Diagnostic] { prelude.diagnostics }

    /// Checks what is left of the prelude, and gives what is wrong with it.
    package func checkPrelude() -> [Diagnostic] { prelude.checkAll() }

    /// Checks one program.
    /// - Parameters:
    ///   - earlier: Definitions of earlier programs, which it sees but for those
    ///     that it makes anew.
    ///   - resolveImport: Finds the text of an imported file.
    package func check(
        _ program: Program, source: SourceText, after earlier: [ProgramText] = [],
        resolveImport: ImportResolver? = nil
    ) -> CheckResult {
        let checker = ProgramChecker(run(of: source), resolveImport: resolveImport)
        return checker.check(ProgramText(program, source: source), after: earlier)
    }

    /// What could stand in the place of the marker; nil where the checker did
    /// not come upon it.
    package func completions(
        of program: Program, source: SourceText, after earlier: [ProgramText] = [],
        resolveImport: ImportResolver? = nil
    ) -> CompletionSite? {
        let probe = CompletionProbe()
        let checker = ProgramChecker(run(of: source, completion: probe), resolveImport: resolveImport)
        _ = checker.check(ProgramText(program, source: source), after: earlier)
        return probe.site
    }

    /// What can be read of an entity of a type, computed fields included.
    package func members(of type: TypeID) -> [CompletionItem] {
        let run = run(of: nil)
        let nowhere = CheckContext(run, in: SourceText(name: "", utf8: []), reportingTo: DiagnosticSink())
        return CompletionItems(context: nowhere).memberItems(of: .entity([type]))
    }

    private func run(of source: SourceText?, completion: CompletionProbe? = nil) -> CheckRun {
        CheckRun(
            catalog: catalog, index: index, mainSource: source, definitions: prelude.definitions, prelude: prelude,
            lastRow: lastRow, completion: completion)
    }

    package typealias ImportResolver = (_ path: String, _ from: String) -> SourceText?
}

/// A parsed program and the text it was parsed from.
package struct ProgramText: Sendable {
    package var program: Program
    package var source: SourceText

    package init(_ program: Program, source: SourceText) {
        self.program = program
        self.source = source
    }

    /// Without what a later program makes anew.
    fileprivate func without(_ later: Program) -> ProgramText {
        let subjects = Set(later.statements.compactMap(\.subject))
        let kept = program.statements.filter { $0.subject.map { !subjects.contains($0) } ?? true }
        return ProgramText(Program(statements: kept), source: source)
    }
}

package struct CheckResult: Sendable {
    /// Nil exactly when there are errors.
    package var program: TypedProgram?
    package var diagnostics: [Diagnostic]

    package init(program: TypedProgram?, diagnostics: [Diagnostic]) {
        self.program = program
        self.diagnostics = diagnostics
    }
}

/// Checks a program in its order: declarations, then the bodies of definitions,
/// then queries.
struct ProgramChecker {
    let run: CheckRun
    private let imports: ImportTable
    private let sink = DiagnosticSink()

    init(_ run: CheckRun, resolveImport: Checker.ImportResolver? = nil) {
        self.run = run
        imports = ImportTable(resolve: resolveImport)
    }

    func check(_ program: ProgramText, after earlier: [ProgramText] = []) -> CheckResult {
        let texts = earlier.map { $0.without(program.program) } + [program]
        for text in texts { reader(of: text).read(text.program) }
        for text in imports.programs + texts { ParameterChecker(context: context(in: text)).declare(text.program) }
        sink.prepend(checkDefinitions())
        let checker = QueryChecker(context: context(in: program))
        let queries = program.program.statements.compactMap { statement -> OutputQuery? in
            guard case .query(let query) = statement.kind else { return nil }
            return checker.output(query)
        }
        let sorted = ordered(sink.diagnostics + run.definitions.takeDiagnostics())
        let failed = sorted.contains { $0.severity == .error }
        let checked = TypedProgram(
            parameters: run.parameters.all, queries: queries, texts: run.definitions.table.texts)
        return CheckResult(program: failed ? nil : checked, diagnostics: sorted)
    }

    /// Takes up what a dataset brings along, and gives what is wrong with it but
    /// for the bodies of definitions.
    func declarePrelude(_ texts: [ProgramText], lookingForClashes: Bool) -> [Diagnostic] {
        for text in texts {
            var reader = reader(of: text)
            reader.looksForClashes = lookingForClashes
            reader.read(text.program)
            reportQueries(in: text)
        }
        return sink.diagnostics
    }

    private func context(in text: ProgramText) -> CheckContext {
        CheckContext(run, in: text.source, reportingTo: sink)
    }

    private func reader(of text: ProgramText) -> DeclarationReader {
        DeclarationReader(context: context(in: text), imports: imports)
    }

    /// Gives what is wrong with the bodies of definitions that are the program's
    /// or its imports'.
    func checkDefinitions() -> [Diagnostic] {
        for position in run.definitions.own {
            _ = run.definitions.definition(at: position, in: run)
        }
        return run.definitions.takeDiagnostics()
    }

    /// A prelude defines; there is nobody who would see its answers.
    private func reportQueries(in text: ProgramText) {
        for statement in text.program.statements {
            if case .query = statement.kind { context(in: text).report(.queryInImport(at: statement.span)) }
        }
    }

    /// As they stand in the text; other texts first.
    private func ordered(_ found: [Diagnostic]) -> [Diagnostic] {
        func start(_ diagnostic: Diagnostic) -> Int { diagnostic.span?.start ?? 0 }
        let elsewhere = found.filter { $0.source != nil }
        let here = found.filter { $0.source == nil }.enumerated().sorted {
            (start($0.element), $0.offset) < (start($1.element), $1.offset)
        }
        return elsewhere + here.map(\.element)
    }
}
