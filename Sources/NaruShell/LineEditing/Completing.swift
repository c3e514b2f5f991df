import NaruIDE
import NaruSemantics
import NaruSyntax

/// What a line editor asks about the text it holds.
protocol LineAssistant {
    /// Whether Enter runs the text as it stands.
    func isComplete(_ text: String) -> Bool
    /// `cursor` in UTF-8 bytes.
    func completions(of text: String, at cursor: Int) -> Completions
    /// How a candidate is listed.
    func description(of candidate: Candidate) -> String
}

/// What came of reading one statement.
enum LineResult: Hashable {
    case text(String)
    /// Ctrl-C: what was typed is given up.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case end
}

/// Candidates that Tab goes through, and what stood in their place.
struct CompletionCycle {
    var completions: Completions
    /// The chosen one; nil while only what they share has been put in.
    var chosen: Int?
    /// The scalars that the last choice takes up.
    var range: Range<Int>
    /// What it left; any other text or cursor ends it.
    var left: EditText
}

extension LineEditor {
    /// The first Tab puts in what all candidates share and lists them; further
    /// ones go through them.
    func complete(backwards: Bool) -> KeyOutcome {
        leaveModes()
        if completing != nil { return cycle(backwards: backwards) }
        let text = text
        let cursor = text.before.utf8.count
        let found = assistant.completions(of: text.text, at: cursor)
        guard !found.candidates.isEmpty else { return .normal }
        let typed = Array(text.before.utf8)[found.replaced]
        let start = text.cursor - String(decoding: typed, as: UTF8.self).unicodeScalars.count
        if found.candidates.count == 1 {
            put(found.candidates[0].text, in: start..<text.cursor)
            return .refresh
        }
        var end = text.cursor
        let shared = LineEditor.sharedStart(found.candidates.map(\.text))
        if shared.unicodeScalars.count > end - start,
            shared.lowercased().hasPrefix(String(decoding: typed, as: UTF8.self).lowercased())
        {
            put(shared, in: start..<end)
            end = start + shared.unicodeScalars.count
        }
        completing = CompletionCycle(completions: found, chosen: nil, range: start..<end, left: self.text)
        layout.below = listing(found.candidates, chosen: nil)
        return .refresh
    }

    private func cycle(backwards: Bool) -> KeyOutcome {
        guard var cycle = completing else { return .normal }
        let count = cycle.completions.candidates.count
        let next = cycle.chosen.map { backwards ? $0 + count - 1 : $0 + 1 } ?? (backwards ? count - 1 : 0)
        cycle.chosen = next % count
        let choice = cycle.completions.candidates[next % count].text
        put(choice, in: cycle.range)
        cycle.range = cycle.range.lowerBound..<cycle.range.lowerBound + choice.unicodeScalars.count
        cycle.left = text
        completing = cycle
        layout.below = listing(cycle.completions.candidates, chosen: cycle.chosen)
        return .refresh
    }

    private func put(_ new: String, in range: Range<Int>) {
        delete(range)
        insert(Array(new.unicodeScalars))
    }

    /// One row a candidate, a window of them around the chosen one.
    private func listing(_ candidates: [Candidate], chosen: Int?) -> [[StyledText]] {
        let size = Terminal.size
        let visible = max(1, min(8, size.rows - 4, candidates.count))
        let first = min(max(0, (chosen ?? 0) - visible + 1), candidates.count - visible)
        let names = candidates[first..<first + visible]
        let width = names.map { DisplayWidth.of($0.text) }.max() ?? 0
        var rows = names.enumerated().map { index, candidate -> [StyledText] in
            let padding = String(repeating: " ", count: width - DisplayWidth.of(candidate.text) + 2)
            let note = assistant.description(of: candidate).fitting(size.columns - width - 5)
            return [
                StyledText(text: "  " + candidate.text, style: first + index == chosen ? .selected : .plain),
                StyledText(text: padding + note, style: .note),
            ]
        }
        let hidden = candidates.count - visible
        if hidden > 0 { rows.append([StyledText(text: "  … \(hidden)", style: .note)]) }
        return rows
    }

    static func sharedStart(_ texts: [String]) -> String {
        guard var shared = texts.first else { return "" }
        for text in texts.dropFirst() {
            while !text.hasPrefix(shared) { shared.removeLast() }
        }
        return shared
    }

    static let hintBudget = Swift.Duration.milliseconds(50)

    /// The rest of what was typed before like this, else of the best candidate.
    func hint(for text: EditText) -> String {
        guard text.isAtEnd, !text.scalars.isEmpty else { return "" }
        if let older = history.newest(startingWith: text.text) { return String(older.dropFirst(text.text.count)) }
        guard !hintsAreSlow else { return "" }
        let cursor = text.text.utf8.count
        let start = ContinuousClock.now
        let found = assistant.completions(of: text.text, at: cursor)
        // Typing must never wait, so a dataset that is too large for it has none.
        hintsAreSlow = ContinuousClock.now - start > LineEditor.hintBudget
        guard !found.replaced.isEmpty, let best = found.candidates.first else { return "" }
        let typed = String(decoding: Array(text.text.utf8)[found.replaced], as: UTF8.self)
        guard best.text.hasPrefix(typed) else { return "" }
        return String(best.text.dropFirst(typed.count))
    }
}

extension String {
    /// As much as fits some columns.
    func fitting(_ columns: Int) -> String {
        var result = ""
        var width = 0
        for character in self {
            let next = width + DisplayWidth.of(character)
            if next > columns { return result.isEmpty ? "" : String(result.dropLast()) + "…" }
            width = next
            result.append(character)
        }
        return result
    }
}
