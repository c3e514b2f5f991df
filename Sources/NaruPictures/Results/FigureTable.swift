import Naru
import NaruEngine
import NaruSyntax

/// The rows of a result as a picture reads them.
struct FigureTable {
    let columns: [FigureColumn]
    let rows: [[NaruEngine.Value]]
    let language: Language
    /// The stage of the query that left no row.
    let emptiedBy: String?
    private let human: HumanText

    init(columns: [FigureColumn], rows: [[NaruEngine.Value]], end: ResultEnd?, language: Language) {
        emptiedBy = end?.stages.dropFirst().first { $0.kept == 0 && $0.input > 0 }?.text
        self.columns = columns
        self.rows = rows
        self.language = language
        human = HumanText(language: language, absent: "–")
    }

    func text(_ row: Int, _ column: Int) -> String {
        let text = grouped(rows[row][column], column) ?? human.unescaped(rows[row][column])
        // Lines and blanks as the one blank that pictures show of them.
        return SafeText.escaped(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }

    /// An element of a list.
    func text(of value: NaruEngine.Value) -> String { SafeText.escaped(human.unescaped(value)) }

    func isAbsent(_ row: Int, _ column: Int) -> Bool { rows[row][column] == .absent }

    /// Numbers as amounts are written, with their digits in groups.
    private func grouped(_ value: NaruEngine.Value, _ column: Int) -> String? {
        guard columns[column].role == .number else { return nil }
        let amount: ExactDecimal? =
            switch value {
            case .int(let number): ExactDecimal(number)
            case .decimal(let number): number
            default: nil
            }
        return amount.map { QuantityWording(language: language).number($0) }
    }

    func measure(_ row: Int, _ column: Int) -> Measure? { Measure(rows[row][column]) }

    func time(_ row: Int, _ column: Int) -> TimeMark? {
        TimeMark(rows[row][column], isYear: columns[column].holdsYears)
    }

    /// Whether some columns count in whole numbers.
    func isWhole(_ columns: [Int]) -> Bool {
        rows.allSatisfy { row in
            columns.allSatisfy { column in
                guard let measure = Measure(row[column]) else { return true }
                return measure.low == measure.low.rounded() && measure.high == measure.high.rounded()
            }
        }
    }

    /// What a reader is told of a row: its columns, a line each.
    func words(_ row: Int, _ shown: [Int]? = nil) -> String {
        (shown ?? Array(columns.indices)).filter { columns[$0].role != .other }.map {
            "\(columns[$0].title): \(text(row, $0))"
        }.joined(separator: "\n")
    }

    /// The units of a column's quantities, in the order of the rows.
    func units(_ column: Int) -> [String] {
        var units: [String] = []
        for row in rows {
            if case .quantity(let quantity) = row[column], !units.contains(quantity.unit) {
                units.append(quantity.unit)
            }
        }
        return units
    }

    /// `budget (KRW)`
    func title(_ column: Int) -> String {
        let units = units(column).map { UnitWording(language: language).word($0) }.filter { !$0.isEmpty }
        return units.isEmpty ? columns[column].title : "\(columns[column].title) (\(units.joined(separator: ", ")))"
    }

    /// Those of some columns of numbers that have the unit of the first, and what
    /// is said of the others.
    func ofOneUnit(_ numbers: [Int]) throws(PictureProblem) -> (drawn: [Int], notes: [Message]) {
        let units = numbers.map { self.units($0) }
        for (place, units) in units.enumerated() where units.count > 1 {
            throw .units(units, in: columns[numbers[place]].name)
        }
        let others = numbers.indices.filter { units[$0] != units[0] }.map { numbers[$0] }
        let notes = others.map {
            Message("not drawn, in another unit: \(title($0))", ko: "단위가 달라 그리지 않음: \(title($0))")
        }
        return (numbers.filter { !others.contains($0) }, notes)
    }

    /// The different texts of a column, in the order of their first row.
    func groups(_ column: Int, of rows: [Int]) -> (names: [String], of: [Int]) {
        var names: [String] = []
        var numbers: [String: Int] = [:]
        let of = rows.map { row -> Int in
            let text = text(row, column)
            if let known = numbers[text] { return known }
            numbers[text] = names.count
            names.append(text)
            return names.count - 1
        }
        return (names, of)
    }
}

/// A few groups with a colour each, and the others with one together.
struct ColourGroups {
    /// By group; `Palette.count` for the others.
    let colours: [Int]
    /// The names of the colours, the others' last.
    let legend: [LegendEntry]

    /// The groups with the most weight have colours of their own.
    init(_ names: [String], weights: [Double], _ language: Language) {
        guard names.count > Palette.count else {
            colours = Array(names.indices)
            legend = names.enumerated().map { LegendEntry($1, $0) }
            return
        }
        let heaviest = names.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }.prefix(Palette.count - 1)
        let own = heaviest.sorted()
        var colours = [Int](repeating: Palette.count, count: names.count)
        for (colour, group) in own.enumerated() { colours[group] = colour }
        self.colours = colours
        let count = names.count - own.count
        let others = Message("\(count) others", ko: "그 밖의 \(count)가지")[language]
        legend = own.enumerated().map { LegendEntry(names[$1], $0) } + [LegendEntry(others, Palette.count)]
    }
}

struct LegendEntry: Hashable, Sendable {
    let name: String
    let colour: Int

    init(_ name: String, _ colour: Int) {
        self.name = name
        self.colour = colour
    }
}
