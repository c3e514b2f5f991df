/// Finds places for names beside marks, apart from each other and from marks.
struct LabelPlacing {
    private let frame: Box
    /// What is taken, by the cells of a grid, so that few are compared.
    private var taken: [Int: [Box]] = [:]
    /// What names had better not cover, and do where there is no other room.
    private var avoided: [Int: [Box]] = [:]
    private static let cell = 40.0

    init(within frame: Box) { self.frame = frame }

    mutating func keepFree(around point: Point, _ radius: Double) {
        take(Box(x: point.x - radius, y: point.y - radius, width: 2 * radius, height: 2 * radius))
    }

    /// Along a line.
    mutating func avoid(_ from: Point, _ to: Point) {
        let (x, y) = (to.x - from.x, to.y - from.y)
        let steps = Int(within: (x * x + y * y).squareRoot() / 6) + 1
        for step in 0...steps {
            let share = Double(step) / Double(steps)
            let box = Box(x: from.x + x * share - 1, y: from.y + y * share - 1, width: 2, height: 2)
            for cell in cells(of: box) { avoided[cell, default: []].append(box) }
        }
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
        let labels = places.map { Lettering(text, at: $0, .mark, anchor: $1) }
            .filter { frame.holds($0.box) && isFree($0.box, taken) }
        guard let label = labels.first(where: { isFree($0.box, avoided) }) ?? labels.first else { return nil }
        take(label.box)
        return label
    }

    private func isFree(_ box: Box, _ others: [Int: [Box]]) -> Bool {
        others.isEmpty || cells(of: box).allSatisfy { others[$0]?.allSatisfy { !$0.meets(box) } ?? true }
    }

    private mutating func take(_ box: Box) {
        for cell in cells(of: box) { taken[cell, default: []].append(box) }
    }

    private func cells(of box: Box) -> [Int] {
        func cell(_ place: Double) -> Int { Int(within: (place / LabelPlacing.cell).rounded(.down)) }
        var cells: [Int] = []
        for row in cell(box.y)...cell(box.maxY) {
            for column in cell(box.x)...cell(box.maxX) { cells.append(row &* 100_003 &+ column) }
        }
        return cells
    }
}
