import Naru
import NaruEngine
import NaruSyntax

/// A column as other programs take it: all its values have one type.
struct ExchangeColumn: Sendable {
    enum Kind: Hashable, Sendable { case truth, integer, number, text }

    enum Cell: Hashable, Sendable {
        case truth(Bool)
        case integer(Int64)
        case number(Double)
        case text(String)
    }

    let name: String
    let kind: Kind
    /// By row; nil where there is no value.
    let cells: [Cell?]

    /// The columns of a table but for some. A column of amounts in one unit each
    /// becomes one of numbers and one of units; what other programs have no type
    /// for becomes text, and so do numbers with more digits than they keep.
    static func all(of table: FigureTable, but hidden: Set<Int>) -> [ExchangeColumn] {
        var columns: [ExchangeColumn] = []
        for column in table.columns.indices where !hidden.contains(column) {
            columns += ExchangeColumn.columns(of: table, column)
        }
        return columns.namedApart
    }

    private static func columns(of table: FigureTable, _ column: Int) -> [ExchangeColumn] {
        let values = table.rows.map { $0[column] }
        let name = table.columns[column].name
        if table.columns[column].role == .quantity, let amounts = amounts(values) {
            return [
                ExchangeColumn(name: name, kind: .number, cells: amounts.map { $0?.amount }),
                ExchangeColumn(name: name + "_unit", kind: .text, cells: amounts.map { $0?.unit }),
            ]
        }
        for kind in [Kind.truth, .integer, .number] {
            let cells = values.map { cell($0, kind) }
            let fits = zip(values, cells).allSatisfy { $0 == .absent || $1 != nil }
            if fits, cells.contains(where: { $0 != nil }) {
                return [ExchangeColumn(name: name, kind: kind, cells: cells)]
            }
        }
        let plain = PlainText(language: table.language.rawValue)
        return [ExchangeColumn(name: name, kind: .text, cells: values.map { plain.text($0).map(Cell.text) })]
    }

    private static func cell(_ value: NaruEngine.Value, _ kind: Kind) -> Cell? {
        switch (value, kind) {
        case (.bool(let truth), .truth): .truth(truth)
        case (.int(let number), .integer): .integer(number)
        case (.int(let number), .number) where number.magnitude < 1 << 53: .number(Double(number))
        case (.float(let number), .number) where number.isFinite: .number(number)
        case (.decimal, .number): number(value.plainText).map(Cell.number)
        default: nil
        }
    }

    /// Digits that come back from a float as they went in.
    private static func number(_ digits: String) -> Double? {
        digits.utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count <= 15 ? Double(digits) : nil
    }

    /// Nil where an amount is uncertain.
    private static func amounts(_ values: [NaruEngine.Value]) -> [(amount: Cell, unit: Cell)?]? {
        var amounts: [(amount: Cell, unit: Cell)?] = []
        for value in values {
            switch value {
            case .quantity(let quantity) where quantity.qualifier == .exact:
                guard let amount = number(NaruEngine.Value.decimal(quantity.amount).plainText) else { return nil }
                amounts.append((.number(amount), .text(quantity.unit)))
            case .absent: amounts.append(nil)
            default: return nil
            }
        }
        return amounts
    }
}

extension [ExchangeColumn] {
    /// No two have the same name.
    fileprivate var namedApart: [ExchangeColumn] {
        var taken: Set<String> = []
        return map { column in
            var name = column.name
            var number = 2
            while !taken.insert(name).inserted {
                name = "\(column.name)_\(number)"
                number += 1
            }
            return ExchangeColumn(name: name, kind: column.kind, cells: column.cells)
        }
    }
}

extension ExchangeColumn.Cell {
    /// As XML and DOT write it.
    var text: String {
        switch self {
        case .truth(let truth): truth ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): ExchangeColumn.Cell.digits(number)
        case .text(let text): text
        }
    }

    /// Whole numbers without a fraction, others with the digits that tell them apart.
    static func digits(_ number: Double) -> String {
        number == number.rounded() && number.magnitude < 1e15
            ? String(NaruEngine.Value.float(number).plainText.prefix { $0 != "." }) : "\(number)"
    }
}
