package import NaruEngine
package import NaruSyntax

/// A bar chart in text: a name, its number, and a bar of that length. Names
/// that are too long go on in the next line; nothing is shortened.
package struct BarWriter: ResultWriter {
    private let columns: [OutputColumn]
    private let chosen: BarColumns?
    private let options: FormatOptions
    private let human: HumanText
    private var rows: [(name: Value, number: Value)] = []

    package init(columns: [OutputColumn], options: FormatOptions) {
        self.columns = columns
        self.options = options
        chosen = BarColumns(columns)
        human = HumanText(language: options.language, absent: options.absent ?? "–")
    }

    package func begin(_ out: inout String) {}

    /// The measure depends on all rows, so they are kept until the end.
    package mutating func write(_ rows: ArraySlice<[Value]>, _ out: inout String) {
        guard let chosen else { return }
        self.rows += rows.map { ($0[chosen.label], $0[chosen.number]) }
    }

    package func refusal(at span: Span?) -> Diagnostic? {
        guard let chosen else { return BarColumns.refusal(of: columns, at: span) }
        var units: [String] = []
        for case .quantity(let quantity) in rows.map(\.number) where !units.contains(quantity.unit) {
            units.append(quantity.unit)
        }
        return BarColumns.refusal(ofUnits: units, in: columns[chosen.number].name, at: span)
    }

    package func end(_ end: ResultEnd, _ out: inout String) {
        if let chosen, !rows.isEmpty { draw(chosen, &out) }
        let footer = Footer(options: options).text(end)
        if !footer.isEmpty, !rows.isEmpty { out += "\n" }
        out += footer
    }

    private func draw(_ chosen: BarColumns, _ out: inout String) {
        let paint = Paint(isOn: options.usesColor)
        let heads = [chosen.label, chosen.number].map { options.showsHeader ? SafeText.escaped(columns[$0].name) : "" }
        let names = rows.map { human.text($0.name) }
        let numbers = rows.map { human.text($0.number) }
        let layout = BarLayout(
            names: names + [heads[0]], numbers: numbers + [heads[1]], width: options.width ?? BarLayout.standardWidth)
        let scale = BarScale(rows.flatMap { BarWriter.ends($0.number).map { [$0.0, $0.1] } ?? [] }, room: layout.room)
        if options.showsHeader { layout.write(heads[0], heads[1], bar: "", &out, paint.strong) }
        for (row, texts) in zip(rows, zip(names, numbers)) {
            let bar = BarWriter.ends(row.number).map { scale.bar($0.0, upTo: $0.1) } ?? ""
            layout.write(texts.0, texts.1, bar: bar, &out) { $0 }
        }
    }

    /// Where the bar ends, and where at most; nil for an absent number.
    private static func ends(_ value: Value) -> (Double, Double)? {
        switch value {
        case .int(let number): (Double(number), Double(number))
        case .decimal(let number): (number.double, number.double)
        case .float(let number): (number, number)
        case .quantity(let quantity): (quantity.amount.double, quantity.upper.double)
        default: nil
        }
    }
}

/// The three columns of a bar chart.
private struct BarLayout {
    static let standardWidth = 80
    private static let shortestName = 8
    private static let shortestBar = 10

    private let name: Int
    private let number: Int
    /// What is left for bars.
    let room: Int

    init(names: [String], numbers: [String], width: Int) {
        number = numbers.map { DisplayWidth.of($0) }.max() ?? 0
        let free = width - number - 4
        let wanted = names.map { DisplayWidth.of($0) }.max() ?? 0
        // Bars have half of the room, unless names need less than the other.
        name = min(wanted, max(free - max(free / 2, BarLayout.shortestBar), BarLayout.shortestName))
        room = max(free - name, 1)
    }

    func write(
        _ name: String, _ number: String, bar: String, _ out: inout String, _ painted: (String) -> String
    ) {
        let lines = DisplayWidth.of(name) > self.name ? TextFlow.wrapped(name, to: self.name) : [name]
        let first = SafeText.padded(lines.first ?? "", to: self.name)
        let row = "\(first)  \(SafeText.padded(number, to: self.number, right: true))  \(bar)"
        out += painted(String(row.reversed().drop { $0 == " " }.reversed())) + "\n"
        for line in lines.dropFirst() { out += painted(line) + "\n" }
    }
}
