/// What a message names only the beginning of. Where the rest can be seen is
/// not the same at the prompt, on the command line and in a library, so whoever
/// shows the message says it.
package enum Listing: Hashable, Sendable {
    case types
    /// The fields and links of a type.
    case type(String)
    case functions
}

/// What to type to see a listing; nil where there is nothing to type.
package typealias Signpost = @Sendable (Listing) -> String?

extension Message {
    /// The sentence, and behind it where the whole list is.
    package func text(_ language: Language, _ signpost: Signpost?) -> String {
        guard let listing, let place = signpost?(listing) else { return self[language] }
        switch language {
        case .english: return "\(english) (`\(place)` lists all)"
        case .korean: return "\(korean) (`\(place)`: 전체)"
        }
    }
}
