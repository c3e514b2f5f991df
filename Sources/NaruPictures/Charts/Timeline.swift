import NaruSyntax

/// What happened when: points and spans with their names, in lanes by a
/// category, as close together as their names let them.
struct Timeline {
    /// With more, names leave no room for the marks.
    static let mostNames = 400
    static let most = 2000
    static let mostLanes = 16
    private static let rowHeight = 19.0

    private let table: FigureTable
    private let columns: TimelineColumns
    private let events: [Event]
    private let lanes: [String]
    private let colours: ColourGroups
    private var notes: [Message] = []

    private struct Event {
        let row: Int
        let time: TimeMark
        let name: String
        var lane = 0
        var colour = 0
    }

    init(_ table: FigureTable, _ columns: TimelineColumns) {
        self.table = table
        self.columns = columns
        let timed = table.rows.indices.compactMap { row in
            table.time(row, columns.time).map { Event(row: row, time: $0, name: table.text(row, columns.name)) }
        }
        notes += Notes.without(table.rows.count - timed.count, Notes.date)
        var events = timed.sorted { ($0.time.first, $0.time.last, $0.row) < ($1.time.first, $1.time.last, $1.row) }
        if events.count > Timeline.most {
            notes.append(
                Message(
                    "the first \(Timeline.most) of \(events.count)", ko: "\(events.count)건 가운데 처음 \(Timeline.most)건"))
            events = Array(events.prefix(Timeline.most))
        }
        if events.count > Timeline.mostNames {
            notes.append(Message("too many for names", ko: "너무 많아 이름은 쓰지 않음"))
        }
        guard let lane = columns.lane else {
            (lanes, colours) = ([], ColourGroups([], weights: [], table.language))
            self.events = events
            return
        }
        // Lanes stand in the order of the rows, not of time.
        let byRow = events.map(\.row).sorted()
        let groups = table.groups(lane, of: byRow)
        let groupOfRow = Dictionary(uniqueKeysWithValues: zip(byRow, groups.of))
        var weights = [Double](repeating: 0, count: groups.names.count)
        for group in groups.of { weights[group] += 1 }
        colours = ColourGroups(groups.names, weights: weights, table.language)
        let hasLanes = groups.names.count <= Timeline.mostLanes && groups.names.count < max(events.count, 2)
        lanes = hasLanes ? groups.names : []
        let colours = colours.colours
        self.events = events.map { event in
            var event = event
            let group = groupOfRow[event.row] ?? 0
            event.lane = hasLanes ? group : 0
            event.colour = groups.names.count < events.count ? colours[group] : 0
            return event
        }
    }

    var summary: Message {
        guard let first = events.first, let last = events.max(by: { $0.time.last < $1.time.last }) else {
            return Message("A timeline without events.", ko: "일이 없는 연대표.")
        }
        let (from, to) = (table.text(first.row, columns.time), table.text(last.row, columns.time))
        return Message(
            "A timeline of \(events.count), from \(from) to \(to).", ko: "연대표, \(events.count)건, \(from)부터 \(to)까지.")
    }

    func draw(on sheet: inout Sheet) {
        sheet.notes += notes
        if lanes.isEmpty, colours.legend.count > 1, Set(events.map(\.colour)).count > 1 {
            sheet.addLegend(colours.legend, columns.lane.map { table.columns[$0].title }, mark: .mark)
        }
        guard !events.isEmpty else { return sheet.addEmptyFrame(Notes.empty(table, Notes.date)) }
        let heads = min(lanes.map { TextMeasure.width($0, .label) }.max() ?? 0, sheet.width * 0.22)
        let left = sheet.left + (lanes.isEmpty ? 0 : heads + 12)
        let times = TimeScale(
            first: events.map(\.time.first).min() ?? 0, last: events.map(\.time.last).max() ?? 0, from: left,
            to: sheet.right, language: table.language, room: { TextMeasure.width($0, .axis) + 14 })
        let spots = events.map { spot($0, times, left...sheet.right) }
        let rows = Timeline.packed(events.map(\.lane), spots.map(\.room), lanes: max(lanes.count, 1))
        var tops: [Double] = []
        var y = sheet.y + 6
        for count in rows.counts {
            tops.append(y)
            y += Double(max(count, 1)) * Timeline.rowHeight + 8
        }
        let plot = Box(x: left, y: sheet.y, width: sheet.right - left, height: y - sheet.y)
        sheet.addBottomAxis(times.marks, below: plot, title: "")
        for (place, lane) in lanes.enumerated() {
            if place > 0 {
                sheet.add(.line(Point(sheet.left, tops[place] - 5), Point(sheet.right, tops[place] - 5), .grid))
            }
            let text = TextMeasure.shortened(lane, to: heads, .label)
            let spot = Point(sheet.left, tops[place] + Timeline.rowHeight / 2 + Lettering.drop(.label))
            sheet.add(.text(Lettering(text, at: spot, .label, whole: lane)))
        }
        for (place, event) in events.enumerated() {
            let middle = tops[event.lane] + (Double(rows.of[place]) + 0.5) * Timeline.rowHeight
            sheet.add(shape(event, spots[place], times, plot, middle))
        }
    }

