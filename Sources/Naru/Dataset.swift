package import NaruData
package import NaruSemantics
package import NaruSyntax

/// A loaded dataset. Immutable; any number of sessions read it at once.
public struct Dataset: Sendable {
    package let loaded: LoadedDataset

    package init(loaded: LoadedDataset) { self.loaded = loaded }
}
