/// The fixed words of which a text is one, such as the precision of a date.
///
/// To a query they are texts like others; people read them in their language.
package enum Vocabulary: Hashable, Sendable {
    case precision, qualifier, unit, basis, flag
}
