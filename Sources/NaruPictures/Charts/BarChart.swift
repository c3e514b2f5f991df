import NaruSyntax

/// Bars of a length, each with a name: longest first unless the query says
/// another order.
struct BarChart {
    /// How many bars there is room for.
    static let most = 40

    private let table: FigureTable
    private let columns: BarColumns
    /// Those that are drawn: the first number's unit is the scale's.
    private let numbers: [Int]
    private let groups: (names: [String], of: [Int])?
    private let colours: ColourGroups
    private let bars: [Bar]
    private var notes: [Message] = []

    private struct Bar {
        let name: String
        var parts: [Part] = []
        /// What bars are sorted by.
        var size: Double
    }

    private struct Part {
        let row: Int
        let column: Int
        let colour: Int
        let measure: Measure
        /// Where it begins, after what lies below it.
        var base = 0.0
    }

    init(_ table: FigureTable, _ columns: BarColumns, isSorted: Bool) throws(PictureProblem) {
        self.table = table
        self.columns = columns
        let (numbers, others) = try table.ofOneUnit(columns.numbers)
        self.numbers = numbers
        notes += others
        let rows = table.rows.indices.filter { row in numbers.contains { table.measure(row, $0) != nil } }
        notes += Notes.without(table.rows.count - rows.count, Notes.number)
        let groups = columns.stack.map { table.groups($0, of: rows) }
        self.groups = groups
        if let groups {
            var weights = [Double](repeating: 0, count: groups.names.count)
            for (row, group) in zip(rows, groups.of) {
                weights[group] += table.measure(row, numbers[0])?.high.magnitude ?? 0
            }
            colours = ColourGroups(groups.names, weights: weights, table.language)
        } else {
            let names = numbers.map { table.columns[$0].title }
            colours = ColourGroups(names, weights: names.map { _ in 1 }, table.language)
        }
        var bars = BarChart.bars(table, columns, numbers, rows, groups?.of, colours.colours)
        if !isSorted, !table.columns[columns.name].isTime {
            bars = bars.enumerated().sorted { (-$0.element.size, $0.offset) < (-$1.element.size, $1.offset) }
                .map(\.element)
        }
        if bars.count > BarChart.most {
            let rest = bars.count - BarChart.most
            notes.append(
                isSorted
                    ? Message(
                        "the first \(BarChart.most) of \(bars.count) bars, \(rest) not shown",
                        ko: "막대 \(bars.count)개 가운데 처음 \(BarChart.most)개, \(rest)개는 보이지 않음")
                    : Message(
                        "the longest \(BarChart.most) of \(bars.count) bars, \(rest) not shown",
                        ko: "막대 \(bars.count)개 가운데 가장 긴 \(BarChart.most)개, \(rest)개는 보이지 않음"))
        }
        self.bars = Array(bars.prefix(BarChart.most))
    }

    /// Stacked where rows share a name and differ in the second category.
    private static func bars(
        _ table: FigureTable, _ columns: BarColumns, _ numbers: [Int], _ rows: [Int], _ groups: [Int]?,
        _ colours: [Int]
    ) -> [Bar] {
        var bars: [Bar] = []
        var places: [String: Int] = [:]
        for (index, row) in rows.enumerated() {
            let name = table.text(row, columns.name)
            let parts = numbers.enumerated().compactMap { series, column -> Part? in
                guard let measure = table.measure(row, column) else { return nil }
                return Part(row: row, column: column, colour: colours[groups?[index] ?? series], measure: measure)
            }
            let size = parts.map { $0.measure.high }.max() ?? 0
            if groups != nil, let place = places[name] {
                bars[place].parts += parts
                bars[place].size += size
            } else {
                if groups != nil { places[name] = bars.count }
                bars.append(Bar(name: name, parts: parts, size: size))
            }
        }
        return groups == nil ? bars : bars.map(stacked)
    }

    /// Parts of a colour lie together; what is below zero goes the other way.
    private static func stacked(_ bar: Bar) -> Bar {
        var bar = bar
        bar.parts = bar.parts.enumerated().sorted { ($0.element.colour, $0.offset) < ($1.element.colour, $1.offset) }
            .map(\.element)
        var (above, below) = (0.0, 0.0)
        for place in bar.parts.indices {
            let high = bar.parts[place].measure.high
            bar.parts[place].base = high < 0 ? below : above
            if high < 0 { below += high } else { above += high }
        }
        return bar
    }

