import NaruPlan
import NaruSemantics
import NaruSyntax

/// Searches texts: `text ~ "pattern"` and `has_word(text, word)`.
struct TextSearch {
    let evaluator: Evaluator
    /// Whether a whole word is looked for.
    let isWord: Bool
    private var texts: TextPool { evaluator.texts }

    init(_ evaluator: Evaluator, isWord: Bool) {
        self.evaluator = evaluator
        self.isWord = isWord
    }

    /// A pattern that is the same for all texts is prepared once.
    func truth(_ text: TypedExpression, _ pattern: TypedExpression, _ frame: Frame) throws(EngineError) -> Truth {
        let subjects = try evaluator.evaluate(text, frame)
        guard pattern.isConstant else { return try truth(subjects, try evaluator.evaluate(pattern, frame)) }
        let patterns = try evaluator.evaluate(pattern, frame.top)
        if patterns.isPresent(0), case .code(let codes) = patterns.payload {
            return try ask(subjects, TextQuestion(pattern: codes[0], isWord: isWord))
        }
        return try truth(subjects, try evaluator.broadcast(patterns, count: frame.count))
    }

    private func ask(_ subjects: Vector, _ question: TextQuestion) throws(EngineError) -> Truth {
        if case .localized(let languages) = subjects.payload {
            return try Truth.inOneLanguage(languages) { texts throws(EngineError) in try ask(texts, question) }
        }
        guard case .code(let codes) = subjects.payload else { return try noTexts(subjects.presence) }
        let threads = evaluator.context.threads
        let answers = texts.answers(to: question).answers(to: codes, threads: threads) { texts[$0] }
        return Truth(yes: answers).unknown(where: subjects.absent)
    }

    /// Row by row, in one language of the text.
    func truth(_ subjects: Vector, _ patterns: Vector) throws(EngineError) -> Truth {
        if case .localized(let languages) = subjects.payload {
            return try Truth.inOneLanguage(languages) { texts throws(EngineError) in try truth(texts, patterns) }
        }
        guard case .code(let codes) = subjects.payload, case .code(let wanted) = patterns.payload else {
            return try noTexts(subjects.presence & patterns.presence)
        }
        var tests: [Int32: TextTest] = [:]
        let yes = Bitmap(count: codes.count) { (row: Int) -> Bool in
            let pattern = wanted[row]
            let test = tests[pattern] ?? TextQuestion(pattern: pattern, isWord: isWord).test(texts[pattern])
            tests[pattern] = test
            return test.matches(texts[codes[row]])
        }
        return Truth(yes: yes).unknown(where: subjects.absent).unknown(where: patterns.absent)
    }

    /// Of values that are all absent the kind says nothing.
    private func noTexts(_ presence: Bitmap) throws(EngineError) -> Truth {
        guard presence.isEmpty else { throw .internal("a search in what is no text") }
        return Truth(yes: presence, unknown: ~presence)
    }
}
