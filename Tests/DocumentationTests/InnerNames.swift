import NaruSyntax

/// The names of the engine's own types, which `Naru` has public ones of.
typealias PartialDate = NaruSyntax.PartialDate