    private var isStacked: Bool { groups != nil }
    private var hasLegend: Bool { isStacked ? colours.legend.count > 1 : numbers.count > 1 }
    /// Bars of different measures lie side by side.
    private var lanes: Int { isStacked ? 1 : numbers.count }
    private var ends: [Double] {
        bars.flatMap { bar in bar.parts.flatMap { [$0.base + $0.measure.low, $0.base + $0.measure.high] } }
    }

    func draw(on sheet: inout Sheet) {
        sheet.notes += notes
        if hasLegend {
            sheet.addLegend(colours.legend, columns.stack.map { table.columns[$0].title })
        }
        guard !bars.isEmpty else { return sheet.addEmptyFrame(Notes.empty(table, Notes.number)) }
        if standsUpright(sheet) { drawUpright(on: &sheet) } else { drawLying(on: &sheet) }
    }

    var summary: Message {
        let title = table.columns[columns.name].title
        let longest = bars.max { $0.size < $1.size }
        let part = longest.flatMap { bar in bar.parts.first.map { (bar.name, table.text($0.row, $0.column)) } }
        guard let part, !isStacked else {
            return Message("A bar chart of \(bars.count) bars by \(title).", ko: "막대그래프, \(title) \(bars.count)개.")
        }
        return Message(
            "A bar chart of \(bars.count) bars by \(title); the longest: \(part.0), \(part.1).",
            ko: "막대그래프, \(title) \(bars.count)개. 가장 긴 것: \(part.0), \(part.1).")
    }

    private var measureTitle: String {
        numbers.count == 1 ? table.title(numbers[0]) : table.units(numbers[0]).map { $0 }.joined()
    }

    // MARK: Upright

    /// Few bars with short names stand.
    private func standsUpright(_ sheet: Sheet) -> Bool {
        let room = min((sheet.right - sheet.left - 80) / Double(bars.count), widestBand)
        return bars.count <= 12 && room >= 24 * Double(lanes)
            && bars.allSatisfy { TextMeasure.width($0.name, .label) + 8 <= room }
    }

    private var widestBand: Double { 70 + 40 * Double(lanes) }

    private func drawUpright(on sheet: inout Sheet) {
        sheet.addLeftTitle(measureTitle)
        let height = 260.0
        let scale = NumberScale(
            ends, includingZero: true, isWhole: table.isWhole(numbers), from: sheet.y + height, to: sheet.y,
            language: table.language, room: { _ in 26 })
        let left = sheet.left + Sheet.room(scale.ticks)
        let band = min((sheet.right - left) / Double(bars.count), widestBand)
        let plot = Box(x: left, y: sheet.y, width: band * Double(bars.count), height: height)
        sheet.addLeftAxis(scale, of: plot)
        for (place, bar) in bars.enumerated() {
            let start = plot.x + Double(place) * band
            sheet.add(
                bar.parts.map { part in
                    shape(part, scale, across: lane(part, from: start, band), isUpright: true)
                })
            let middle = Point(start + band / 2, plot.maxY + 18)
            sheet.add(.text(Lettering(bar.name, at: middle, .label, anchor: .middle)))
        }
        let zero = scale.place(0)
        sheet.add(.line(Point(plot.x, zero), Point(plot.maxX, zero), .rule))
        sheet.y = plot.maxY + 24
    }

    // MARK: Lying

    private func drawLying(on sheet: inout Sheet) {
        let widest = bars.map { TextMeasure.width($0.name, .label) }.max() ?? 0
        let names = min(widest, (sheet.right - sheet.left) * 0.38)
        let left = sheet.left + names + 10
        let values = valueTexts(to: min(130, (sheet.right - sheet.left) * 0.22))
        let room = values.map { TextMeasure.width($0, .axis) }.max() ?? 0
        let band = 22.0 + 12 * Double(lanes - 1)
        let plot = Box(x: left, y: sheet.y + 4, width: sheet.right - left, height: band * Double(bars.count) + 4)
        let scale = NumberScale(
            ends, includingZero: true, isWhole: table.isWhole(numbers), from: plot.x,
            to: plot.maxX - (room > 0 ? room + 8 : 0), language: table.language,
            room: { TextMeasure.width($0, .axis) + 14 })
        sheet.addBottomAxis(scale.marks, below: plot, title: measureTitle)
        for (place, bar) in bars.enumerated() {
            let start = plot.y + 2 + Double(place) * band
            let middle = start + band / 2
            let name = TextMeasure.shortened(bar.name, to: names, .label)
            sheet.add(
                .text(
                    Lettering(
                        name, at: Point(left - 8, middle + Lettering.drop(.label)), .label, anchor: .end,
                        whole: bar.name)))
            sheet.add(
                bar.parts.map { part in
                    shape(part, scale, across: lane(part, from: start, band), isUpright: false)
                })
            if !values.isEmpty {
                // To the right of bars that go to the left there is nothing.
                let end = max(scale.place(0), scale.place(bar.parts.map(\.measure.high).max() ?? 0))
                let open: Double = bar.parts.contains { $0.measure.isOpen } ? 10 : 0
                let spot = Point(end + 6 + open, middle + Lettering.drop(.axis))
                sheet.add(.text(Lettering(values[place], at: spot, .axis)))
            }
        }
        let zero = scale.place(0)
        sheet.add(.line(Point(zero, plot.y), Point(zero, plot.maxY), .rule))
    }

