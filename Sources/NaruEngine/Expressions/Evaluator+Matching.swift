import NaruPlan
import NaruSemantics
import NaruSyntax

/// `~` and `has_word`.
extension Evaluator {
    /// `text ~ "pattern"`, row by row.
    func match(_ subjects: Vector, _ patterns: Vector, negated: Bool) throws(EngineError) -> Truth {
        let truth = try ask(subjects, patterns, isWord: false)
        return negated ? !truth : truth
    }

    func matches(_ text: TypedExpression, _ pattern: TypedExpression, negated: Bool, _ frame: Frame)
        throws(EngineError) -> Truth
    {
        let truth = try ask(text, pattern, isWord: false, frame)
        return negated ? !truth : truth
    }

    /// `has_word(text, word)`, in one language of the text.
    func hasWord(_ subjects: Vector, _ words: Vector) throws(EngineError) -> Truth {
        try ask(subjects, words, isWord: true)
    }

    func hasWord(_ text: TypedExpression, _ word: TypedExpression, _ frame: Frame) throws(EngineError) -> Truth {
        try ask(text, word, isWord: true, frame)
    }

    /// A pattern that is the same for all texts is prepared once.
    private func ask(_ text: TypedExpression, _ pattern: TypedExpression, isWord: Bool, _ frame: Frame)
        throws(EngineError) -> Truth
    {
        let subjects = try evaluate(text, frame)
        guard pattern.isConstant else { return try ask(subjects, try evaluate(pattern, frame), isWord: isWord) }
        let patterns = try evaluate(pattern, frame.top)
        if patterns.isPresent(0), case .code(let codes) = patterns.payload {
            return try ask(subjects, TextQuestion(pattern: codes[0], isWord: isWord))
        }
        return try ask(subjects, try broadcast(patterns, count: frame.count), isWord: isWord)
    }

    private func ask(_ subjects: Vector, _ question: TextQuestion) throws(EngineError) -> Truth {
        if case .localized(let languages) = subjects.payload {
            return try Truth.inOneLanguage(languages) { texts throws(EngineError) in try ask(texts, question) }
        }
        guard case .code(let codes) = subjects.payload else { return try noTexts(subjects.presence) }
        let answers = texts.answers(to: question).answers(to: codes, threads: context.threads) { texts[$0] }
        return Truth(yes: answers).unknown(where: subjects.absent)
    }

    private func ask(_ subjects: Vector, _ patterns: Vector, isWord: Bool) throws(EngineError) -> Truth {
        if case .localized(let languages) = subjects.payload {
            return try Truth.inOneLanguage(languages) { texts throws(EngineError) in
                try ask(texts, patterns, isWord: isWord)
            }
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
