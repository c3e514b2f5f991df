package import NaruSemantics
package import NaruSyntax

/// What could stand where the cursor is.
package struct Completions: Hashable, Sendable {
    /// What of the text a choice replaces, in UTF-8 offsets.
    package var replaced: Range<Int>
    /// Best first.
    package var candidates: [Candidate]

    package init(replaced: Range<Int>, candidates: [Candidate]) {
        self.replaced = replaced
        self.candidates = candidates
    }

    package static func none(at cursor: Int) -> Completions { Completions(replaced: cursor..<cursor, candidates: []) }
}

package struct Candidate: Hashable, Sendable {
    /// What is put in.
    package var text: String
    package var item: CompletionItem

    package init(text: String, item: CompletionItem) {
        self.text = text
        self.item = item
    }
}

/// Completes programs by asking the checker what could stand at the cursor.
package struct Completer: Sendable {
    private let checker: Checker
    /// Whether names in Korean come first.
    private let prefersAliases: Bool
    /// Finds the texts of imports.
    private let resolveImport: (@Sendable (_ path: String, _ from: String) -> SourceText?)?

    package init(
        checker: Checker, prefersAliases: Bool = false,
        resolveImport: (@Sendable (_ path: String, _ from: String) -> SourceText?)? = nil
    ) {
        self.checker = checker
        self.prefersAliases = prefersAliases
        self.resolveImport = resolveImport
    }

    /// `earlier` are definitions that the text sees.
    package func completions(of text: String, at cursor: Int, after earlier: [ProgramText] = []) -> Completions {
        let bytes = Array(text.utf8)
        guard cursor >= 0, cursor <= bytes.count else { return .none(at: cursor) }
        let context = CompletionContext(text, cursor: cursor)
        guard context.place != .nothing else { return .none(at: cursor) }
        let typed = String(decoding: bytes[context.word], as: UTF8.self)
        let items = items(for: context, typed, before: bytes[..<context.word.lowerBound], earlier)
        let matching = CompletionMatching(typed: typed, prefersAliases: prefersAliases)
        return Completions(replaced: context.word, candidates: matching.candidates(items))
    }

    private func items(
        for context: CompletionContext, _ typed: String, before: ArraySlice<UInt8>, _ earlier: [ProgramText]
    ) -> [CompletionItem] {
        switch context.place {
        case .nothing: return []
        case .stage(let afterSource):
            return (afterSource ? ViewWord.allCases.map(keyword) : []) + StageWord.allCases.map(keyword)
        case .afterOperand(let word): return following(word).map { CompletionItem(.keyword, $0) }
        case .statement:
            let words = StatementWord.allCases.map(keyword)
            return names(before, earlier, typed) + words + Self.operandWords
        case .operand: return names(before, earlier, typed) + Self.operandWords
        case .name: return names(before, earlier, typed)
        case .text: return names(before, earlier, typed, isText: true)
        }
    }

    private func keyword(_ word: some LeadingWord) -> CompletionItem {
        CompletionItem(.keyword, word.words, type: word.form, summary: word.summary)
    }

    private static let operandWords = ["if", "no", "any", "not", "it", "today", "true", "false"].map {
        CompletionItem(.keyword, $0)
    }

    /// Words that may follow a finished value.
    private func following(_ word: String?) -> [String] {
        let stage = word.flatMap(StageWord.init)?.continuations
        let source = word.flatMap(StatementWord.init)?.continuations
        let always = ["and", "or", "in", "not in", "is", "is not", "union", "intersect", "except", "then", "else"]
        return (stage ?? source ?? []) + always
    }

    /// From so many on, only names that begin as typed are offered, and not all:
    /// looking into each would keep the user waiting.
    private static let manyEntities = 5_000
    private static let mostNames = 200

    /// What the checker finds possible where the word begins.
    private func names(
        _ before: ArraySlice<UInt8>, _ earlier: [ProgramText], _ typed: String, isText: Bool = false
    ) -> [CompletionItem] {
        var bytes = Array(before)
        bytes += CompletionSite.marker.utf8
        if isText { bytes.append(UInt8(ascii: "\"")) }
        bytes += closers(of: bytes)
        let source = SourceText(name: "completion", utf8: bytes)
        let program = Parser.parse(source).program
        let found = checker.completions(of: program, source: source, after: earlier, resolveImport: resolveImport)
        guard let site = found else { return [] }
        guard let type = site.entities else { return site.items }
        let catalog = checker.catalog
        let names =
            catalog.count(of: type) > Self.manyEntities
            ? catalog.names(in: type, startingWith: typed, atMost: Self.mostNames) : catalog.names(in: type)
        return names.map { CompletionItem(.entity, $0) }
    }

    /// The brackets that are still open.
    private func closers(of bytes: [UInt8]) -> [UInt8] {
        var open: [Symbol] = []
        for token in Lexer.tokens(of: SourceText(name: "", utf8: bytes)).tokens {
            guard let symbol = token.symbol else { continue }
            if let closer = symbol.closer { open.append(closer) }
            if symbol.isCloser, open.last == symbol { open.removeLast() }
        }
        return open.reversed().flatMap { Array($0.rawValue.utf8) }
    }
}
