package import NaruSyntax

/// Checks programs against one dataset.
///
/// The dataset's prelude is checked once, when the checker is made; programs
/// see its definitions.
package struct Checker: Sendable {
    package let catalog: any DatasetCatalog
    /// What is wrong with the prelude; each names its own text.
    package let preludeDiagnostics: [Diagnostic]
    let index: SchemaIndex
    let prelude: Definitions
    /// What `_` names; nil outside of a conversation.
    package var lastRow: LastRow?

    package init(catalog: any DatasetCatalog, prelude: [ProgramText] = []) {
        self.catalog = catalog
        index = SchemaIndex(catalog.schema)
        let run = CheckRun(catalog: catalog, index: index, mainSource: nil, definitions: Definitions())
        preludeDiagnostics = ProgramChecker(run).checkPrelude(prelude)
        self.prelude = run.definitions.table
    }

    /// Checks one program; `resolveImport` finds the text of an imported file.
    package func check(_ program: Program, source: SourceText, resolveImport: ImportResolver? = nil) -> CheckResult {
        let run = CheckRun(
            catalog: catalog, index: index, mainSource: source, definitions: prelude, lastRow: lastRow)
        return ProgramChecker(run, resolveImport: resolveImport).check(ProgramText(program, source: source))
    }

    /// What could stand in the place of the marker; nil where the checker did
    /// not come upon it.
    package func completions(
        of program: Program, source: SourceText, resolveImport: ImportResolver? = nil
    ) -> CompletionSite? {
        let probe = CompletionProbe()
        let run = CheckRun(
            catalog: catalog, index: index, mainSource: source, definitions: prelude, lastRow: lastRow,
            completion: probe)
        _ = ProgramChecker(run, resolveImport: resolveImport).check(ProgramText(program, source: source))
        return probe.site
    }

    /// What can be read of an entity of a type, computed fields included.
    package func members(of type: TypeID) -> [CompletionItem] {
        let run = CheckRun(catalog: catalog, index: index, mainSource: nil, definitions: prelude)
        let nowhere = CheckContext(run, in: SourceText(name: "", utf8: []), reportingTo: DiagnosticSink())
        return CompletionItems(context: nowhere).memberItems(of: .entity([type]))
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

    func check(_ program: ProgramText) -> CheckResult {
        declare(program)
        for text in imports.programs { ParameterChecker(context: context(in: text)).declare(text.program) }
        ParameterChecker(context: context(in: program)).declare(program.program)
        checkDefinitions()
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

    /// Checks what a dataset brings along, and gives what is wrong with it.
    func checkPrelude(_ texts: [ProgramText]) -> [Diagnostic] {
        for text in texts {
            declare(text)
            reportQueries(in: text)
        }
        checkDefinitions()
        return sink.diagnostics
    }

    private func context(in text: ProgramText) -> CheckContext {
        CheckContext(run, in: text.source, reportingTo: sink)
    }

    private func declare(_ text: ProgramText) {
        DeclarationReader(context: context(in: text), imports: imports).read(text.program)
    }

    private func checkDefinitions() {
        for position in run.definitions.table.entries.indices {
            _ = run.definitions.definition(at: position, in: run)
        }
        sink.prepend(run.definitions.takeDiagnostics())
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
