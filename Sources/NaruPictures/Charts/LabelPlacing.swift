/// Finds places for names beside marks, apart from each other and from marks.
struct LabelPlacing {
    private let frame: Box
    /// What is taken, by the cells of a grid, so that few are compared.
    private var taken: [Int: [Box]] = [:]
    private static let cell = 40.0

    init(within frame: Box) { self.frame = frame }

    mutating func keepFree(around point: Point, _ radius: Double) {
        take(Box(x: point.x - radius, y: point.y - radius, width: 2 * radius, height: 2 * radius))
    }

    /// To the right, to the left, above or below; nil where there is no room.
    mutating func label(_ text: String, at point: Point, _ radius: Double) -> Lettering? {
        guard !text.isEmpty else { return nil }
        let drop = Lettering.drop(.mark)
        let beside = radius + 4
        let places: [(Point, Anchor)] = [
            (Point(point.x + beside, point.y + drop), .start), (Point(point.x - beside, point.y + drop), .end),
            (Point(point.x, point.y - beside), .middle), (Point(point.x, point.y + beside + 9), .middle),
            (Point(point.x + beside, point.y - beside / 2), .start),
            (Point(point.x + beside, point.y + beside + 4), .start),
        ]
        for (place, anchor) in places {
            let label = Lettering(text, at: place, .mark, anchor: anchor)
            let box = label.box
            if frame.holds(box), isFree(box) {
                take(box)
                return label
            }
        }
        return nil
    }

    private func isFree(_ box: Box) -> Bool {
        cells(of: box).allSatisfy { taken[$0]?.allSatisfy { !$0.meets(box) } ?? true }
    }

    private mutating func take(_ box: Box) {
        for cell in cells(of: box) { taken[cell, default: []].append(box) }
    }

    private func cells(of box: Box) -> [Int] {
        func cell(_ place: Double) -> Int { Int((place / LabelPlacing.cell).rounded(.down)) }
        var cells: [Int] = []
        for row in cell(box.y)...cell(box.maxY) {
            for column in cell(box.x)...cell(box.maxX) { cells.append(row &* 100_003 &+ column) }
        }
        return cells
    }
}
