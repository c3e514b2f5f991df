import NaruSyntax

/// The definitions that a dataset brings along, which every program sees.
///
/// They are checked once: all of them when a dataset is loaded, or each on its
/// first use, where whoever made the dataset has been told what is wrong.
final class Prelude: Sendable {
    /// With what was known of each when the prelude was made.
    let definitions: Definitions
    /// What is wrong with them; each names its own text.
    let diagnostics: [Diagnostic]
    private let texts: [ProgramText]
    private let catalog: any DatasetCatalog
    private let index: SchemaIndex
    private let checked: Lock<Definitions>

    init(_ texts: [ProgramText], catalog: any DatasetCatalog, index: SchemaIndex, checksAll: Bool) {
        self.texts = texts
        self.catalog = catalog
        self.index = index
        var declared = Definitions()
        // Numbered before any is checked, so that the order of uses is of no matter.
        for text in texts { _ = declared.number(of: text.source) }
        let run = CheckRun(catalog: catalog, index: index, mainSource: nil, definitions: declared)
        let checker = ProgramChecker(run)
        let clashes = checker.declarePrelude(texts, lookingForClashes: checksAll)
        diagnostics = (checksAll ? checker.checkDefinitions() : []) + clashes
        definitions = run.definitions.table
        checked = Lock(run.definitions.table)
    }

    /// What is wrong with all of them, found anew.
    func checkAll() -> [Diagnostic] {
        Prelude(texts, catalog: catalog, index: index, checksAll: true).diagnostics
    }

    /// A definition, which stands apart from the program that uses it, and what
    /// is wrong with it and all it uses.
    func definition(at position: Int) -> (definition: CheckedDefinition?, diagnostics: [Diagnostic]) {
        checked.withLock { table in
            if case .checked(let known) = table.entries[position].state { return (known, []) }
            let run = CheckRun(catalog: catalog, index: index, mainSource: nil, definitions: table)
            let definition = run.definitions.definition(at: position, in: run)
            // What is wrong is told to each program that uses it.
            if definition != nil { table = run.definitions.table }
            return (definition, run.definitions.takeDiagnostics())
        }
    }
}
