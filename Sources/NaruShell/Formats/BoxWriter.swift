package import Naru
package import NaruEngine
import NaruSyntax

/// A table drawn with lines, the type under each header. It may shorten texts
/// and leave out columns to fit a terminal, and then says so.
package struct BoxWriter: ResultWriter {
    private let columns: [OutputColumn]
    private let options: FormatOptions
    private let human: HumanText
    private var rows: [[NaruEngine.Value]] = []

    package init(columns: [OutputColumn], options: FormatOptions) {
        self.columns = columns
        self.options = options
        human = HumanText(language: options.language, absent: options.absent ?? "–")
    }

    package func begin(_ out: inout String) {}

    /// Widths depend on all rows, so they are kept until the end.
    package mutating func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) { self.rows += rows }

    package func end(_ end: ResultEnd, _ out: inout String) {
        var notes: [Message] = []
        if !rows.isEmpty, !columns.isEmpty {
            let cells = rows.whileAllowed.map { $0.map(human.text) }
            let layout = BoxLayout(columns: columns, cells: cells, header: options.showsHeader, width: options.width)
            if rows.count == 1, layout.isCut { return vertical(end, &out) }
            var drawing = BoxDrawing(columns: columns, layout: layout, options: options)
            drawing.draw(cells, isAbsent: { rows[$0][$1] == .absent }, &out)
            notes = layout.notes(cells: drawing.shortened, headers: drawing.shortenedHeaders, options)
        }
        out += Footer(options: options).text(end, notes: notes)
    }

    private func vertical(_ end: ResultEnd, _ out: inout String) {
        var lines = LineWriter(columns: columns, options: options)
        lines.write(rows[...], &out)
        lines.end(end, &out)
    }
}

/// Which columns of a box are shown, and how wide.
struct BoxLayout {
    private(set) var widths: [Int]
    /// The last columns that did not fit.
    private(set) var hidden: [String] = []
    /// Whether anything is narrower than it wants to be.
    private(set) var isCut = false

    /// The narrowest that a text may become.
    private static let narrowest = 10

    init(columns: [OutputColumn], cells: [[String]], header: Bool, width: Int?) {
        let content = columns.indices.map { column in cells.whileAllowed.map { DisplayWidth.of($0[column]) }.max() ?? 0
        }
        let wanted = columns.indices.map { column in
            header
                ? max(
                    content[column], DisplayWidth.of(SafeText.escaped(columns[column].title)),
                    DisplayWidth.of(columns[column].type))
                : content[column]
        }
        widths = wanted
        guard let width, BoxLayout.total(wanted) > width else { return }
        isCut = true
        let floors = columns.indices.map { column in
            columns[column].isIndivisible
                ? max(content[column], min(wanted[column], BoxLayout.narrowest))
                : min(wanted[column], BoxLayout.narrowest)
        }
        let count = BoxLayout.fitting(floors, in: width)
        hidden = columns[count...].map(\.name)
        let room = hidden.isEmpty ? width : width - BoxLayout.ellipsis
        widths = BoxLayout.shrunk(Array(wanted[..<count]), floors: floors, to: room)
    }

    /// Each cell has a space on both sides and a line before it.
    private static func total(_ widths: [Int]) -> Int { widths.reduce(1) { $0 + $1 + 3 } }

    /// What the column takes that stands for hidden ones.
    private static let ellipsis = 4

    /// How many columns fit at their narrowest; at least one.
    private static func fitting(_ floors: [Int], in width: Int) -> Int {
        if total(floors) <= width { return floors.count }
        var count = floors.count - 1
        while count > 1, total(Array(floors[..<count])) + ellipsis > width { count -= 1 }
        return max(1, min(count, floors.count))
    }

