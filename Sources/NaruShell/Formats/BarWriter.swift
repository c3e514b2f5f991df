package import Naru
package import NaruEngine
package import NaruSyntax

/// A bar chart in text: a name, its number, and a bar of that length. Names
/// that are too long go on in the next line; nothing is shortened.
package struct BarWriter: ResultWriter {
    private let columns: [OutputColumn]
    private let chosen: BarColumns?
    private let options: FormatOptions
    private let human: HumanText
    private var rows: [(name: NaruEngine.Value, number: NaruEngine.Value)] = []

    package init(columns: [OutputColumn], options: FormatOptions) {
        self.columns = columns
        self.options = options
        chosen = BarColumns(columns)
        human = HumanText(language: options.language, absent: options.absent ?? "–")
    }

    package func begin(_ out: inout String) {}

    /// The measure depends on all rows, so they are kept until the end.
    package mutating func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) {
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
        let heads = [chosen.label, chosen.number].map { options.showsHeader ? SafeText.escaped(columns[$0].title) : "" }
        let names = rows.whileAllowed.map { human.text($0.name) }
        let numbers = rows.whileAllowed.map { human.text($0.number) }
        let layout = BarLayout(
            names: names + [heads[0]], numbers: numbers + [heads[1]], width: options.width ?? BarLayout.standardWidth)
        let scale = BarScale(rows.flatMap { BarWriter.ends($0.number).map { [$0.0, $0.1] } ?? [] }, room: layout.room)
        if options.showsHeader { layout.write(heads[0], heads[1], bar: "", &out, paint.strong) }
        for (row, texts) in zip(rows, zip(names, numbers)).whileAllowed {
            let bar = BarWriter.ends(row.number).map { scale.bar($0.0, upTo: $0.1) } ?? ""
            layout.write(texts.0, texts.1, bar: bar, &out) { $0 }
        }
    }

    /// Where the bar ends, and where at most; nil for an absent number.
    private static func ends(_ value: NaruEngine.Value) -> (Double, Double)? {
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

/// Which columns of a result a bar chart shows.
struct BarColumns {
    var label: Int
    var number: Int

    /// The first column that names its rows and the first of numbers. Where
    /// nothing but numbers comes, as in a count for each year, the first ones
    /// are the names.
    init?(_ columns: [OutputColumn]) {
        let numbers = columns.indices.filter { columns[$0].isNumeric }
        if let label = columns.firstIndex(where: \.isLabel), let number = numbers.first {
            self.init(label: label, number: number)
        } else if numbers.count >= 2 {
            self.init(label: numbers[0], number: numbers[1])
        } else {
            return nil
        }
    }

    private init(label: Int, number: Int) {
        self.label = label
        self.number = number
    }

    /// What columns without names or without numbers are told.
    static func refusal(of columns: [OutputColumn], at span: Span?) -> Diagnostic? {
        guard BarColumns(columns) == nil else { return nil }
        let lacksNumbers = !columns.contains(where: \.isNumeric)
        let message =
            lacksNumbers
            ? Message("a bar chart needs a column of numbers", ko: "막대그래프에는 수가 있는 열이 필요합니다")
            : Message("a bar chart needs a column that names its bars", ko: "막대그래프에는 막대의 이름이 될 열이 필요합니다")
        let help =
            lacksNumbers
            ? Message(
                "count something: `… | group by country into n: count()`",
                ko: "무엇인가를 세어 보세요: `… | group by country into n: count()`")
            : Message(
                "select one next to the number: `… | select label, n`", ko: "수와 함께 이름을 고르세요: `… | select label, n`")
        let other = Message("every other format shows these columns", ko: "다른 형식은 모두 이 열들을 보여 줍니다")
        return Diagnostic(.barColumns, .error, message, at: span, help: [help, other])
    }

    /// Amounts in several units have no common length.
    static func refusal(ofUnits units: [String], in column: String, at span: Span?) -> Diagnostic? {
        guard units.count > 1 else { return nil }
        let list = units.prefix(4).joined(separator: ", ") + (units.count > 4 ? ", …" : "")
        let (first, second) = (units[0], units[1])
        return Diagnostic(
            .barUnits, .error,
            Message("bars in different units have no common length: \(list)", ko: "단위가 다르면 막대의 길이를 견줄 수 없습니다: \(list)"),
            at: span,
            help: [
                Message(
                    "keep one unit: `… | where \(column).unit = \"\(first)\"`",
                    ko: "한 단위만 남기세요: `… | where \(column).unit = \"\(first)\"`"),
                Message(
                    "or convert at a rate: `convert(\(column), 1 \(second), … \(first))`",
                    ko: "또는 환율로 바꾸세요: `convert(\(column), 1 \(second), … \(first))`"),
            ])
    }
}

extension DiagnosticCode {
    static let barColumns = DiagnosticCode("E5220")
    static let barUnits = DiagnosticCode("E5221")
}

/// How long bars are: all numbers in one measure, to the right of zero, and
/// to the left where there are negative ones.
struct BarScale {
    /// Terminal columns for negative bars; 0 where there are none.
    let left: Int
    let right: Int
    /// Eighths of a column for a number of this size.
    private let eighths: (Double) -> Double

    init(_ numbers: [Double], room: Int) {
        let largest = numbers.map(\.magnitude).max() ?? 0
        // Shares of the largest, so that sums stay finite.
        let lowest = largest > 0 ? -(numbers.min() ?? 0) / largest : 0
        let highest = largest > 0 ? (numbers.max() ?? 0) / largest : 0
        guard lowest > 0 else {
            (left, right) = (0, room)
            eighths = { largest > 0 ? $0 / largest * Double(room * 8) : 0 }
            return
        }
        // The line at zero takes a column.
        let inner = max(room - 1, 2)
        let above = max(highest, 0)
        let share = Int((Double(inner) * lowest / (lowest + above)).rounded())
        let left = above > 0 ? min(max(share, 1), inner - 1) : inner
        let right = inner - left
        let unit = above > 0 ? min(Double(left) / lowest, Double(right) / above) : Double(left) / lowest
        (self.left, self.right) = (left, right)
        eighths = { $0 / largest * unit * 8 }
    }

    /// The bar of a number that reaches at most `upper`, which is shown lighter.
    func bar(_ number: Double, upTo upper: Double) -> String {
        guard left > 0 else { return positive(number, upper) }
        let blank = String(repeating: " ", count: left)
        if number >= 0 { return blank + "│" + positive(number, upper) }
        let bar = negative(number)
        return blank.dropLast(bar.count) + bar + "│"
    }

    private func positive(_ number: Double, _ upper: Double) -> String {
        guard number >= 0 else { return "" }
        let length = length(number, at: right)
        let bar = String(repeating: "█", count: length / 8) + BarScale.rightParts[length % 8]
        guard upper > number else { return bar }
        let end = (self.length(upper, at: right) + 7) / 8
        return bar + String(repeating: "░", count: max(0, end - bar.count))
    }

    /// Blocks that stand at the right edge come as an eighth, a half and a whole.
    private func negative(_ number: Double) -> String {
        let length = length(-number, at: left)
        return BarScale.leftParts[length % 8] + String(repeating: "█", count: length / 8)
    }

    /// What is not zero has a bar, however short.
    private func length(_ number: Double, at room: Int) -> Int {
        number > 0 ? min(max(Int(eighths(number).rounded()), 1), room * 8) : 0
    }

    private static let rightParts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    private static let leftParts = ["", "▕", "▕", "▐", "▐", "▐", "▐", "█"]
}
