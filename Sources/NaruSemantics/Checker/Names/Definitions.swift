import NaruSyntax

/// The `let`s that a program sees: the prelude's, its imports' and its own.
struct Definitions: Sendable {
    var entries: [DefinitionEntry] = []
    var plain: [String: Int] = [:]
    var functions: [String: Int] = [:]
    /// Computed fields and links by owner.
    var members: [TypeID: [String: Int]] = [:]
    /// Texts other than the program that definitions come from.
    var texts: [SourceText] = []

    /// The number of a text in `Span.text`.
    mutating func number(of text: SourceText) -> Int {
        if let place = texts.firstIndex(of: text) { return place + 1 }
        texts.append(text)
        return texts.count
    }
}

struct DefinitionEntry: Sendable {
    enum State: Sendable {
        case pending, checking
        /// Cases whose enum each use says.
        case open
        case checked(CheckedDefinition)
        /// Reported; whoever uses it is not to blame.
        case failed
    }

    var definition: Definition
    var source: SourceText
    var owner: TypeID?
    var state: State = .pending

    /// `city.partners`, for messages.
    var title: String { (definition.owner.map { $0.text + "." } ?? "") + definition.name.text }
}

/// A body that reads nothing but its own frame, so it can stand anywhere.
struct CheckedDefinition: Sendable {
    var parameters: [ValueType]
    var value: TypedExpression
    /// The body where it is a query with stages, for queries to go on with.
    var pipeline: Pipeline?
    /// How many nodes the body has with all it inlines.
    var weight: Int
    /// How deep the body is with all it inlines.
    var height: Int
}
