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
        let run = ProgramChecker(catalog: catalog, index: index, definitions: Definitions())
        for text in prelude {
            run.declare(text)
            run.reportQueries(in: text)
        }
        run.checkAllDefinitions()
        self.prelude = run.definitions
        preludeDiagnostics = run.diagnostics
    }

    /// Checks one program; `resolveImport` finds the text of an imported file.
    package func check(_ program: Program, source: SourceText, resolveImport: ImportResolver? = nil) -> CheckResult {
        let run = ProgramChecker(catalog: catalog, index: index, definitions: prelude)
        run.mainSource = source
        run.resolveImport = resolveImport
        run.lastRow = lastRow
        return run.check(ProgramText(program, source: source))
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
