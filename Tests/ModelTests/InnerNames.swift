import NaruEngine
import NaruSyntax

/// The names of the engine's own types, which `Naru` has public ones of.
typealias Value = NaruEngine.Value
typealias PartialDate = NaruSyntax.PartialDate
typealias Quantity = NaruSyntax.Quantity
