import NaruSemantics
import NaruSyntax
import Synchronization

/// The texts one run works with: the dataset's, and those the run makes.
///
/// A code below the dictionary's count is the dataset's and compares as its
/// text; codes above are given out in order of appearance. Each text has one
/// code, so equal codes mean equal texts.
package final class TextPool: Sendable {
    package let dictionary: TextDictionary
    private let made = Lock(MadeTexts())
    private let madeBytes = Atomic<Int>(0)
    private let answers = Lock<[TextQuestion: TextAnswers]>([:])

    package init(_ dictionary: TextDictionary) { self.dictionary = dictionary }

    package subscript(code: Int32) -> String {
        let index = Int(code) - dictionary.count
        return index < 0 ? dictionary[code] : made.withLock { $0[index] }
    }

    /// Texts that are the same in NFC are one.
    package func code(of text: String) -> Int32 {
        var text = text
        if !text.withUTF8({ Normalization.isKnownNFC($0) }) { text = text.nfc }
        if let code = dictionary.code(of: text) { return code }
        return text.withUTF8 { bytes in
            made.withLock { made in
                let place = made.place(of: bytes)
                madeBytes.store(made.byteCount, ordering: .relaxed)
                return Int32(dictionary.count + place)
            }
        }
    }

    /// What the texts answer to a question, as far as it has been asked.
    func answers(to question: TextQuestion) -> TextAnswers {
        if let known = answers.withLock({ $0[question] }) { return known }
        let made = TextAnswers(question.test(self[question.pattern]), dictionary)
        return answers.withLock { answers in
            if let known = answers[question] { return known }
            answers[question] = made
            return made
        }
    }

    /// About how much memory the texts take that were made so far.
    var byteCount: Int { madeBytes.load(ordering: .relaxed) }

    /// Whether every code is the dataset's, so that codes alone give the order.
    func areOrdered(_ codes: [Int32]) -> Bool {
        let limit = Int32(dictionary.count)
        return codes.allSatisfy { $0 < limit }
    }

    /// Whether the text of one code sorts before another's.
    func isLess(_ left: Int32, _ right: Int32) -> Bool {
        let limit = Int32(dictionary.count)
        if left < limit, right < limit { return left < right }
        return left != right && self[left].utf8.lexicographicallyPrecedes(self[right].utf8)
    }
}
