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
    /// What a lenient load could not take; nil when all was good.
    package var leftOut: LeftOut?
}
