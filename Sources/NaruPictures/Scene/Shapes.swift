/// A place in a picture: to the right and down from its upper left corner.
struct Point: Hashable, Sendable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

struct Box: Hashable, Sendable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// Between two corners, whichever they are.
    init(_ one: Point, _ other: Point) {
        self.init(
            x: min(one.x, other.x), y: min(one.y, other.y), width: (one.x - other.x).magnitude,
            height: (one.y - other.y).magnitude)
    }

    var maxX: Double { x + width }
    var maxY: Double { y + height }
    var middle: Point { Point(x + width / 2, y + height / 2) }

    func meets(_ other: Box) -> Bool {
        x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
    }

    func holds(_ other: Box) -> Bool {
        other.x >= x && other.maxX <= maxX && other.y >= y && other.maxY <= maxY
    }
}

/// What a shape is for, from which its colours and strokes follow. Each is a
/// class of the picture's style sheet.
enum Look: Hashable, Sendable {
    case ground, grid, rule, whisker, arrow
    /// A link, from thin to thick.
    case edge(Int)
    /// The same in a colour.
    case stroke(Int)
    /// A colour of the palette, as an area, as a line and as the halo of a mark.
    case fill(Int), line(Int)
    /// Of what may be or may not be: the same colour, lighter.
    case soft(Int)
    /// An area in the colour of the ground with a coloured border.
    case hollow(Int)
    /// A hatching over an area, so that colours differ without colour.
    case hatch(Int)
}

enum TextLook: String, Hashable, Sendable {
    case title, label, axis, caption, mark

    var size: Double {
        switch self {
        case .title: 18
        case .label: 12
        case .axis, .mark: 11
        case .caption: 11.5
        }
    }

    var isBold: Bool { self == .title }
}

enum Anchor: Hashable, Sendable { case start, middle, end }

/// A line of text.
struct Lettering: Hashable, Sendable {
    var text: String
    /// The anchor, on the line that the letters stand on.
    var place: Point
    var anchor: Anchor
    var look: TextLook
    /// All of it, where `text` is its beginning.
    var whole: String?

    init(_ text: String, at place: Point, _ look: TextLook, anchor: Anchor = .start, whole: String? = nil) {
        self.text = text
        self.place = place
        self.anchor = anchor
        self.look = look
        self.whole = whole == text ? nil : whole
    }

    /// Where its letters are, at most.
    var box: Box {
        let width = TextMeasure.width(text, look)
        let left =
            switch anchor {
            case .start: place.x
            case .middle: place.x - width / 2
            case .end: place.x - width
            }
        return Box(x: left, y: place.y - look.size * 0.85, width: width, height: look.size * 1.1)
    }

    /// How far below the middle of a line its letters stand.
    static func drop(_ look: TextLook) -> Double { look.size * 0.36 }
}

indirect enum Shape: Hashable, Sendable {
    case box(Box, Look)
    case line(Point, Point, Look)
    /// Straight from point to point; several pieces in one shape.
    case lines([[Point]], Look)
    case area([Point], Look)
    case circle(Point, Double, Look)
    case text(Lettering)
    /// What a reader is told of the shapes, where the pointer rests on them.
    case group(String, [Shape])
}

/// A whole picture.
struct Scene: Hashable, Sendable {
    var width: Double
    var height: Double
    /// What it is called, and what it shows, for readers who don't see it.
    var title: String
    var description: String
    var shapes: [Shape]
}
