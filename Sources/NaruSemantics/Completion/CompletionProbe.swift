package import NaruSyntax

/// One thing that could stand where a word is being typed.
package struct CompletionItem: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case column, field, link, computed, part, definition, set, function, type, enumCase, parameter, entity
        case keyword, file, command
    }

    package var kind: Kind
    package var name: String
    /// Names in other languages.
    package var aliases: [String]
    /// As a reader would name it: `date?`, `city*`.
    package var type: String?
    package var summary: Message?

    package init(
        _ kind: Kind, _ name: String, aliases: [String] = [], type: String? = nil, summary: Message? = nil
    ) {
        self.kind = kind
        self.name = name
        self.aliases = aliases
        self.type = type
        self.summary = summary
    }
}

/// What the checker found possible at one place of a program: the place where
/// the made-up name `marker` stands.
package struct CompletionSite: Sendable {
    package static let marker = "naru__here"

    package var items: [CompletionItem] = []
    /// The type whose entities a text at the place names.
    package var entities: TypeID?
}

/// Notes what is possible where the marker stands; the first visit counts.
final class CompletionProbe {
    private(set) var site: CompletionSite?

    func note(_ items: [CompletionItem]) {
        if site == nil { site = CompletionSite(items: items) }
    }

    func note(entities type: TypeID) {
        if site == nil { site = CompletionSite(entities: type) }
    }
}

extension CheckerPart {
    /// Whether the marker stands here, so that nothing is to be looked up.
    func notePlace(_ name: String, _ items: () -> [CompletionItem]) -> Bool {
        guard let probe = run.completion, name == CompletionSite.marker else { return false }
        if probe.site == nil { probe.note(items()) }
        return true
    }

    /// Whether the marker stands in a text that names an entity of this type.
    func noteEntity(_ text: String, of type: TypeID) -> Bool {
        guard let probe = run.completion, text.contains(CompletionSite.marker) else { return false }
        probe.note(entities: type)
        return true
    }
}
