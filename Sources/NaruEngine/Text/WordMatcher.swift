/// Looks for a word, or several in a row, as whole words of a text. Both are
/// folded as for `~`, and a pattern of Hangul initials looks for initials.
/// Korean writes particles and the word before them as one, so they may follow.
struct WordMatcher {
    private let pattern: [Unicode.Scalar]
    let looksForInitials: Bool

    init(_ pattern: String) {
        self.pattern = Self.scalars(of: pattern)
        looksForInitials = !self.pattern.isEmpty && self.pattern.allSatisfy(String.initialConsonants.contains)
    }

    /// Folded; a text that has the pattern contains it, whatever stands between
    /// the words.
    var longestWord: [UInt8] {
        let words = pattern.split(separator: " ").map { word in word.flatMap { Array(String($0).utf8) } }
        return words.max { $0.count < $1.count } ?? []
    }

    func matches(_ text: String) -> Bool {
        guard let first = pattern.first, let last = pattern.last else { return false }
        let text = Self.scalars(of: text)
        let compared = looksForInitials ? text.map(\.hangulInitial) : text
        guard text.count >= pattern.count else { return false }
        return (0...(text.count - pattern.count)).contains { start in
            let end = start + pattern.count
            return compared[start] == first && compared[start..<end].elementsEqual(pattern)
                && !(first.isPartOfWord && start > 0 && text[start - 1].isPartOfWord)
                && (!last.isPartOfWord || Self.endsWord(text, at: end))
        }
    }

    /// Folded, with one blank for several and none at the ends.
    private static func scalars(of text: String) -> [Unicode.Scalar] {
        let words = TextFold.fold(text).unicodeScalars.split(separator: " ")
        return Array(words.joined(separator: CollectionOfOne<Unicode.Scalar>(" ")))
    }

    private static func endsWord(_ text: [Unicode.Scalar], at end: Int) -> Bool {
        guard end < text.count, text[end].isPartOfWord else { return true }
        let rest = text[end...].prefix(while: \.isPartOfWord)
        return Particles.make(up: rest, after: text[end - 1])
    }
}

extension Unicode.Scalar {
    fileprivate var isPartOfWord: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
            true
        default: self == "_"
        }
    }
}

/// The Korean particles (조사), alone and behind each other: 서울이, 서울에서는,
/// 서울까지만의. A suffix such as the 대 of 서울대 is none. Of two forms the one
/// has to stand that fits the last sound before it, so that 국가 is not 국 with
/// a particle.
private enum Particles {
    /// Which sound a particle follows.
    fileprivate enum Sound: Hashable {
        case any, consonant, vowel
        /// 로 follows vowels and ㄹ.
        case vowelOrLiquid, otherConsonant
    }

    private typealias Form = (word: [Unicode.Scalar], after: Sound)

    /// Others may follow these.
    private static let open = forms(
        any: "에 에서 에게 에게서 한테 한테서 께 께서 하고 보다 처럼 같이 만큼 만 까지 부터 조차 마저 마다 밖에 뿐 에다 에다가",
        consonant: "과 이랑 이나 이라도 이라고", vowel: "와 랑 나 라도 라고", vowelOrLiquid: "로 로서 로써",
        otherConsonant: "으로 으로서 으로써")

    /// Nothing follows these.
    private static let closing = forms(
        any: "도 의 이다 입니다 이었다 이고 이며 이자 이지만 이라는 이란 이야말로",
        consonant: "은 이 을 이여 이든 이든지 은커녕 이나마 이야", vowel: "는 가 를 여 든 든지 는커녕 나마 야 야말로 며 라는 란 였다 예요",
        vowelOrLiquid: "", otherConsonant: "")

    private static func forms(
        any: String, consonant: String, vowel: String, vowelOrLiquid: String, otherConsonant: String
    ) -> [Form] {
        let groups: [(String, Sound)] = [
            (any, .any), (consonant, .consonant), (vowel, .vowel), (vowelOrLiquid, .vowelOrLiquid),
            (otherConsonant, .otherConsonant),
        ]
        return groups.flatMap { words, sound in words.split(separator: " ").map { (Array($0.unicodeScalars), sound) } }
    }

    /// More never stand behind each other.
    private static let most = 4

    static func make(up text: ArraySlice<Unicode.Scalar>, after last: Unicode.Scalar, atMost count: Int = most) -> Bool
    {
        guard count > 0 else { return false }
        func fitting(_ forms: [Form]) -> [Form] {
            forms.filter { text.starts(with: $0.word) && last.allows($0.after) }
        }
        if (fitting(open) + fitting(closing)).contains(where: { $0.word.count == text.count }) { return true }
        return fitting(open).contains { form in
            form.word.last.map { make(up: text.dropFirst(form.word.count), after: $0, atMost: count - 1) } ?? false
        }
    }
}

extension Unicode.Scalar {
    /// How a word that ends so is read is known only of Hangul.
    fileprivate func allows(_ sound: Particles.Sound) -> Bool {
        guard (0xAC00...0xD7A3).contains(value) else { return true }
        let final = (value - 0xAC00) % 28
        return switch sound {
        case .any: true
        case .consonant: final != 0
        case .vowel: final == 0
        case .vowelOrLiquid: final == 0 || final == 8
        case .otherConsonant: final != 0 && final != 8
        }
    }
}
