import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// A picture as a reader of XML finds it; it knows nothing of how it was made.
final class DrawnPicture: NSObject, XMLParserDelegate {
    struct Rectangle {
        var left: Double
        var top: Double
        var right: Double
        var bottom: Double

        func meets(_ other: Rectangle) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }

    struct Text {
        var words = ""
        var look = ""
        var x = 0.0
        var y = 0.0
        var anchor = "start"
    }

    private(set) var width = 0.0
    private(set) var height = 0.0
    private(set) var texts: [Text] = []
    private(set) var marks: [Rectangle] = []
    private(set) var elements: [String] = []
    private(set) var attributes: Set<String> = []
    private(set) var title = ""
    private(set) var isWellFormed = false
    private var open: [String] = []

    init(_ svg: String) {
        super.init()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = self
        isWellFormed = parser.parse()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes values: [String: String]
    ) {
        open.append(name)
        elements.append(name)
        attributes.formUnion(values.keys)
        func number(_ name: String) -> Double { values[name].flatMap(Double.init) ?? 0 }
        switch name {
        case "svg": (width, height) = (number("width"), number("height"))
        case "text":
            texts.append(
                Text(
                    look: values["class"] ?? "", x: number("x"), y: number("y"),
                    anchor: values["text-anchor"] ?? "start"))
        case "rect" where values["class"] != "ground":
            marks.append(
                Rectangle(
                    left: number("x"), top: number("y"), right: number("x") + number("width"),
                    bottom: number("y") + number("height")))
        case "circle":
            let radius = number("r")
            marks.append(
                Rectangle(
                    left: number("cx") - radius, top: number("cy") - radius, right: number("cx") + radius,
                    bottom: number("cy") + radius))
        case "path" where !open.contains("pattern"):
            for point in points(values["d"] ?? "") {
                marks.append(Rectangle(left: point.0, top: point.1, right: point.0, bottom: point.1))
            }
        default: break
        }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if open.last == "text", !texts.isEmpty { texts[texts.count - 1].words += text }
        if open == ["svg", "title"] { title += text }
    }

    private func points(_ path: String) -> [(Double, Double)] {
        path.split { "MLZ".contains($0) }.compactMap { pair in
            let numbers = pair.split(separator: " ").compactMap { Double($0) }
            return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
        }
    }

    /// Where the letters of a text surely are: narrower than in any common font.
    func core(of text: Text) -> Rectangle {
        let size = text.look.contains("title") ? 18.0 : 11
        let ems = text.words.unicodeScalars.reduce(0.0) { sum, letter in
            sum + (letter.value >= 0x1100 ? 0.85 : "iIjl.,:;'!| ".unicodeScalars.contains(letter) ? 0.18 : 0.4)
        }
        let width = ems * size
        let left =
            switch text.anchor {
            case "middle": text.x - width / 2
            case "end": text.x - width
            default: text.x
            }
        return Rectangle(left: left, top: text.y - size * 0.6, right: left + width, bottom: text.y)
    }

    /// Pairs of texts that lie on each other.
    var overlaps: [String] {
        let boxes = texts.map(core)
        var found: [String] = []
        for one in boxes.indices {
            for other in boxes.indices.dropFirst(one + 1) where boxes[one].meets(boxes[other]) {
                found.append("'\(texts[one].words)' and '\(texts[other].words)'")
            }
        }
        return found
    }

    /// What leaves the frame.
    var outside: [String] {
        let frame = Rectangle(left: -0.6, top: -0.6, right: width + 0.6, bottom: height + 0.6)
        func isOutside(_ box: Rectangle) -> Bool {
            box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom
        }
        return marks.filter(isOutside).map { "\($0)" }
            + texts.filter { isOutside(core(of: $0)) }.map { "'\($0.words)'" }
    }
}
