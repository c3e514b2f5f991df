/// Korean particles change with the last sound of the word before them, which
/// for a word of the user's is known only when the message is made: `은(는)` and
/// the like stand for the one that fits.
enum KoreanParticle {
    private struct Pair {
        let written: [UInt8]
        let afterConsonant: String
        let afterVowel: String
        /// ㄹ counts as a vowel: 서울로.
        let isLiquidOpen: Bool

        init(written: String, afterConsonant: String, afterVowel: String, isLiquidOpen: Bool = false) {
            self.written = Array(written.utf8)
            self.afterConsonant = afterConsonant
            self.afterVowel = afterVowel
            self.isLiquidOpen = isLiquidOpen
        }

        func fitting(_ ending: Ending) -> String {
            ending == .vowel || isLiquidOpen && ending == .liquid ? afterVowel : afterConsonant
        }
    }

    private static let pairs = [
        Pair(written: "은(는)", afterConsonant: "은", afterVowel: "는"),
        Pair(written: "이(가)", afterConsonant: "이", afterVowel: "가"),
        Pair(written: "을(를)", afterConsonant: "을", afterVowel: "를"),
        Pair(written: "와(과)", afterConsonant: "과", afterVowel: "와"),
        Pair(written: "(으)로", afterConsonant: "으로", afterVowel: "로", isLiquidOpen: true),
        Pair(written: "(이)라", afterConsonant: "이라", afterVowel: "라"),
    ]

    /// The text with every pair decided; where the word before has no sound,
    /// both forms stay.
    static func resolve(_ text: String) -> String {
        // Most messages have none, and all are made with every run.
        guard text.utf8.contains(UInt8(ascii: "(")) else { return text }
        var rest = Array(text.utf8)[...]
        var result: [UInt8] = []
        var hasChanged = false
        while let byte = rest.first {
            if let pair = pairs.first(where: { rest.starts(with: $0.written) }),
                let ending = Ending(of: String(decoding: result, as: UTF8.self))
            {
                result += pair.fitting(ending).utf8
                rest = rest.dropFirst(pair.written.count)
                hasChanged = true
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return hasChanged ? String(decoding: result, as: UTF8.self) : text
    }

    /// How the last word of a text ends when it is read aloud.
    private enum Ending {
        case vowel, consonant, liquid

        init?(of text: String) {
            var word = Array(text.unicodeScalars.reversed())[...]
            if let quote = word.first, Ending.quotes.contains(quote) { word = word.dropFirst() }
            // A sign that is quoted alone is read by its name, and so is one of
            // an amount; in a word only letters and digits sound.
            let quoted = word.prefix { !Ending.quotes.contains($0) && $0 != " " }
            if quoted.allSatisfy({ !Ending.sounds($0) }), let sign = quoted.first, let ending = Ending.signs[sign] {
                self = ending
                return
            }
            let spoken = word.drop { !Ending.sounds($0) && !Ending.amounts.contains($0) && $0 != " " }
            guard let last = spoken.first, let ending = Ending(last, in: spoken) else { return nil }
            self = ending
        }

        private init?(_ last: Unicode.Scalar, in word: ArraySlice<Unicode.Scalar>) {
            switch last.value {
            case 0xAC00...0xD7A3: self = Ending(final: (last.value - 0xAC00) % 28)
            // Letters by their names: 기역, 니은, 리을.
            case 0x3131...0x314E: self = last == "ㄹ" ? .liquid : .consonant
            case 0x314F...0x3163: self = .vowel
            case 0x30...0x39: self = Ending.digits[Int(last.value - 0x30)]
            case 0x41...0x5A, 0x61...0x7A:
                let letters = word.prefix { $0.properties.isAlphabetic && $0.isASCII }
                self = Ending(latin: String(String.UnicodeScalarView(letters.reversed())))
            case 0xC0...0x24F: self = "ñÑńŃňŇ".unicodeScalars.contains(last) ? .consonant : .vowel
            case 0x3041...0x30FF: self = last == "ん" || last == "ン" ? .consonant : .vowel
            default:
                guard let ending = Ending.signs[last] else { return nil }
                self = ending
            }
        }

        private init(final: UInt32) { self = final == 0 ? .vowel : final == 8 ? .liquid : .consonant }

        private static func sounds(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        }

        private static let quotes = "'\"`’”“‘".unicodeScalars
        private static let amounts = "%₩$€£¥℃°".unicodeScalars

        /// 영 일 이 삼 사 오 육 칠 팔 구
        private static let digits: [Ending] = [
            .consonant, .liquid, .vowel, .consonant, .vowel, .vowel, .consonant, .liquid, .liquid, .vowel,
        ]

        /// 세로줄, 밑줄; 점, 콜론, 세미콜론, 샵, 캐럿, 원; 괄호, 등호, 쉼표, 물음표 and the like.
        private static let signs: [Unicode.Scalar: Ending] = {
            let closed: [(String, Ending)] = [
                ("|_", .liquid), (".·:;#^₩", .consonant), ("()[]{}<>=!~+-*/%&,?@$€£¥℃°\\–…'\"`", .vowel),
            ]
            return Dictionary(
                uniqueKeysWithValues: closed.flatMap { signs, ending in signs.unicodeScalars.map { ($0, ending) } })
        }()

        /// As Koreans say English words: name ends in ㅁ, title in ㄹ, date in a
        /// vowel, group in ㅂ. Capitals and single letters are spelled out.
        private init(latin word: String) {
            if word.uppercased() == word || word.count == 1 {
                let spelled: [String: Ending] = ["L": .liquid, "R": .liquid, "M": .consonant, "N": .consonant]
                self = word.last.flatMap { spelled[$0.uppercased()] } ?? .vowel
                return
            }
            let lower = word.lowercased()
            if lower.hasSuffix("l") || lower.hasSuffix("le") {
                self = .liquid
            } else if ["m", "n", "ng", "me", "ne", "ck", "ic", "ook"].contains(where: lower.hasSuffix) {
                self = .consonant
            } else if ["p", "t", "b"].contains(where: lower.hasSuffix) {
                let before = lower.dropLast().last
                self = before.map("aeiou".contains) == true ? .consonant : .vowel
            } else {
                self = .vowel
            }
        }
    }
}
