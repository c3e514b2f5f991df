package import NaruSyntax

/// Keeps of what messages propose only what checks in its place.
///
/// A message is made where a mistake is found, and can't know whether what it
/// proposes fits everything around. So each proposal is tried: the text is
/// rewritten and checked again. One that shows another mistake in what it wrote
/// is joined with the mend of that one: `country = South Korea` needs its
/// quotation marks first, and then its type.
package struct SuggestionVetting {
    /// What is wrong in a text that takes the place of the one it is named for.
    private let findings: (SourceText) -> [Diagnostic]
    private var attemptsLeft: Int
    private let found: [Finding: Int]
    /// Texts that a message proposed together with the mend of other mistakes;
    /// those needn't propose them again.
    private var joined: Set<[UInt8]> = []

    /// - Parameter diagnostics: all that is wrong as the texts are.
    package init(
        _ diagnostics: [Diagnostic], of program: SourceText, findings: @escaping (SourceText) -> [Diagnostic]
    ) {
        self.findings = findings
        found = Self.counted(diagnostics)
        // Each mistake is found anew at each attempt, with what is proposed for it.
        let cost = program.utf8.count + diagnostics.count * 1_000
        attemptsLeft = min(Self.mostAttempts, Self.mostBytes / max(cost, 1))
    }

    private static let mostAttempts = 400
    private static let mostBytes = 1_000_000
    /// How many mistakes, one behind the other, are mended together.
    private static let mostSteps = 3
    private static let mostShown = 4

    package mutating func vetted(_ diagnostics: [Diagnostic], in program: SourceText) -> [Diagnostic] {
        diagnostics.map { vetted($0, in: program) }
    }

    private mutating func vetted(_ diagnostic: Diagnostic, in program: SourceText) -> Diagnostic {
        guard !diagnostic.suggestions.isEmpty else { return diagnostic }
        var result = diagnostic
        let source = diagnostic.source ?? program
        result.suggestions = checked(diagnostic.suggestions, mending: diagnostic, in: source)
        // That a name is misspelt is worth saying even where more is wrong.
        if result.caption(in: source) == nil, let spelling = misspelling(diagnostic, in: source) {
            result.label = spelling
        }
        return result
    }

    private mutating func checked(
        _ suggestions: [Suggestion], mending diagnostic: Diagnostic, in source: SourceText
    ) -> [Suggestion] {
        var kept: [Suggestion] = []
        var texts: Set<[UInt8]> = []
        for suggestion in suggestions where kept.count < Self.mostShown {
            if suggestion.isAlternative, kept.contains(where: \.isAlternative) { continue }
            let own = Finding(diagnostic)
            guard let right = completed(suggestion, mending: own, in: source, steps: Self.mostSteps) else { continue }
            let text = right.applied(to: source).utf8
            guard texts.insert(text).inserted else { continue }
            if right != suggestion, !joined.insert(text).inserted { continue }
            kept.append(right)
        }
        return kept
    }

    /// The suggestion as it checks: as it is, or with the mend of what it shows
    /// to be wrong; nil where nothing helps.
    private mutating func completed(
        _ suggestion: Suggestion, mending own: Finding, in source: SourceText, steps: Int
    ) -> Suggestion? {
        guard suggestion.fits(source), attemptsLeft > 0, !Allowance.isSpent else { return nil }
        attemptsLeft -= 1
        let text = suggestion.applied(to: source)
        let after = findings(text)
        let counts = Self.counted(after)
        // A warning of a run is not found by reading.
        if let before = found[own], counts[own, default: 0] >= before { return nil }
        let new = after.filter { diagnostic in
            let finding = Finding(diagnostic)
            return diagnostic.severity == .error && counts[finding, default: 0] > found[finding, default: 0]
        }
        if new.isEmpty, suggestion.isAlternative, steps > 1, let others = otherMends(after, in: text) {
            // What else can't be read hides which of the alternatives is right.
            return completed(suggestion.followed(by: others, in: text), mending: own, in: source, steps: steps - 1)
        }
        guard let next = new.first else { return suggestion }
        // Words of their own say only what they do themselves; where they mend
        // what another shows to be wrong, they aren't shown.
        if case .said = suggestion.wording, steps == Self.mostSteps { return nil }
        guard new.count == 1, steps > 1, (next.source ?? text).name == text.name else { return nil }
        for more in next.suggestions {
            guard let last = completed(more, mending: own, in: text, steps: steps - 1) else { continue }
            return suggestion.followed(by: last, in: text)
        }
        return nil
    }

    /// The first proposal for each thing that still can't be read.
    private func otherMends(_ diagnostics: [Diagnostic], in text: SourceText) -> Suggestion? {
        let unread = diagnostics.filter { DiagnosticCode.syntax.contains($0.code) && $0.source == nil }
        let edits = unread.compactMap { $0.suggestions.first?.edits }.joined()
        let together = Suggestion(Array(edits))
        return together.fits(text) ? together : nil
    }

    private func misspelling(_ diagnostic: Diagnostic, in source: SourceText) -> Message? {
        diagnostic.suggestions.first { $0.wording == .didYouMean }?.message(in: source)
    }

    /// A mistake apart from its place, which moves when a text is rewritten.
    private struct Finding: Hashable {
        var code: DiagnosticCode
        var message: Message
        var file: String?

        init(_ diagnostic: Diagnostic) {
            code = diagnostic.code
            message = diagnostic.message
            file = diagnostic.source?.name
        }
    }

    private static func counted(_ diagnostics: [Diagnostic]) -> [Finding: Int] {
        Dictionary(diagnostics.map { (Finding($0), 1) }, uniquingKeysWith: +)
    }
}

extension Suggestion {
    /// Both as one, where the other was made for the text that this one gives.
    fileprivate func followed(by other: Suggestion, in text: SourceText) -> Suggestion {
        guard let first = edits.first?.span, let last = edits.last?.span else { return other }
        let growth = edits.reduce(0) { $0 + $1.replacement.utf8.count - ($1.span.end - $1.span.start) }
        let own = Span(first.start, last.end + growth)
        let whole = own.joined(other.span)
        let replaced = Span(whole.start, whole.end - growth)
        return Suggestion(
            [TextEdit(replaced, String(decoding: other.rewritten(text, whole), as: UTF8.self))],
            isAlternative: isAlternative, shown: shown)
    }
}
