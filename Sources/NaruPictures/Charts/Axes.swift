/// Ticks, their lines through the plot, and what they measure.
extension Sheet {
    static let tickRoom = 14.0

    /// Ticks below a plot.
    mutating func addBottomAxis(_ ticks: [(place: Double, text: String)], below plot: Box, title: String) {
        var taken = left - 20
        for tick in ticks {
            add(.line(Point(tick.place, plot.y), Point(tick.place, plot.maxY), .grid))
            let half = TextMeasure.width(tick.text, .axis) / 2
            // Texts at the ends stay on the sheet.
            let place = min(max(tick.place, left + half), right - half)
            guard place - half >= taken + 6 else { continue }
            taken = place + half
            add(.text(Lettering(tick.text, at: Point(place, plot.maxY + 15), .axis, anchor: .middle)))
        }
        y = plot.maxY + 18
        guard !title.isEmpty else { return }
        y += 14
        let text = TextMeasure.shortened(title, to: right - left - 20, .axis)
        add(.text(Lettering(text + " →", at: Point(right, y), .axis, anchor: .end, whole: text == title ? nil : title)))
    }

    /// What the axis on the left measures stands above it.
    mutating func addLeftTitle(_ title: String) {
        y += 12
        guard !title.isEmpty else { return }
        defer { y += 12 }
        let text = TextMeasure.shortened(title, to: right - left - 20, .axis)
        add(.text(Lettering("↑ " + text, at: Point(left, y), .axis, whole: text == title ? nil : title)))
    }

    /// Ticks on the left of a plot.
    mutating func addLeftAxis(_ scale: NumberScale, of plot: Box) {
        for tick in scale.ticks {
            let y = scale.place(tick.number)
            add(.line(Point(plot.x, y), Point(plot.maxX, y), .grid))
            add(
                .text(
                    Lettering(
                        tick.text, at: Point(plot.x - 6, y + Lettering.drop(.axis)), .axis, anchor: .end)))
        }
    }

    /// How much room ticks on the left take.
    static func room(_ ticks: [NumberTick]) -> Double {
        (ticks.map { TextMeasure.width($0.text, .axis) }.max() ?? 0) + 10
    }

    /// An empty frame with the reason.
    mutating func addEmptyFrame(_ reason: String) {
        let frame = Box(x: left, y: y, width: right - left, height: 140)
        let corners = [
            Point(frame.x, frame.y), Point(frame.maxX, frame.y), Point(frame.maxX, frame.maxY),
            Point(frame.x, frame.maxY), Point(frame.x, frame.y),
        ]
        add(.lines([corners], .rule))
        let lines = TextMeasure.lines(reason, to: frame.width - 40, .label, most: 3)
        var line = frame.middle.y - Double(lines.count - 1) * 8
        for text in lines {
            add(.text(Lettering(text, at: Point(frame.middle.x, line), .label, anchor: .middle)))
            line += 16
        }
        y = frame.maxY
    }
}

extension NumberScale {
    var marks: [(place: Double, text: String)] { ticks.map { (place($0.number), $0.text) } }
}

extension TimeScale {
    var marks: [(place: Double, text: String)] { ticks.map { (place($0.day), $0.text) } }
}