    /// Takes columns from the widest ones until all fit.
    private static func shrunk(_ wanted: [Int], floors: [Int], to width: Int) -> [Int] {
        var widths = wanted
        var excess = total(widths) - width
        while excess > 0 {
            let candidates = widths.indices.filter { widths[$0] > floors[$0] }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    /// What the footer says of it.
    func notes(cells shortened: Int, headers: Int, _ options: FormatOptions) -> [Message] {
        let place = options.guide.everything
        var notes: [Message] = []
        if !hidden.isEmpty { notes.append(hiddenColumns(place, in: options.width ?? 80)) }
        if shortened > 0 {
            let word = shortened == 1 ? "1 cell" : "\(shortened) cells"
            notes.append(Message("\(word) shortened (\(place) shows all)", ko: "\(shortened)칸 줄임 (\(place)은(는) 모두 표시)"))
        }
        if headers > 0 {
            let word = headers == 1 ? "1 header" : "\(headers) headers"
            notes.append(Message("\(word) shortened", ko: "머리글 \(headers)개 줄임"))
        }
        return notes
    }

    /// As many names as a line holds; of the others, where they are.
    private func hiddenColumns(_ place: String, in width: Int) -> Message {
        let count = hidden.count == 1 ? "1 column" : "\(hidden.count) columns"
        func note(_ names: String, _ rest: Message) -> Message {
            Message(
                "\(count) not shown: \(names)\(rest.english)", ko: "\(hidden.count)개 열 생략: \(names)\(rest.korean)")
        }
        let rest = Message(", ... (\(place) shows all)", ko: ", ... (\(place)은(는) 모두 표시)")
        var names = ""
        for (index, name) in hidden.map(SafeText.escaped).enumerated() {
            let longer = names.isEmpty ? name : names + ", " + name
            let isLast = index == hidden.count - 1
            guard index == 0 || DisplayWidth.of(note(longer, isLast ? Message("", ko: "") : rest).english) <= width
            else {
                return note(names, rest)
            }
            names = longer
        }
        return note(names, Message("", ko: ""))
    }
}

/// Draws a box whose layout is settled, and counts what it had to shorten.
struct BoxDrawing {
    let columns: [OutputColumn]
    let layout: BoxLayout
    let paint: Paint
    let showsHeader: Bool
    private(set) var shortened = 0
    private(set) var shortenedHeaders = 0

    init(columns: [OutputColumn], layout: BoxLayout, options: FormatOptions) {
        self.columns = columns
        self.layout = layout
        paint = Paint(isOn: options.usesColor)
        showsHeader = options.showsHeader
    }

    mutating func draw(_ cells: [[String]], isAbsent: (Int, Int) -> Bool, _ out: inout String) {
        let paint = paint
        rule("┌", "┬", "┐", &out)
        if showsHeader {
            line(columns.map(\.title), &out) { _, text in paint.strong(text) }
            line(columns.map(\.type), &out) { _, text in paint.dim(text) }
            shortenedHeaders = shortened
            rule("├", "┼", "┤", &out)
        }
        shortened = 0
        for (row, texts) in cells.enumerated().whileAllowed {
            line(texts, &out) { column, text in isAbsent(row, column) ? paint.dim(text) : text }
        }
        rule("└", "┴", "┘", &out)
    }

    private func rule(_ left: String, _ middle: String, _ right: String, _ out: inout String) {
        let widths = layout.widths + (layout.hidden.isEmpty ? [] : [1])
        let bars = widths.map { String(repeating: "─", count: $0 + 2) }
        out += paint.dim(left + bars.joined(separator: middle) + right) + "\n"
    }

    private mutating func line(_ texts: [String], _ out: inout String, painted: (Int, String) -> String) {
        let bar = paint.dim("│")
        for (column, width) in layout.widths.enumerated() {
            let text = SafeText.escaped(texts[column])
            let short = SafeText.shortened(text, to: width)
            if short != text { shortened += 1 }
            let padded = SafeText.padded(short, to: width, right: columns[column].isNumeric)
            out += "\(bar) \(painted(column, padded)) "
        }
        out += layout.hidden.isEmpty ? bar + "\n" : "\(bar) \(paint.dim("…")) \(bar)\n"
    }
}
