import Naru
import NaruSyntax

/// How wide texts are at most, without their fonts: whoever shows a picture
/// has fonts of their own. Latin letters are taken as wide as in the wider of
/// the common ones, Hangul and the like as wide as they are high.
enum TextMeasure {
    static func width(_ text: some StringProtocol, _ look: TextLook) -> Double {
        Double(text.unicodeScalars.reduce(0) { $0 + thousandths($1) }) / 1000 * size(look)
    }

    /// The beginning that fits, with `…` where something is cut. A number that
    /// doesn't fit is left out as a whole.
    static func shortened(_ text: String, to width: Double, _ look: TextLook) -> String {
        guard self.width(text, look) > width else { return text }
        let room = Int(within: width / size(look) * 1000)
        var used = 0
        var end = text.startIndex
        // Where the mark still fits behind it.
        var cut = text.startIndex
        while end < text.endIndex {
            used += text[end].unicodeScalars.reduce(0) { $0 + thousandths($1) }
            if used > room {
                let whole = NumberPlaces.start(ofNumberCutAt: cut, in: text) ?? cut
                return text[..<whole].trimmingTrailingBlanks + "…"
            }
            text.formIndex(after: &end)
            if used + 1000 <= room { cut = end }
        }
        return text
    }

    /// At most so many lines; what doesn't fit into the last is cut.
    static func lines(_ text: String, to width: Double, _ look: TextLook, most: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var words = text.split(separator: " ")[...]
        while let word = words.first {
            let longer = line.isEmpty ? String(word) : line + " " + word
            if self.width(longer, look) <= width {
                line = longer
                words = words.dropFirst()
            } else if lines.count + 1 >= most {
                let rest = words.joined(separator: " ")
                line = shortened(line.isEmpty ? rest : line + " " + rest, to: width, look)
                words = []
            } else if line.isEmpty {
                // A word wider than a line is broken; of Korean and the like between any two letters.
                let piece = beginning(of: word, to: width, look)
                lines.append(String(piece))
                words[words.startIndex] = word[piece.endIndex...]
            } else {
                lines.append(line)
                line = ""
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    private static func beginning(of word: Substring, to width: Double, _ look: TextLook) -> Substring {
        var end = word.index(after: word.startIndex)
        while end < word.endIndex, self.width(word[...end], look) <= width { word.formIndex(after: &end) }
        return word[..<end]
    }

    private static func size(_ look: TextLook) -> Double { look.size * (look.isBold ? 1.12 : 1) }

    private static func thousandths(_ scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII { return scalar.value < 0x20 ? 0 : latin[Int(scalar.value) - 0x20] }
        switch DisplayWidth.of(Character(scalar)) {
        case 0: return 0
        case 2: return scalar.value >= 0x1F000 ? 1400 : 1000
        default: break
        }
        switch scalar.value {
        case 0xB7: return 400
        case 0xDF..<0x100: return 660
        case 0x2026: return 1000
        case 0x2010...0x2012, 0x2018...0x201F: return 560
        default: return scalar.value < 0x180 ? 800 : 1080
        }
    }

    /// From the blank to `~`.
    private static let latin = [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636,
        636, 636, 636, 636, 337, 337, 838, 838, 838, 556, 1015, 686, 690, 722, 770, 667, 611, 778, 752, 295, 500, 667,
        557, 863, 748, 787, 667, 787, 722, 667, 611, 732, 686, 989, 685, 667, 685, 390, 337, 390, 838, 556, 500, 613,
        635, 556, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818,
        592, 592, 525, 636, 337, 636, 838,
    ]
}

extension StringProtocol {
    fileprivate var trimmingTrailingBlanks: String {
        var text = String(self)
        while text.last == " " { text.removeLast() }
        return text
    }
}
