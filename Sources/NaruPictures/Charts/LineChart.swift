import NaruSyntax

/// Numbers over time: a line for each column of numbers, or for each group.
struct LineChart {
    /// Marks beyond this say nothing more.
    static let most = 4000

    private let table: FigureTable
    private let columns: LineColumns
    private let lines: [Line]
    private let colours: ColourGroups
    private var notes: [Message] = []

    private struct Line {
        let colour: Int
        /// In the order of time; nil where a number is missing.
        let points: [Spot?]
    }

    private struct Spot {
        let row: Int
        let column: Int
        let time: TimeMark
        let measure: Measure
    }

    init(_ table: FigureTable, _ columns: LineColumns) throws(PictureProblem) {
        self.table = table
        self.columns = columns
        let (numbers, others) = try table.ofOneUnit(columns.numbers)
        notes += others
        let timed = table.rows.indices.compactMap { row in table.time(row, columns.time).map { (row, $0) } }
        notes += Notes.without(table.rows.count - timed.count, Notes.date)
        let absent = timed.count { row, _ in !numbers.contains { table.measure(row, $0) != nil } }
        notes += Notes.without(absent, Notes.number)
        if timed.count > LineChart.most {
            notes.append(
                Message(
                    "the first \(LineChart.most) of \(timed.count) dates",
                    ko: "날짜 \(timed.count)개 가운데 처음 \(LineChart.most)개"))
        }
        let sorted = timed.sorted { ($0.1.first, $0.1.last, $0.0) < ($1.1.first, $1.1.last, $1.0) }
            .prefix(LineChart.most)
        func spots(_ column: Int, _ wanted: (Int) -> Bool = { _ in true }) -> [Spot?] {
            sorted.enumerated().filter { wanted($0.offset) }.map { _, mark in
                table.measure(mark.0, column).map { Spot(row: mark.0, column: column, time: mark.1, measure: $0) }
            }
        }
        if let group = columns.group {
            let groups = table.groups(group, of: sorted.map(\.0))
            var weights = [Double](repeating: 0, count: groups.names.count)
            for place in groups.of { weights[place] += 1 }
            // Rows that each have a name of their own make one line.
            if groups.names.count == sorted.count {
                colours = ColourGroups([], weights: [], table.language)
                lines = [Line(colour: 0, points: spots(numbers[0]))]
            } else {
                let colours = ColourGroups(groups.names, weights: weights, table.language)
                self.colours = colours
                lines = groups.names.indices.map { name in
                    Line(colour: colours.colours[name], points: spots(numbers[0]) { groups.of[$0] == name })
                }
            }
        } else {
            let names = numbers.map { table.columns[$0].title }
            let colours = ColourGroups(names, weights: names.map { _ in 1 }, table.language)
            self.colours = colours
            lines = numbers.enumerated().map { Line(colour: colours.colours[$0], points: spots($1)) }
        }
    }

    var summary: Message {
        let spots = lines.flatMap(\.points).compactMap { $0 }
        let title = columns.numbers.first.map { table.columns[$0].title } ?? ""
        guard let first = spots.min(by: { $0.time.first < $1.time.first }),
            let last = spots.max(by: { $0.time.last < $1.time.last })
        else { return Message("A line chart without points.", ko: "점이 없는 꺾은선그래프.") }
        let (from, to) = (table.text(first.row, columns.time), table.text(last.row, columns.time))
        return Message(
            "A line chart of \(title), \(spots.count) points from \(from) to \(to).",
            ko: "꺾은선그래프, \(title). 점 \(spots.count)개, \(from)부터 \(to)까지.")
    }

    func draw(on sheet: inout Sheet) {
        sheet.notes += notes
        if colours.legend.count > 1 {
            sheet.addLegend(colours.legend, columns.group.map { table.columns[$0].title }, mark: .line)
        }
        let spots = lines.flatMap(\.points).compactMap { $0 }
        guard !spots.isEmpty else { return sheet.addEmptyFrame(Notes.empty(table, Notes.number)) }
        sheet.addLeftTitle(lines.count == 1 || columns.numbers.count == 1 ? table.title(spots[0].column) : "")
        let height = 300.0
        let numbers = spots.flatMap { [$0.measure.low, $0.measure.high] }
        let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 0)
        // From zero where that doesn't flatten what there is to see.
        let fromZero = low == high || (low >= 0 ? low <= high * 0.7 : high >= low * 0.7)
        let scale = NumberScale(
            numbers, includingZero: fromZero, isWhole: table.isWhole(Array(Set(spots.map(\.column)))),
            from: sheet.y + height, to: sheet.y, language: table.language,
            room: { _ in 28 })
        let left = sheet.left + Sheet.room(scale.ticks)
        let plot = Box(x: left, y: sheet.y, width: sheet.right - left, height: height)
        let times = TimeScale(
            first: spots.map(\.time.first).min() ?? 0, last: spots.map(\.time.last).max() ?? 0, from: plot.x,
            to: plot.maxX, language: table.language, room: { TextMeasure.width($0, .axis) + 14 })
        sheet.addLeftAxis(scale, of: plot)
        sheet.addBottomAxis(times.marks, below: plot, title: table.columns[columns.time].title)
        let base = fromZero ? scale.place(0) : plot.maxY
        sheet.add(.line(Point(plot.x, base), Point(plot.maxX, base), .rule))
        // The others lie below those with a colour of their own.
        for line in lines.sorted(by: { $0.colour > $1.colour }) {
            let pieces = line.points.split(whereSeparator: { $0 == nil }).map { piece in
                piece.compactMap { $0 }.map { Point(times.place($0.time.middle), scale.place($0.measure.middle)) }
            }
            sheet.add(.lines(pieces.filter { $0.count > 1 }, .line(line.colour)))
            let marks = line.points.compactMap { $0 }.map { shape($0, line.colour, times, scale) }
            sheet.add(marks)
        }
    }

    /// A date that is known in part is drawn as long as it can be, a number that
    /// is known in part as far.
    private func shape(_ spot: Spot, _ colour: Int, _ times: TimeScale, _ scale: NumberScale) -> Shape {
        let middle = Point(times.place(spot.time.middle), scale.place(spot.measure.middle))
        var shapes: [Shape] = []
        let (first, last) = (times.place(spot.time.first), times.place(spot.time.last + 1))
        if spot.time.last > spot.time.first, last - first > 6 {
            shapes.append(.box(Box(x: first, y: middle.y - 2, width: last - first, height: 4), .soft(colour)))
        }
        if spot.measure.isRange {
            let (low, high) = (scale.place(spot.measure.low), scale.place(spot.measure.high))
            shapes.append(
                .lines(
                    [
                        [Point(middle.x, low), Point(middle.x, high)],
                        [Point(middle.x - 3, low), Point(middle.x + 3, low)],
                        [Point(middle.x - 3, high), Point(middle.x + 3, high)],
                    ], .whisker))
        }
        shapes.append(Mark.shape(colour, at: middle, 3.5, isHollow: spot.time.isDoubtful))
        return .group(table.words(spot.row), shapes)
    }
}