    /// The number behind each bar, where it says more than the axis.
    private func valueTexts(to width: Double) -> [String] {
        guard !isStacked, lanes == 1 else { return [] }
        let texts = bars.map { bar in bar.parts.first.map { table.text($0.row, $0.column) } ?? "" }
        return texts.allSatisfy { TextMeasure.width($0, .axis) <= width } ? texts : []
    }

    // MARK: Parts

    private func lane(_ part: Part, from start: Double, _ band: Double) -> ClosedRange<Double> {
        let lane = isStacked ? 0 : numbers.firstIndex(of: part.column) ?? 0
        let inner = band * 0.76
        let width = inner / Double(lanes)
        let low = start + (band - inner) / 2 + Double(lane) * width
        return low...(low + width)
    }

    /// As far as it certainly goes in its colour, as far as it may go lighter.
    private func shape(_ part: Part, _ scale: NumberScale, across: ClosedRange<Double>, isUpright: Bool) -> Shape {
        func point(_ along: Double, _ across: Double) -> Point {
            isUpright ? Point(across, along) : Point(along, across)
        }
        func box(_ from: Double, _ to: Double) -> Box {
            Box(point(scale.place(from), across.lowerBound), point(scale.place(to), across.upperBound))
        }
        let measure = part.measure
        let certain = measure.high < 0 ? measure.high : measure.low
        let possible = measure.high < 0 ? measure.low : measure.high
        var shapes: [Shape] = [.box(box(part.base, part.base + certain), .fill(part.colour))]
        if hasLegend, part.colour > 0 { shapes.append(.box(box(part.base, part.base + certain), .hatch(part.colour))) }
        if measure.isRange {
            shapes.append(.box(box(part.base + certain, part.base + possible), .soft(part.colour)))
            if !isStacked {
                let middle = (across.lowerBound + across.upperBound) / 2
                let ends = (scale.place(certain), scale.place(possible))
                shapes.append(
                    .lines(
                        [
                            [point(ends.0, middle), point(ends.1, middle)],
                            [point(ends.1, middle - 4), point(ends.1, middle + 4)],
                        ], .whisker))
            }
        }
        if measure.isOpen {
            let middle = (across.lowerBound + across.upperBound) / 2
            let end = scale.place(part.base + possible)
            let ahead: Double = isUpright ? -1 : 1
            shapes.append(
                .lines(
                    [
                        [
                            point(end + 2 * ahead, middle - 4), point(end + 7 * ahead, middle),
                            point(end + 2 * ahead, middle + 4),
                        ]
                    ],
                    .whisker))
        }
        return .group(table.words(part.row), shapes)
    }
}

/// What captions say.
enum Notes {
    static let number = Message("a number", ko: "수")
    static let date = Message("a date", ko: "날짜")

    static func without(_ count: Int, _ what: Message) -> [Message] {
        guard count > 0 else { return [] }
        return [Message("\(count) without \(what.english)", ko: "\(what.korean) 없는 행 \(count)개")]
    }

    /// Why a frame is empty.
    static func empty(_ table: FigureTable, _ what: Message) -> String {
        let reason =
            table.rows.isEmpty
            ? table.emptiedBy.map {
                Message("no row is left after `\($0)`", ko: "`\($0)` 다음에 남은 행이 없습니다")
            } ?? Message("the result has no rows", ko: "결과에 행이 없습니다")
            : Message("no row has \(what.english)", ko: "\(what.korean)이(가) 있는 행이 없습니다")
        return reason[table.language]
    }
}
