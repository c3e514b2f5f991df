import NaruEngine
import NaruSemantics
import NaruSyntax
import TestSupport
import Testing

@testable import NaruPictures

/// Networks: where nodes lie, and what is drawn of them.
@Suite struct NetworkTests {
    private static let from = Sample.column("from", .text)
    private static let to = Sample.column("to", .text)

    private static func city(_ id: String, _ type: String = "city") -> Value {
        .entity(EntityValue(type: type, id: id, label: .text(id.uppercased())))
    }

    @Test func smallNetwork() throws {
        let rows: [[Value]] = [
            [.text("시흥시"), .text("샌디에이고"), .bool(true)], [.text("샌디에이고"), .text("울산시"), .bool(false)],
            [.text("울산시"), .text("샌디에이고"), .bool(false)], [.text("대전시"), .text("<b>"), .bool(true)],
            [.text("대전시"), .text("대전시"), .bool(true)], [.text("부산시"), .absent, .bool(true)],
        ]
        let svg = try Sample.svg([Self.from, Self.to, Sample.kind], rows)
        Golden.expect(svg, in: "pictures/network.svg")
        let picture = DrawnPicture(svg)
        #expect(picture.isWellFormed && picture.overlaps == [] && picture.outside == [])
        #expect(svg.contains("1 without both ends") && svg.contains("not drawn, links to itself: 1"))
        #expect(Set(picture.texts.map(\.words)).isSuperset(of: ["시흥시", "샌디에이고", "울산시", "대전시", "부산시", "<b>"]))
    }

    /// Entities of one name stay apart, and types have colours.
    @Test func entitiesAreNotTheirNames() throws {
        let entity = Sample.column("a", .entity([TypeID(0)]))
        let other = Sample.column("b", .entity([TypeID(1)]))
        let svg = try Sample.svg(
            [entity, other], [[Self.city("x"), Self.city("x", "county")], [Self.city("x"), Self.city("y", "county")]])
        let picture = DrawnPicture(svg)
        #expect(picture.texts.map(\.words).filter { $0 == "X" }.count == 2)
        #expect(picture.texts.map(\.words).contains("county"))
    }

    @Test func pathsAreLinksInARow() throws {
        let nodes = Sample.column("nodes", .entity([TypeID(0)]), .many)
        let svg = try Sample.svg(
            [Sample.column("hops", .int), nodes],
            [
                [.int(2), .list([Self.city("a"), Self.city("b"), Self.city("c")])],
                [.int(1), .list([Self.city("b"), Self.city("c")])],
            ])
        #expect(DrawnPicture(svg).title == "A network of 3 nodes and 2 links; the most linked: B, 2.")
        #expect(svg.matches(of: /class="arrow"/).count == 2)
    }

    // MARK: Layout

    @Test(arguments: ["star", "complete", "path", "tree", "alone"])
    func everyNodeHasAPlaceOfItsOwn(_ shape: String) {
        let edges = Self.edges(shape)
        let layout = NetworkLayout(nodes: 301, edges: edges)
        #expect(layout.places.allSatisfy { $0.x.isFinite && $0.y.isFinite })
        #expect(layout.places.allSatisfy { (0...layout.width).contains($0.x) && (0...layout.height).contains($0.y) })
        #expect(Set(layout.places).count == 301)
        #expect(NetworkLayout(nodes: 301, edges: edges).places == layout.places)
    }

    private static func edges(_ shape: String) -> [NetworkGraph.Edge] {
        switch shape {
        case "star": (1..<301).map { NetworkGraph.Edge(from: 0, to: $0) }
        case "complete":
            (0..<60).flatMap { one in ((one + 1)..<60).map { NetworkGraph.Edge(from: one, to: $0) } }
        case "path": (1..<301).map { NetworkGraph.Edge(from: $0 - 1, to: $0) }
        case "tree": (1..<301).map { NetworkGraph.Edge(from: ($0 - 1) / 2, to: $0) }
        default: []
        }
    }

