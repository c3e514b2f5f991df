/// Places for all nodes of a graph: each connected part by itself, the parts
/// side by side.
struct NetworkLayout {
    /// By node; a link is about 1 long.
    private(set) var places: [Point]
    private(set) var width = 0.0
    private(set) var height = 0.0

    init(nodes: Int, edges: [NetworkGraph.Edge]) {
        let graph = LayoutGraph(
            weights: [Double](repeating: 1, count: nodes), edges: edges.map { ($0.from, $0.to) })
        places = [Point](repeating: Point(0, 0), count: nodes)
        let parts = graph.components.map { nodes in
            (nodes, NetworkLayout.turned(ForceLayout.places(graph.part(nodes))))
        }
        pack(parts)
    }

    /// The longer way lies, and the first corner is at zero.
    private static func turned(_ places: [Point]) -> [Point] {
        let count = Double(places.count)
        let middle = Point(places.reduce(0) { $0 + $1.x } / count, places.reduce(0) { $0 + $1.y } / count)
        var (xx, xy, yy) = (0.0, 0.0, 0.0)
        for place in places {
            let (x, y) = (place.x - middle.x, place.y - middle.y)
            xx += x * x
            xy += x * y
            yy += y * y
        }
        // The direction in which the places are spread most.
        let spread = ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot()
        var axis = Point((xx - yy) / 2 + spread, xy)
        if axis.x * axis.x + axis.y * axis.y < 1e-18 { axis = xx >= yy ? Point(1, 0) : Point(0, 1) }
        let length = (axis.x * axis.x + axis.y * axis.y).squareRoot()
        let (cosine, sine) = (axis.x / length, axis.y / length)
        let turned = places.map { Point($0.x * cosine + $0.y * sine, $0.y * cosine - $0.x * sine) }
        let left = turned.map(\.x).min() ?? 0
        let top = turned.map(\.y).min() ?? 0
        return turned.map { Point($0.x - left, $0.y - top) }
    }

    /// On shelves, the highest first, each on the first that has room.
    private mutating func pack(_ parts: [([Int], [Point])]) {
        let gap = 1.2
        let sizes = parts.map { part in
            Point((part.1.map(\.x).max() ?? 0) + gap, (part.1.map(\.y).max() ?? 0) + gap)
        }
        let area = sizes.reduce(0) { $0 + $1.x * $1.y }
        let room = max((area * 2.2).squareRoot(), sizes.map(\.x).max() ?? 0)
        let order = parts.indices.sorted { (-sizes[$0].y, -sizes[$0].x, $0) < (-sizes[$1].y, -sizes[$1].x, $1) }
        // Where the next part would stand; what comes later is no higher.
        var corners: [Point] = []
        for part in order {
            let shelf = corners.firstIndex { $0.x + sizes[part].x <= room } ?? corners.count
            if shelf == corners.count {
                corners.append(Point(0, height))
                height += sizes[part].y
            }
            let corner = corners[shelf]
            for (node, place) in zip(parts[part].0, parts[part].1) {
                places[node] = Point(corner.x + place.x + gap / 2, corner.y + place.y + gap / 2)
            }
            corners[shelf].x += sizes[part].x
            width = max(width, corners[shelf].x)
        }
    }
}
