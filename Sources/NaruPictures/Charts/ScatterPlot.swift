import NaruSyntax

/// One number against another, with names where they fit.
struct ScatterPlot {
    static let most = 4000
    static let mostNames = 300

    private let table: FigureTable
    private let columns: ScatterColumns
    private let spots: [(row: Int, x: Measure, y: Measure)]
    private let colours: ColourGroups
    private let colourOf: [Int]
    private var notes: [Message] = []

    init(_ table: FigureTable, _ columns: ScatterColumns) throws(PictureProblem) {
        self.table = table
        self.columns = columns
        for column in [columns.x, columns.y] where table.units(column).count > 1 {
            throw .units(table.units(column), in: table.columns[column].name)
        }
        let all = table.rows.indices.compactMap { row -> (row: Int, x: Measure, y: Measure)? in
            guard let x = table.measure(row, columns.x), let y = table.measure(row, columns.y) else { return nil }
            return (row, x, y)
        }
        notes += Notes.without(table.rows.count - all.count, Notes.number)
        if all.count > ScatterPlot.most {
            notes.append(
                Message(
                    "the first \(ScatterPlot.most) of \(all.count) points",
                    ko: "점 \(all.count)개 가운데 처음 \(ScatterPlot.most)개"))
        }
        spots = Array(all.prefix(ScatterPlot.most))
        guard let column = columns.colour else {
            colours = ColourGroups([], weights: [], table.language)
            colourOf = spots.map { _ in 0 }
            return
        }
        let groups = table.groups(column, of: spots.map(\.row))
        var weights = [Double](repeating: 0, count: groups.names.count)
        for group in groups.of { weights[group] += 1 }
        let colours = ColourGroups(groups.names, weights: weights, table.language)
        self.colours = colours
        colourOf = groups.of.map { colours.colours[$0] }
    }

    var summary: Message {
        let (x, y) = (table.columns[columns.x].title, table.columns[columns.y].title)
        return Message(
            "A scatter plot of \(y) against \(x), \(spots.count) points.", ko: "산점도, \(x)에 따른 \(y). 점 \(spots.count)개.")
    }

    func draw(on sheet: inout Sheet) {
        sheet.notes += notes
        if colours.legend.count > 1 {
            sheet.addLegend(colours.legend, columns.colour.map { table.columns[$0].title }, mark: .mark)
        }
        guard !spots.isEmpty else { return sheet.addEmptyFrame(Notes.empty(table, Notes.number)) }
        sheet.addLeftTitle(table.title(columns.y))
        let height = min(420, (sheet.right - sheet.left) * 0.6)
        let upright = NumberScale(
            spots.flatMap { [$0.y.low, $0.y.high] }, includingZero: false, isWhole: table.isWhole([columns.y]),
            from: sheet.y + height, to: sheet.y,
            language: table.language, room: { _ in 28 })
        let left = sheet.left + Sheet.room(upright.ticks)
        let plot = Box(x: left, y: sheet.y, width: sheet.right - left, height: height)
        let lying = NumberScale(
            spots.flatMap { [$0.x.low, $0.x.high] }, includingZero: false, isWhole: table.isWhole([columns.x]),
            from: plot.x, to: plot.maxX,
            language: table.language, room: { TextMeasure.width($0, .axis) + 14 })
        sheet.addLeftAxis(upright, of: plot)
        sheet.addBottomAxis(lying.marks, below: plot, title: table.title(columns.x))
        sheet.add(.lines([[Point(plot.x, plot.y), Point(plot.x, plot.maxY), Point(plot.maxX, plot.maxY)]], .rule))
        let points = spots.map { Point(lying.place($0.x.middle), upright.place($0.y.middle)) }
        for (place, spot) in spots.enumerated() {
            var shapes: [Shape] = []
            if spot.x.isRange || spot.y.isRange {
                shapes.append(
                    .lines(
                        [
                            [
                                Point(lying.place(spot.x.low), points[place].y),
                                Point(lying.place(spot.x.high), points[place].y),
                            ],
                            [
                                Point(points[place].x, upright.place(spot.y.low)),
                                Point(points[place].x, upright.place(spot.y.high)),
                            ],
                        ], .whisker))
            }
            shapes.append(Mark.shape(colourOf[place], at: points[place], 4))
            sheet.add(.group(table.words(spot.row), shapes))
        }
        addNames(points, within: plot, on: &sheet)
    }

    private func addNames(_ points: [Point], within plot: Box, on sheet: inout Sheet) {
        guard let name = columns.name else { return }
        var placing = LabelPlacing(within: Box(x: plot.x, y: plot.y, width: sheet.right - plot.x, height: plot.height))
        for point in points { placing.keepFree(around: point, 5) }
        var left = 0
        for (place, spot) in spots.enumerated() {
            let text = TextMeasure.shortened(table.text(spot.row, name), to: 160, .mark)
            if place < ScatterPlot.mostNames, let label = placing.label(text, at: points[place], 4) {
                sheet.add(.text(label))
            } else {
                left += 1
            }
        }
        if left > 0 {
            sheet.notes.append(Message("\(left) names left out for want of room", ko: "자리가 없어 쓰지 않은 이름 \(left)개"))
        }
    }
}
