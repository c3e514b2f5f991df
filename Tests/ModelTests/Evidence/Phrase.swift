/// A piece of a program that knows what simpler pieces could stand for it.
struct Phrase {
    private enum Part {
        case word(String)
        case phrase(Phrase)
    }

    private var parts: [Part] = []
    /// Phrases of the same kind to try instead.
    private var instead: [Phrase] = []

    init(_ word: String) { parts = [.word(word)] }

    /// Words and phrases in turn, as they stand.
    init(_ parts: [any PhrasePart], instead: [Phrase] = []) {
        self.parts = parts.map { part in
            if let phrase = part as? Phrase { .phrase(phrase) } else { .word("\(part)") }
        }
        self.instead = instead
    }

    var text: String {
        parts.map { part in
            switch part {
            case .word(let word): word
            case .phrase(let phrase): phrase.text
            }
        }.joined()
    }

    var simpler: [Phrase] {
        var result = instead
        for (place, part) in parts.enumerated() {
            guard case .phrase(let phrase) = part else { continue }
            for smaller in phrase.simpler {
                var copy = self
                copy.parts[place] = .phrase(smaller)
                result.append(copy)
            }
        }
        return result
    }
}

protocol PhrasePart {}
extension Phrase: PhrasePart {}
extension String: PhrasePart {}

/// A query as a source and stages that can be left out one by one.
struct QueryPhrase {
    var source: Phrase
    var views: [Phrase] = []
    var stages: [Phrase]

    var text: String { ([source] + views + stages).map(\.text).joined(separator: "\n| ") }

    var simpler: [QueryPhrase] {
        var result: [QueryPhrase] = []
        for place in stages.indices {
            var copy = self
            copy.stages.remove(at: place)
            result.append(copy)
        }
        for place in views.indices {
            var copy = self
            copy.views.remove(at: place)
            result.append(copy)
        }
        result += source.simpler.map { QueryPhrase(source: $0, views: views, stages: stages) }
        for place in stages.indices {
            for smaller in stages[place].simpler {
                var copy = self
                copy.stages[place] = smaller
                result.append(copy)
            }
        }
        return result
    }
}
