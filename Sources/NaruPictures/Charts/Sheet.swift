import Naru
import NaruSyntax

/// The paper that a chart is drawn on: its title and legend above, what it
/// doesn't show below. Charts draw from `y` down and move it.
struct Sheet {
    static let margin = 20.0

    let width: Double
    let language: Language
    private(set) var shapes: [Shape] = []
    var y = Sheet.margin
    /// What isn't drawn, and why.
    var notes: [Message] = []

    var left: Double { Sheet.margin }
    var right: Double { width - Sheet.margin }

    init(width: Double, language: Language) {
        self.width = width
        self.language = language
    }

    mutating func add(_ shape: Shape) { shapes.append(shape) }
    mutating func add(_ more: [Shape]) { shapes += more }

    mutating func addTitle(_ title: String?) {
        guard let title, !title.isEmpty else { return }
        let lines = TextMeasure.lines(SafeText.escaped(title), to: right - left, .title, most: 3)
        for line in lines {
            y += 18
            add(.text(Lettering(line, at: Point(left, y), .title, whole: line.hasSuffix("…") ? title : nil)))
            y += 6
        }
        y += 6
    }

    /// A row of names with their colours, in as many lines as it takes.
    mutating func addLegend(_ entries: [LegendEntry], _ heading: String? = nil, mark: LegendMark = .area) {
        guard !entries.isEmpty else { return }
        var x = left
        y += 12
        if let heading {
            let text = TextMeasure.shortened(heading, to: (right - left) / 3, .axis)
            add(.text(Lettering(text, at: Point(x, y), .axis, whole: heading)))
            x += TextMeasure.width(text, .axis) + 12
        }
        let indent = x
        for entry in entries {
            let text = TextMeasure.shortened(entry.name, to: min(220, right - indent - 20), .label)
            let width = TextMeasure.width(text, .label)
            if x > indent, x + 18 + width > right {
                x = indent
                y += 18
            }
            add(mark.shapes(entry.colour, at: Point(x + 6, y - 4)))
            add(.text(Lettering(text, at: Point(x + 18, y), .label, whole: entry.name)))
            x += 18 + width + 16
        }
        y += 12
    }

    /// What stands below: how many rows there are, and what of them isn't drawn.
    mutating func addCaption(_ counts: Message?) {
        let texts = ([counts].compactMap { $0 } + notes).map { $0[language] }
        guard !texts.isEmpty else { return }
        y += 10
        for line in TextMeasure.lines(texts.joined(separator: " · "), to: right - left, .caption, most: 6) {
            y += 12
            add(.text(Lettering(line, at: Point(left, y), .caption)))
            y += 4
        }
    }

    func scene(title: String, description: String) -> Scene {
        Scene(
            width: width, height: (y + Sheet.margin * 0.8).rounded(), title: title, description: description,
            shapes: shapes)
    }
}

/// How a legend shows a colour: as it is drawn.
enum LegendMark {
    case area, line, stroke, mark

    func shapes(_ colour: Int, at place: Point) -> [Shape] {
        let box = Box(x: place.x - 6, y: place.y - 6, width: 12, height: 12)
        return switch self {
        case .area: [.box(box, .fill(colour))] + (colour > 0 ? [.box(box, .hatch(colour))] : [])
        case .line:
            [.line(Point(box.x, place.y), Point(box.maxX, place.y), .line(colour)), Mark.shape(colour, at: place, 3.5)]
        case .stroke: [.line(Point(box.x, place.y), Point(box.maxX, place.y), .stroke(colour))]
        case .mark: [Mark.shape(colour, at: place, 4.5)]
        }
    }
}

/// Marks that differ in shape as their colours do.
enum Mark {
    static func shape(_ colour: Int, at place: Point, _ radius: Double, isHollow: Bool = false) -> Shape {
        let look: Look = isHollow ? .hollow(colour) : .fill(colour)
        func points(_ corners: [(Double, Double)]) -> Shape {
            .area(corners.map { Point(place.x + $0.0 * radius, place.y + $0.1 * radius) }, look)
        }
        return switch colour {
        case 0: .circle(place, radius, look)
        case 1: points([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)])
        case 2: points([(0, -1.2), (1.1, 0.8), (-1.1, 0.8)])
        case 3: points([(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)])
        case 4: points([(-1.1, -0.8), (1.1, -0.8), (0, 1.2)])
        case 5:
            points([
                (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4), (0.4, 1.2), (-0.4, 1.2),
                (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4),
            ])
        case 6: points([(-1.1, 0), (-0.55, -1), (0.55, -1), (1.1, 0), (0.55, 1), (-0.55, 1)])
        default: .circle(place, radius * 0.8, look)
        }
    }
}
