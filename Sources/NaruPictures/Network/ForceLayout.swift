/// Places for the nodes of a connected graph: links pull, nodes push each
/// other away. Small pictures of the graph come first and are refined, after
/// Yifan Hu's "Efficient, High-Quality Force-Directed Graph Drawing". All
/// begins at fixed places, so the same graph has the same picture.
struct ForceLayout {
    private static let smallest = 30
    /// How strongly nodes push.
    private static let push = 0.2

    static func places(_ graph: LayoutGraph) -> [Point] {
        guard graph.count > smallest else { return refined(spiral(graph.count), graph, steps: 300, step: 1) }
        let (coarse, groups) = graph.coarser()
        // What hardly gets smaller, such as a complete graph, isn't made coarser.
        guard coarse.count < graph.count * 9 / 10 else {
            return refined(spiral(graph.count), graph, steps: 200, step: 1)
        }
        let places = self.places(coarse)
        let scale = (Double(graph.count) / Double(coarse.count)).squareRoot()
        var used = [Int](repeating: 0, count: coarse.count)
        let offsets = spiral((groups.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }.values.max() ?? 1) + 1)
        let start = groups.map { group -> Point in
            let offset = offsets[used[group]]
            used[group] += 1
            return Point(places[group].x * scale + offset.x * 0.2, places[group].y * scale + offset.y * 0.2)
        }
        return refined(start, graph, steps: graph.count > 1000 ? 60 : 120, step: 0.5)
    }

    /// Evenly spread, each a golden angle further than the one before.
    private static func spiral(_ count: Int) -> [Point] {
        let (cosine, sine) = (-0.737_368_878_078_319_7, 0.675_490_294_261_523_8)
        var direction = Point(1, 0)
        return (0..<count).map { number in
            let radius = Double(number).squareRoot() * 0.6
            defer {
                direction = Point(
                    direction.x * cosine - direction.y * sine, direction.x * sine + direction.y * cosine)
            }
            return Point(direction.x * radius, direction.y * radius)
        }
    }

    /// Steps get shorter while the forces don't, and longer again where they do.
    private static func refined(_ start: [Point], _ graph: LayoutGraph, steps: Int, step: Double) -> [Point] {
        guard graph.count > 1 else { return start }
        var places = start
        var step = step
        var least = Double.infinity
        var progress = 0
        for _ in 0..<steps {
            let tree = QuadTree(places)
            var energy = 0.0
            var moved = places
            for node in places.indices {
                let here = places[node]
                var force = tree.push(on: here, push)
                for next in graph.neighbours(of: node) {
                    let (x, y) = (places[next].x - here.x, places[next].y - here.y)
                    let distance = (x * x + y * y).squareRoot()
                    force.x += x * distance
                    force.y += y * distance
                }
                let size = force.x * force.x + force.y * force.y
                energy += size
                guard size > 1e-18 else { continue }
                let share = step / size.squareRoot()
                moved[node] = Point(here.x + force.x * share, here.y + force.y * share)
            }
            places = moved
            if energy < least {
                progress += 1
                if progress >= 5 {
                    progress = 0
                    step /= 0.9
                }
            } else {
                progress = 0
                step *= 0.9
            }
            least = energy
            if step < 0.002 { break }
        }
        return places
    }
}

/// Points by the quarters of the plane that they lie in, so that many far away
/// push like one (Barnes and Hut).
struct QuadTree {
    private struct Cell {
        var mass = 0.0
        /// Sums, weighted by mass.
        var x = 0.0
        var y = 0.0
        /// The first of its four quarters; 0 where it has none.
        var quarters = 0
        /// Whether it is a single place.
        var isPlace = true
    }

    private var cells: [Cell] = [Cell()]
    private let side: Double
    private static let deepest = 24

    init(_ places: [Point]) {
        var (left, right, top, bottom) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
        for place in places {
            left = min(left, place.x)
            right = max(right, place.x)
            top = min(top, place.y)
            bottom = max(bottom, place.y)
        }
        side = max(right - left, bottom - top, 1e-6)
        cells.reserveCapacity(places.count * 3)
        for place in places { insert(place, left, top) }
        for place in cells.indices where cells[place].mass > 0 {
            cells[place].x /= cells[place].mass
            cells[place].y /= cells[place].mass
        }
    }

    private mutating func insert(_ place: Point, _ left: Double, _ top: Double) {
        var (cell, left, top, side) = (0, left, top, side)
        for depth in 0... {
            if cells[cell].mass == 0 || depth == QuadTree.deepest {
                add(place, 1, to: cell)
                return
            }
            if cells[cell].quarters == 0 {
                // Who was here alone moves into a quarter of its own.
                let (mass, x, y) = (
                    cells[cell].mass, cells[cell].x / cells[cell].mass, cells[cell].y / cells[cell].mass
                )
                cells[cell].quarters = cells.count
                cells[cell].isPlace = false
                for _ in 0..<4 { cells.append(Cell()) }
                let quarter = QuadTree.quarter(Point(x, y), left + side / 2, top + side / 2)
                add(Point(x, y), mass, to: cells[cell].quarters + quarter)
            }
            add(place, 1, to: cell)
            side /= 2
            let quarter = QuadTree.quarter(place, left + side, top + side)
            if quarter & 1 == 1 { left += side }
            if quarter & 2 == 2 { top += side }
            cell = cells[cell].quarters + quarter
        }
    }

    private mutating func add(_ place: Point, _ weight: Double, to cell: Int) {
        cells[cell].mass += weight
        cells[cell].x += place.x * weight
        cells[cell].y += place.y * weight
    }

    private static func quarter(_ place: Point, _ x: Double, _ y: Double) -> Int {
        (place.x >= x ? 1 : 0) + (place.y >= y ? 2 : 0)
    }

    /// The force that all push a place with.
    func push(on place: Point, _ strength: Double) -> Point {
        var force = Point(0, 0)
        push(on: place, strength, 0, side * side, &force)
        return force
    }

    private func push(on place: Point, _ strength: Double, _ cell: Int, _ area: Double, _ force: inout Point) {
        let found = cells[cell]
        guard found.mass > 0 else { return }
        let (x, y) = (place.x - found.x, place.y - found.y)
        let distance = x * x + y * y
        if found.isPlace || area < distance {
            // Nodes at one place don't know where to; their links part them.
            guard distance > 1e-12 else { return }
            let share = strength * found.mass / distance
            force.x += x * share
            force.y += y * share
            return
        }
        for quarter in 0..<4 { push(on: place, strength, found.quarters + quarter, area / 4, &force) }
    }
}
