package import NaruEngine
package import NaruSyntax

/// The names of the engine's own types, which `Naru` has public ones of.
package typealias Value = NaruEngine.Value
package typealias PartialDate = NaruSyntax.PartialDate
package typealias Quantity = NaruSyntax.Quantity