    /// A ring stays a ring: links are about equally long, and shorter than the way across.
    @Test func aRingIsRound() {
        let edges = (0..<40).map { NetworkGraph.Edge(from: $0, to: ($0 + 1) % 40) }
        let places = NetworkLayout(nodes: 40, edges: edges).places
        func distance(_ one: Int, _ other: Int) -> Double {
            let (x, y) = (places[one].x - places[other].x, places[one].y - places[other].y)
            return (x * x + y * y).squareRoot()
        }
        let lengths = edges.map { distance($0.from, $0.to) }
        #expect((lengths.max() ?? 0) < 1.6 * (lengths.min() ?? 0))
        for node in 0..<20 { #expect(distance(node, node + 20) > 5 * (lengths.max() ?? 0)) }
    }

    @Test func unconnectedPartsLieSideBySide() {
        let edges = (0..<6).flatMap { part in
            (0..<(3 + part)).map { NetworkGraph.Edge(from: part * 10 + $0, to: part * 10 + $0 + 1) }
        }
        let places = NetworkLayout(nodes: 60, edges: edges).places
        let boxes = (0..<6).map { part in
            let own = (0...(3 + part)).map { places[part * 10 + $0] }
            return Box(
                Point(own.map(\.x).min() ?? 0, own.map(\.y).min() ?? 0),
                Point(own.map(\.x).max() ?? 0, own.map(\.y).max() ?? 0))
        }
        for one in boxes.indices {
            for other in boxes.indices where one != other { #expect(!boxes[one].meets(boxes[other])) }
        }
    }

    /// Far nodes together push about as all of them alone do.
    @Test func theTreePushesAsItsPoints() {
        let seed = RandomSource.seed
        print("seed \(seed)")
        var random = RandomSource(seed: seed)
        let places = (0..<500).map { _ in Point(Double(random.below(1000)) / 50, Double(random.below(1000)) / 50) }
        let tree = QuadTree(places)
        for _ in 0..<50 {
            let here = Point(Double(random.below(3000)) / 50 - 20.003, Double(random.below(3000)) / 50 - 20.003)
            var exact = Point(0, 0)
            var sum = 0.0
            for place in places {
                let (x, y) = (here.x - place.x, here.y - place.y)
                exact.x += x / (x * x + y * y)
                exact.y += y / (x * x + y * y)
                sum += 1 / (x * x + y * y).squareRoot()
            }
            let found = tree.push(on: here, 1)
            #expect(abs(found.x - exact.x) < 0.1 * sum && abs(found.y - exact.y) < 0.1 * sum, "seed \(seed)")
        }
    }

    // MARK: Size

    private static func random(_ count: Int) -> [[Value]] {
        var random = RandomSource(seed: 11)
        return (1..<count).flatMap { node -> [[Value]] in
            (0..<2).map { _ in [.text("node number \(node)"), .text("node number \(random.below(node))")] }
        }
    }

    @Test func fourHundredNodesAreBelowAMegabyteAndNamesStandApart() throws {
        let svg = try Sample.svg([Self.from, Self.to], Self.random(400))
        #expect(svg.utf8.count < 1_000_000)
        let picture = DrawnPicture(svg)
        #expect(picture.isWellFormed && picture.overlaps == [] && picture.outside == [])
        #expect(picture.elements.filter { $0 == "circle" }.count == 400)
    }

    @Test func tooManyNodesAreRefused() {
        let rows: [[Value]] = (0..<10_000).map { [.text("a"), .text("b\($0)")] }
        do {
            _ = try Sample.svg([Self.from, Self.to], rows)
            Issue.record("drawn")
        } catch let error as PictureProblem {
            #expect(error.code == .pictureSize && error.message.korean.contains("10001"))
        } catch {
            Issue.record(error)
        }
    }
}
