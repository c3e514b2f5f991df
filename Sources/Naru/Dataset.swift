package import NaruData
package import NaruSemantics
package import NaruSyntax

/// A loaded dataset. Immutable; any number of sessions read it at once.
public struct Dataset: Sendable {
    package let loaded: LoadedDataset
    package let checker: Checker

    package init(loaded: LoadedDataset) {
        self.loaded = loaded
        let prelude = loaded.prelude.map { ProgramText(Parser.parse($0).program, source: $0) }
        checker = Checker(catalog: loaded.catalog, prelude: prelude)
    }

    /// What is wrong with the dataset's own definitions.
    package var diagnostics: [Diagnostic] {
        loaded.prelude.flatMap { source in
            Parser.parse(source).diagnostics.map { diagnostic in
                var diagnostic = diagnostic
                diagnostic.source = source
                return diagnostic
            }
        } + checker.preludeDiagnostics
    }

    /// The partnership dataset inside the program.
    package static func bundled() throws(DatasetError) -> Dataset { Dataset(loaded: try DatasetLoader.bundled()) }

    /// Dataset folders and tables, as one dataset.
    package init(contentsOf paths: [String]) throws(DatasetError) {
        self.init(loaded: try DatasetLoader.load(paths: paths))
    }
}
