import Synchronization

/// The answers to one question about the texts of a run. A text is asked once,
/// however many rows have it. When many have been asked for, all texts of the
/// dataset are gone through at once, in the order in which they lie in memory.
final class TextAnswers: Sendable {
    private let test: TextTest
    private let texts: TextDictionary
    private let state: Mutex<State>

    private struct State {
        var known: Bitmap
        var yes: Bitmap
        var asked = 0
        var isComplete = false
    }

    init(_ test: TextTest, _ texts: TextDictionary) {
        self.test = test
        self.texts = texts
        let none = Bitmap(repeating: false, count: texts.count)
        state = Mutex(State(known: none, yes: none))
    }

    /// For each code of the dataset; those of other texts are left to `made`.
    func answers(to codes: [Int32], made: (Int32) -> String) -> Bitmap {
        let yes = answered(codes)
        return codes.withUnsafeBufferPointer { codes in
            Bitmap(count: codes.count) { (row: Int) -> Bool in
                Int(codes[row]) < yes.count ? yes[Int(codes[row])] : test.matches(made(codes[row]))
            }
        }
    }

    /// A bit for each text of the dataset, good for these codes.
    private func answered(_ codes: [Int32]) -> Bitmap {
        state.withLock { state in
            if state.isComplete { return state.yes }
            state.asked += codes.count
            if state.asked >= texts.writtenTexts.count / 8 {
                state.yes = test.answers(of: texts)
                state.isComplete = true
            } else {
                ask(codes, &state)
            }
            return state.yes
        }
    }

    private func ask(_ codes: [Int32], _ state: inout State) {
        var buffer: [UInt8] = []
        for code in codes where Int(code) < texts.count && !state.known[Int(code)] {
            state.known[Int(code)] = true
            if texts.withBytes(of: code, { test.matches($0, &buffer) }) { state.yes[Int(code)] = true }
        }
    }
}

/// What is asked of texts: whether they contain a pattern, by its code, or have
/// it as a word.
struct TextQuestion: Hashable {
    var pattern: Int32
    var isWord: Bool

    func test(_ pattern: String) -> TextTest { isWord ? TextTest(word: pattern) : TextTest(containing: pattern) }
}
