import NaruSemantics
import NaruSyntax

/// `~` and `has_word`.
extension Evaluator {
    /// `text ~ "pattern"`, row by row.
    func match(_ subjects: Vector, _ patterns: Vector, negated: Bool) -> Truth {
        let truth = ask(subjects, patterns, isWord: false)
        return negated ? !truth : truth
    }

    /// One pattern for all texts, in one of their languages.
    func match(_ subjects: Vector, pattern: Int32, negated: Bool) -> Truth {
        let truth = ask(subjects, TextQuestion(pattern: pattern, isWord: false))
        return negated ? !truth : truth
    }

    /// `has_word(text, word)`, in one language of the text.
    func hasWord(_ subjects: Vector, _ words: Vector) -> Truth { ask(subjects, words, isWord: true) }

    func hasWord(_ text: TypedExpression, _ word: TypedExpression, _ frame: Frame) throws(EngineError) -> Truth {
        let subjects = try evaluate(text, frame)
        let words = try evaluate(word, word.isConstant ? frame.top : frame)
        if word.isConstant, words.isPresent(0), case .code(let codes) = words.payload {
            return ask(subjects, TextQuestion(pattern: codes[0], isWord: true))
        }
        return hasWord(subjects, try word.isConstant ? broadcast(words, count: frame.count) : words)
    }

    private func ask(_ subjects: Vector, _ question: TextQuestion) -> Truth {
        if case .localized(let languages) = subjects.payload { return inOneLanguage(languages) { ask($0, question) } }
        guard case .code(let codes) = subjects.payload else { return .all(false, count: subjects.count) }
        let answers = texts.answers(to: question).answers(to: codes, threads: context.threads) { texts[$0] }
        return Truth(yes: answers).unknown(where: subjects.absent)
    }

    private func ask(_ subjects: Vector, _ patterns: Vector, isWord: Bool) -> Truth {
        if case .localized(let languages) = subjects.payload {
            return inOneLanguage(languages) { ask($0, patterns, isWord: isWord) }
        }
        guard case .code(let codes) = subjects.payload, case .code(let wanted) = patterns.payload else {
            return .all(false, count: patterns.count)
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
}
