/// Which picture a result's columns ask for, and which column is what in it.
///
/// It follows from the columns' types alone, so that a query whose result
/// can't be drawn is refused before it runs.
package enum ChartChoice: Hashable, Sendable {
    case bars(BarColumns)
    case line(LineColumns)
    case timeline(TimelineColumns)
    case scatter(ScatterColumns)
    case network(NetworkColumns)

    /// What suits the columns, or the kind that is asked for.
    package init(_ columns: [FigureColumn], kind: ChartKind? = nil) throws(PictureProblem) {
        if let kind {
            guard let choice = ChartChoice.of(kind, columns) else { throw .columns(kind, columns) }
            self = choice
            return
        }
        if let network = NetworkColumns(columns, isEvident: true) {
            self = .network(network)
            return
        }
        let hasNumbers = columns.contains(where: \.isNumber)
        let hasTimes = columns.contains(where: \.isTime)
        let hasNames = columns.contains(where: \.isCategory)
        let kind: ChartKind =
            if hasTimes { hasNumbers ? .line : .timeline } else { hasNumbers && !hasNames ? .scatter : .bars }
        guard let choice = ChartChoice.of(kind, columns) else { throw .nothing(columns) }
        self = choice
    }

    private static func of(_ kind: ChartKind, _ columns: [FigureColumn]) -> ChartChoice? {
        switch kind {
        case .bars: BarColumns(columns).map(ChartChoice.bars)
        case .line: LineColumns(columns).map(ChartChoice.line)
        case .timeline: TimelineColumns(columns).map(ChartChoice.timeline)
        case .scatter: ScatterColumns(columns).map(ChartChoice.scatter)
        case .network: NetworkColumns(columns, isEvident: false).map(ChartChoice.network)
        }
    }
}

/// Places of columns in the result.
package struct BarColumns: Hashable, Sendable {
    let name: Int
    /// What the bars are stacked by; only beside a single number.
    let stack: Int?
    let numbers: [Int]

    init?(_ columns: [FigureColumn]) {
        let names = columns.indices.filter { columns[$0].isCategory }
        numbers = columns.indices.filter { columns[$0].isNumber }
        // Times name bars where nothing else does.
        guard let name = names.first ?? columns.firstIndex(where: \.isTime), !numbers.isEmpty else { return nil }
        self.name = name
        stack = numbers.count == 1 ? names.dropFirst().first : nil
    }
}

package struct LineColumns: Hashable, Sendable {
    let time: Int
    /// A line for each of its values; only beside a single number.
    let group: Int?
    let numbers: [Int]

    init?(_ columns: [FigureColumn]) {
        numbers = columns.indices.filter { columns[$0].isNumber }
        guard let time = columns.firstIndex(where: \.isTime), !numbers.isEmpty else { return nil }
        self.time = time
        group = numbers.count == 1 ? columns.firstIndex(where: \.isCategory) : nil
    }
}

package struct TimelineColumns: Hashable, Sendable {
    let time: Int
    let name: Int
    let lane: Int?

    /// A kind, such as an enum, names lanes rather than what happened.
    init?(_ columns: [FigureColumn]) {
        let names = columns.indices.filter { columns[$0].isCategory }
        guard let time = columns.firstIndex(where: \.isTime),
            let name = names.first(where: { !columns[$0].isKind }) ?? names.first
        else { return nil }
        self.time = time
        self.name = name
        let others = names.filter { $0 != name }
        lane = others.first { columns[$0].isKind } ?? others.first
    }
}

package struct ScatterColumns: Hashable, Sendable {
    let x: Int
    let y: Int
    let name: Int?
    let colour: Int?

    init?(_ columns: [FigureColumn]) {
        let numbers = columns.indices.filter { columns[$0].isNumber }
        guard numbers.count >= 2 else { return nil }
        (x, y) = (numbers[0], numbers[1])
        let names = columns.indices.filter { columns[$0].isCategory }
        let name = names.first { !columns[$0].isKind }
        self.name = name
        colour = names.first { $0 != name && columns[$0].isKind } ?? names.first { $0 != name }
    }
}

package struct NetworkColumns: Hashable, Sendable {
    enum Ends: Hashable, Sendable {
        case columns(from: Int, to: Int)
        /// Nodes in a row, as the source `paths` gives them.
        case path(Int)
    }

    let ends: Ends
    /// How strong a link is.
    let number: Int?
    /// What links have colours by.
    let kind: Int?
    /// Whether links lead from one end to the other: where columns are called
    /// so, and in paths.
    let isDirected: Bool

    /// Evident are columns `from` and `to`, paths, and two entities with nothing
    /// that is counted or dated.
    init?(_ columns: [FigureColumn], isEvident: Bool) {
        let names = columns.indices.filter { columns[$0].isCategory }
        func named(_ words: [String]) -> Int? { names.first { words.contains(columns[$0].name) } }
        let strength = columns.firstIndex(where: \.isNumber)
        if let from = named(["from"]), let to = named(["to"]) {
            ends = .columns(from: from, to: to)
            kind = names.first { $0 != from && $0 != to }
            number = strength
            isDirected = true
            return
        }
        if let path = columns.firstIndex(where: { $0.role == .entities && $0.name == "nodes" }) {
            ends = .path(path)
            kind = nil
            number = nil
            isDirected = true
            return
        }
        let entities = names.filter { columns[$0].isEntity }
        let hasMore = columns.contains { $0.isNumber || $0.isTime }
        guard !isEvident || entities.count == 2 && !hasMore else { return nil }
        let pair = entities.count >= 2 ? entities : names
        guard pair.count >= 2 else { return nil }
        ends = .columns(from: pair[0], to: pair[1])
        kind = names.first { $0 != pair[0] && $0 != pair[1] }
        number = strength
        isDirected = false
    }

    /// What a reader is told of a link: all columns of its row, of a path none.
    var shown: [Int]? {
        switch ends {
        case .columns: nil
        case .path(let column): [column]
        }
    }
}

package struct MapColumns: Hashable, Sendable {
    /// What says where one end of a row is.
    enum End: Hashable, Sendable {
        /// Records whose type has coordinates.
        case entity(Int)
        /// Coordinates.
        case place(Int)
        /// Two columns of degrees.
        case numbers(latitude: Int, longitude: Int)
    }

    /// One, or the two of a line.
    let ends: [End]
    /// What places are called.
    let names: [Int]

    init?(_ columns: [FigureColumn], _ places: PlaceFields?) {
        let names = columns.indices.filter { columns[$0].isCategory }
        let located = columns.indices.filter { place in
            guard case .entity(let types) = columns[place].role, let places else { return false }
            return types.contains(where: places.has)
        }
        let coordinates = columns.indices.filter { columns[$0].role == .place }
        if let first = coordinates.first {
            ends = coordinates.prefix(2).map(End.place)
            self.names = names.first { $0 != first }.map { [$0] } ?? []
        } else if !located.isEmpty {
            let directed = ["from", "to"].compactMap { name in located.first { columns[$0].name == name } }
            let chosen = directed.count == 2 ? directed : Array(located.prefix(2))
            ends = chosen.map(End.entity)
            self.names = chosen
        } else if let latitude = columns.firstIndex(where: { PlaceFields.isLatitude($0.name) && $0.isNumber }),
            let longitude = columns.firstIndex(where: { PlaceFields.isLongitude($0.name) && $0.isNumber })
        {
            ends = [.numbers(latitude: latitude, longitude: longitude)]
            self.names = names.first.map { [$0] } ?? []
        } else {
            return nil
        }
    }
}
