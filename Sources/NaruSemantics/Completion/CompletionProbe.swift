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

extension Checker {
    /// What could stand in the place of the marker; nil where the checker did
    /// not come upon it.
    package func completions(
        of program: Program, source: SourceText, resolveImport: ImportResolver? = nil
    ) -> CompletionSite? {
        let run = ProgramChecker(catalog: catalog, index: index, definitions: prelude)
        run.mainSource = source
        run.resolveImport = resolveImport
        run.lastRow = lastRow
        run.isCompleting = true
        _ = run.check(ProgramText(program, source: source))
        return run.completionSite
    }
}

extension Checker {
    /// What can be read of an entity of a type, computed fields included.
    package func members(of type: TypeID) -> [CompletionItem] {
        ProgramChecker(catalog: catalog, index: index, definitions: prelude).members(of: .entity([type]))
    }
}
