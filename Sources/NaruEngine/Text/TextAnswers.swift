import NaruSemantics
import Synchronization

/// The answers to one question about the texts of a run. A text is asked once,
/// however many rows have it. When many have been asked for, all texts of the
/// dataset are gone through at once, in the order in which they lie in memory.
final class TextAnswers: Sendable {
    private let test: TextTest
    private let texts: TextDictionary
    private let state: Lock<State>
    /// All answers, in parts that threads take one after another, so that none
    /// has to wait while another one searches.
    private let parts: [Once<Bitmap>]
    private let nextPart = Atomic<Int>(0)

    /// A text that is looked up costs about as much as so many that are passed on
    /// the way through all of them, so that until then little is lost.
    private static let textsAPlaceCosts = 256

    /// As many texts as fill words of a bitmap.
    private static let partSize = 1 << 14

    /// Bits by the places of written texts.
    private struct State {
        var known: Bitmap
        var yes: Bitmap
        var asked = 0
        var isComplete = false
    }

    init(_ test: TextTest, _ texts: TextDictionary) {
        self.test = test
        self.texts = texts
        let count = texts.writtenTexts.count
        parts = (0..<(count + Self.partSize - 1) / Self.partSize).map { _ in Once() }
        let none = Bitmap(repeating: false, count: count)
        state = Lock(State(known: none, yes: none))
    }

    /// For each code; texts that are not the dataset's are got from `made`.
    func answers(to codes: [Int32], threads: Int, made: (Int32) -> String) -> Bitmap {
        let yes = answered(codes, threads)
        // Threads share the dictionary, and would wait for each other to count who
        // holds it if most rows did not do without.
        let ((range, shift), count) = (texts.numberCodes, texts.count)
        return codes.withUnsafeBufferPointer { codes in
            yes.words.withUnsafeBufferPointer { words in
                Bitmap(count: codes.count) { (row: Int) -> Bool in
                    let code = Int(codes[row])
                    guard code < range.lowerBound || code >= range.upperBound && code < count else {
                        return answer(to: codes[row], words, made)
                    }
                    let place = code < range.lowerBound ? code : code - shift
                    return words[place >> 6] >> UInt64(place & 63) & 1 == 1
                }
            }
        }
    }

    /// For a text that the run made, or one that may be a number.
    private func answer(to code: Int32, _ words: UnsafeBufferPointer<UInt64>, _ made: (Int32) -> String) -> Bool {
        guard Int(code) < texts.count else { return test.matches(made(code)) }
        guard let place = texts.writtenPlace(of: Int(code)) else {
            return test.matches(number: Int(code), of: texts)
        }
        return words[place >> 6] >> UInt64(place & 63) & 1 == 1
    }

    /// A bit for each written text, good for these codes.
    private func answered(_ codes: [Int32], _ threads: Int) -> Bitmap {
        let known = state.withLock { state -> Bitmap? in
            if state.isComplete { return state.yes }
            state.asked += codes.count
            guard state.asked < state.known.count / Self.textsAPlaceCosts else { return nil }
            ask(codes, &state)
            return state.yes
        }
        return known ?? complete(threads)
    }

    /// Searches all texts, together with whoever else has come to this.
    private func complete(_ threads: Int) -> Bitmap {
        Parallel.forEach(min(threads, parts.count), threads: threads) { _ in
            while true {
                let part = self.nextPart.wrappingAdd(1, ordering: .relaxed).oldValue
                guard part < self.parts.count else { return }
                _ = self.answers(ofPart: part)
            }
        }
        let yes = Bitmap.concatenate(parts.indices.map(answers(ofPart:)))
        state.withLock { state in
            state.yes = yes
            state.isComplete = true
        }
        return yes
    }

    private func answers(ofPart part: Int) -> Bitmap {
        parts[part].value {
            let start = part * Self.partSize
            return test.answers(of: texts, at: start..<min(start + Self.partSize, texts.writtenTexts.count))
        }
    }

    private func ask(_ codes: [Int32], _ state: inout State) {
        var buffer: [UInt8] = []
        for code in codes where Int(code) < texts.count {
            guard let place = texts.writtenPlace(of: Int(code)), !state.known[place] else { continue }
            state.known[place] = true
            if texts.writtenTexts.withBytes(of: place, { test.matches($0, &buffer) }) { state.yes[place] = true }
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
