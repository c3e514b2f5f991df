import NaruSemantics
import NaruSyntax

/// Picks what fits the typed part of a word, by name or by alias. Hangul is
/// compared by its letters, so that a syllable in the making fits.
struct CompletionMatching {
    private let typed: String
    private let letters: [Unicode.Scalar]
    private let prefersAliases: Bool

    init(typed: String, prefersAliases: Bool) {
        self.typed = typed
        letters = Self.letters(typed)
        self.prefersAliases = prefersAliases || typed.unicodeScalars.contains { $0.value > 0x7F }
    }

    func candidates(_ items: [CompletionItem]) -> [Candidate] {
        var found: [(rank: Int, candidate: Candidate)] = []
        for item in items {
            guard let (rank, name) = best(item) else { continue }
            found.append((rank, Candidate(text: written(name, item.kind), item: item)))
        }
        let sorted = found.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
        var seen: Set<String> = []
        return sorted.map(\.element.candidate).filter { seen.insert("\($0.text) \($0.item.kind)").inserted }
    }

    /// The name that fits best: at its beginning, at the beginning of one of
    /// its words, or anywhere.
    private func best(_ item: CompletionItem) -> (Int, String)? {
        let names = prefersAliases ? item.aliases + [item.name] : [item.name] + item.aliases
        var best: (rank: Int, name: String)?
        for name in names {
            guard let rank = rank(name), rank < best?.rank ?? .max else { continue }
            best = (rank, name)
        }
        return best
    }

    private func rank(_ name: String) -> Int? {
        if letters.isEmpty { return 0 }
        let other = Self.letters(name)
        if other.starts(with: letters) { return 0 }
        guard letters.count >= 2, other.count > letters.count else { return nil }
        for start in 1...(other.count - letters.count) where other[start...].starts(with: letters) {
            return other[start - 1] == " " || other[start - 1] == "_" ? 1 : 2
        }
        return nil
    }

    private static func letters(_ name: String) -> [Unicode.Scalar] { name.lowercased().nfd }

    /// Names that are no identifiers take backquotes.
    private func written(_ name: String, _ kind: CompletionItem.Kind) -> String {
        switch kind {
        case .entity, .keyword, .file, .command: name
        case .column, .field, .link, .computed, .part, .definition, .set, .function, .type, .enumCase, .parameter:
            Notation.name(name)
        }
    }
}
