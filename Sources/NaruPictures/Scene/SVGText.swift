import Naru
import NaruSyntax

/// The ground that a picture is made for.
///
///     try result.svg(theme: .dark).contains("prefers-color-scheme")    // false
public enum PictureTheme: Hashable, Sendable {
    /// Light or dark, as whoever looks has it.
    case automatic
    /// Light for everybody.
    case light
    /// Dark for everybody.
    case dark
}

/// Writes a scene as SVG: one text that asks nothing of anybody else, with the
/// same bytes for the same scene.
struct SVGText {
    private let scene: Scene
    private let language: Language
    private let theme: PictureTheme
    /// What names within the picture begin with, apart from those of other
    /// pictures on a page.
    private let prefix: String
    private var looks: Set<Look> = []
    private var body = ""

    static func text(_ scene: Scene, _ options: PictureOptions) -> String {
        var writer = SVGText(scene, options)
        for shape in scene.shapes { writer.write(shape) }
        return writer.document
    }

    private init(_ scene: Scene, _ options: PictureOptions) {
        self.scene = scene
        language = options.language
        theme = options.theme
        prefix = options.prefix
        looks = [.ground]
    }

    private var document: String {
        let (width, height) = (Digits.text(scene.width), Digits.text(scene.height))
        var text = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"naru\" width=\"\(width)\" height=\"\(height)\""
        text += " viewBox=\"0 0 \(width) \(height)\" role=\"img\" lang=\"\(language.rawValue)\">\n"
        text += "<title>\(MarkupText.safe(scene.title))</title>\n<desc>\(MarkupText.safe(scene.description))</desc>\n"
        text += "<style>\n\(StyleSheet(theme: theme).text(looks))\n</style>\n"
        let hatches = looks.compactMap { if case .hatch(let series) = $0 { series } else { nil } }.sorted()
        if !hatches.isEmpty {
            text += "<defs>" + hatches.map { StyleSheet.pattern($0, prefix, theme) }.joined() + "</defs>\n"
        }
        text += "<rect class=\"ground\" width=\"\(width)\" height=\"\(height)\"/>\n"
        return text + body + "</svg>\n"
    }

    private mutating func write(_ shape: Shape) {
        switch shape {
        case .box(let box, let look):
            let place = "x=\"\(Digits.text(box.x))\" y=\"\(Digits.text(box.y))\""
            let size = "width=\"\(Digits.text(box.width))\" height=\"\(Digits.text(box.height))\""
            body += "<rect\(paint(look)) \(place) \(size)/>\n"
        case .line(let from, let to, let look):
            body += "<path\(paint(look)) d=\"\(path([[from, to]]))\"/>\n"
        case .lines(let pieces, let look):
            body += "<path\(paint(look)) d=\"\(path(pieces))\"/>\n"
        case .area(let points, let look):
            body += "<path\(paint(look)) d=\"\(path([points]))Z\"/>\n"
        case .circle(let centre, let radius, let look):
            let place = "cx=\"\(Digits.text(centre.x))\" cy=\"\(Digits.text(centre.y))\""
            body += "<circle\(paint(look)) \(place) r=\"\(Digits.text(radius))\"/>\n"
        case .text(let lettering): write(lettering)
        case .group(let title, let shapes):
            body += "<g><title>\(MarkupText.safe(title))</title>\n"
            for shape in shapes { write(shape) }
            body += "</g>\n"
        }
    }

    private mutating func write(_ text: Lettering) {
        let anchor =
            switch text.anchor {
            case .start: ""
            case .middle: " text-anchor=\"middle\""
            case .end: " text-anchor=\"end\""
            }
        let names = [text.look.rawValue] + (text.look == .mark ? ["halo"] : [])
        let place = "x=\"\(Digits.text(text.place.x))\" y=\"\(Digits.text(text.place.y))\""
        let whole = text.whole.map { "<title>\(MarkupText.safe($0))</title>" } ?? ""
        let name = text.look == .label ? "" : " class=\"\(names.joined(separator: " "))\""
        body += "<text\(name) \(place)\(anchor)>\(whole)\(MarkupText.safe(text.text))</text>\n"
    }

    private mutating func paint(_ look: Look) -> String {
        looks.insert(look)
        if case .hatch(let series) = look { return " fill=\"url(#\(prefix)-hatch-\(series))\"" }
        return " class=\"\(look.name)\""
    }

    private func path(_ pieces: [[Point]]) -> String {
        var text = ""
        for piece in pieces {
            for (place, point) in piece.enumerated() {
                text += (place == 0 ? "M" : "L") + Digits.text(point.x) + " " + Digits.text(point.y)
            }
        }
        return text
    }
}

/// Places of a picture in tenths, which no eye tells from finer ones.
enum Digits {
    static func text(_ number: Double) -> String {
        guard number.isFinite, number.magnitude < 1e12 else { return "0" }
        let tenths = Int(within: (number * 10).rounded())
        let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        return (tenths < 0 ? "-" : "") + String(whole) + (rest == 0 ? "" : "." + String(rest))
    }
}

/// Texts from data within markup.
enum MarkupText {
    /// Longer ones say nothing more to a reader, and a picture is to stay small.
    private static let most = 600

    static func safe(_ text: String) -> String {
        var result = ""
        let shown = text.unicodeScalars.count > most ? String(text.unicodeScalars.prefix(most - 1)) + "…" : text
        for scalar in SafeText.escapedLines(shown).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            // No characters of XML.
            case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
