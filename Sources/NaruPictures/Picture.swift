package import Naru
package import NaruEngine
package import NaruSemantics
package import NaruSyntax

/// How a picture is to look.
package struct PictureOptions: Sendable {
    package var language = Language.english
    /// Stands above it; without one there is no title.
    package var title: String?
    package var kind: ChartKind?
    package var theme = PictureTheme.automatic
    /// In pixels; the height follows from what there is.
    package var width = 800.0
    /// What names within it begin with: pictures of one page need different ones.
    package var prefix = "naru"
    /// Whether to leave out the line about rows below it.
    package var isQuiet = false

    package init() {}
}

/// A result as a picture. What is drawn follows from its columns, so it is
/// known, or refused, before there are rows.
package struct Picture: Sendable {
    private let columns: [FigureColumn]
    private let choice: ChartChoice
    /// The query gives an order, which bars keep.
    private let isSorted: Bool

    package init(_ columns: [FigureColumn], of query: TypedQuery?, kind: ChartKind?) throws(PictureProblem) {
        self.columns = columns
        isSorted = query?.isSorted ?? false
        choice = try ChartChoice(columns, kind: kind)
    }

    /// The picture as SVG.
    package func svg(
        _ rows: [[NaruEngine.Value]], _ end: ResultEnd?, _ options: PictureOptions
    ) throws(PictureProblem) -> String {
        SVGText.text(try scene(rows, end, options), options)
    }

    private func scene(
        _ rows: [[NaruEngine.Value]], _ end: ResultEnd?, _ options: PictureOptions
    ) throws(PictureProblem) -> Scene {
        let table = FigureTable(columns: columns, rows: rows, end: end, language: options.language)
        var sheet = Sheet(width: max(options.width, 240), language: options.language)
        sheet.addTitle(options.title)
        let summary = try draw(table, on: &sheet)
        sheet.addCaption(options.isQuiet ? nil : end?.count)
        let words = summary[options.language]
        return sheet.scene(title: options.title ?? words, description: words)
    }

    /// What there is to see, in a sentence.
    private func draw(_ table: FigureTable, on sheet: inout Sheet) throws(PictureProblem) -> Message {
        switch choice {
        case .bars(let columns):
            let chart = try BarChart(table, columns, isSorted: isSorted)
            chart.draw(on: &sheet)
            return chart.summary
        case .line(let columns):
            let chart = try LineChart(table, columns)
            chart.draw(on: &sheet)
            return chart.summary
        case .timeline(let columns):
            let chart = Timeline(table, columns)
            chart.draw(on: &sheet)
            return chart.summary
        case .scatter(let columns):
            let chart = try ScatterPlot(table, columns)
            chart.draw(on: &sheet)
            return chart.summary
        case .network(let columns):
            let chart = try NetworkChart(table, columns)
            chart.draw(on: &sheet)
            return chart.summary
        }
    }
}

extension TypedQuery {
    /// Whether its rows have an order of their own.
    fileprivate var isSorted: Bool {
        for stage in stages.reversed() {
            switch stage.kind {
            case .sort, .top: return true
            case .group, .set, .distinct, .why: return false
            case .filter, .select, .add, .drop, .expand, .join, .take, .skip, .withSources: continue
            }
        }
        return false
    }
}

/// What a query is called: the comment above it.
package enum QueryComment {
    /// The lines of a comment directly above a place, as one; nil where there
    /// is none. Those that begin with `##` or `#:` say something else.
    package static func title(of source: SourceText, at place: Int) -> String? {
        let before = source.text(in: Span(0, place))
        var lines: [Substring] = []
        for line in before.split(separator: "\n", omittingEmptySubsequences: false).dropLast().reversed() {
            let words = line.drop(while: \.isWhitespace)
            guard words.hasPrefix("#"), !["#!", "#:", "##"].contains(where: words.hasPrefix) else { break }
            lines.append(words.dropFirst().drop(while: \.isWhitespace))
        }
        let title = lines.reversed().filter { !$0.isEmpty }.joined(separator: " ")
        return title.isEmpty ? nil : title
    }
}