    // MARK: Places

    private struct Spot {
        /// From where to where nothing else may be in its row.
        let room: ClosedRange<Double>
        let name: String
        let namePlace: Double
        let anchor: Anchor
    }

    /// The name stands to the right of the mark, or to the left where it would
    /// leave the sheet.
    private func spot(_ event: Event, _ times: TimeScale, _ sheet: ClosedRange<Double>) -> Spot {
        let start = event.time.start == nil ? sheet.lowerBound : times.place(event.time.first)
        let end = event.time.end == nil ? sheet.upperBound : times.place(event.time.last + 1)
        let mark = min(start, end - 10)...max(end, start + 10)
        guard events.count <= Timeline.mostNames else {
            return Spot(room: mark, name: "", namePlace: 0, anchor: .start)
        }
        let right = sheet.upperBound - mark.upperBound - 6
        let leftRoom = mark.lowerBound - sheet.lowerBound - 6
        let width = TextMeasure.width(event.name, .mark)
        if width <= right || right >= leftRoom {
            let name = TextMeasure.shortened(event.name, to: min(max(right, 0), 260), .mark)
            let place = mark.upperBound + 4
            return Spot(
                room: mark.lowerBound...(place + TextMeasure.width(name, .mark) + 8), name: name, namePlace: place,
                anchor: .start)
        }
        let name = TextMeasure.shortened(event.name, to: min(max(leftRoom, 0), 260), .mark)
        let place = mark.lowerBound - 4
        return Spot(
            room: (place - TextMeasure.width(name, .mark) - 8)...mark.upperBound, name: name, namePlace: place,
            anchor: .end)
    }

    /// Each in the first row of its lane that has room.
    private static func packed(
        _ lanes: [Int], _ rooms: [ClosedRange<Double>], lanes count: Int
    ) -> (of: [Int], counts: [Int]) {
        var rows: [[[ClosedRange<Double>]]] = Array(repeating: [], count: count)
        var of: [Int] = []
        for (lane, room) in zip(lanes, rooms) {
            // What came before is sorted by its beginning, but names may stand to the left.
            let free = rows[lane].firstIndex { row in
                row.allSatisfy { $0.upperBound <= room.lowerBound || $0.lowerBound >= room.upperBound }
            }
            if let free {
                rows[lane][free].append(room)
                of.append(free)
            } else {
                of.append(rows[lane].count)
                rows[lane].append([room])
            }
        }
        return (of, rows.map(\.count))
    }

    // MARK: Marks

    private func shape(_ event: Event, _ spot: Spot, _ times: TimeScale, _ plot: Box, _ y: Double) -> Shape {
        var shapes = event.time.isSpan ? span(event, times, plot, y) : day(event, times, y)
        if !spot.name.isEmpty {
            let place = Point(spot.namePlace, y + Lettering.drop(.mark))
            shapes.append(.text(Lettering(spot.name, at: place, .mark, anchor: spot.anchor)))
        }
        return .group(table.words(event.row), shapes)
    }

    /// A day, with a whisker as long as it is uncertain.
    private func day(_ event: Event, _ times: TimeScale, _ y: Double) -> [Shape] {
        let (first, last) = (times.place(event.time.first), times.place(event.time.last + 1))
        let middle = Point((first + last) / 2, y)
        let whisker = event.time.last > event.time.first && last - first > 9 ? [whiskers(first, last, y)] : []
        return whisker + [Mark.shape(event.colour, at: middle, 4.5, isHollow: event.time.isDoubtful)]
    }

    /// Solid where it certainly lasts, whiskers where its ends are uncertain, an
    /// arrow where an end is open.
    private func span(_ event: Event, _ times: TimeScale, _ plot: Box, _ y: Double) -> [Shape] {
        let time = event.time
        let first = time.start.map { times.place($0.lowerBound) } ?? plot.x + 6
        let last = time.end.map { times.place($0.upperBound + 1) } ?? plot.maxX - 6
        let from = time.start.map { times.place($0.upperBound) } ?? first
        let to = time.end.map { times.place($0.lowerBound + 1) } ?? last
        var shapes: [Shape] = []
        if first < from || to < last { shapes.append(whiskers(first, last, y)) }
        if to > from {
            let box = Box(x: from, y: y - 4.5, width: max(to - from, 2), height: 9)
            shapes.append(.box(box, time.isDoubtful ? .hollow(event.colour) : .fill(event.colour)))
        }
        if time.end == nil {
            shapes.append(
                .area([Point(last, y - 4.5), Point(last + 6, y), Point(last, y + 4.5)], .fill(event.colour)))
        }
        if time.start == nil {
            shapes.append(
                .area([Point(first, y - 4.5), Point(first - 6, y), Point(first, y + 4.5)], .fill(event.colour)))
        }
        return shapes
    }

    private func whiskers(_ first: Double, _ last: Double, _ y: Double) -> Shape {
        .lines(
            [
                [Point(first, y), Point(last, y)], [Point(first, y - 3.5), Point(first, y + 3.5)],
                [Point(last, y - 3.5), Point(last, y + 3.5)],
            ], .whisker)
    }
}
