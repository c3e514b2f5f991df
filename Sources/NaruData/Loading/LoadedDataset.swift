package import NaruEngine
package import NaruSyntax

/// A dataset ready for queries.
package struct LoadedDataset: Sendable {
    package var name: String
    package var store: Store
    package var catalog: Catalog
    /// Definitions that every query sees.
    package var prelude: [SourceText]
    package var warnings: [Diagnostic]
}
