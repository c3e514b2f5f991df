import NaruEngine
import NaruSemantics
import NaruSyntax

/// Stored values as a table's cells hold them; what is read from them again is
/// the same value.
struct CellText {
    let store: Store

    /// One text for each value of a row; empty where it has none.
    func texts(of field: Field, _ column: Vector, row: Int) -> [String] {
        if case .list(let list) = column.payload {
            return (Int(list.offsets[row])..<Int(list.offsets[row + 1])).map { text(of: field, list.child, $0) }
        }
        guard column.valid?[row] ?? true else { return [] }
        return [text(of: field, column, row)]
    }

    private func text(of field: Field, _ column: Vector, _ row: Int) -> String {
        switch column.payload {
        case .code(let codes): text(of: field.content, code: codes[row])
        case .bool(let bits): bits[row] ? "true" : "false"
        case .int(let values): String(values[row])
        case .float(let values): values[row].plainText
        case .decimal(let values): values[row].description
        case .date(let dates): dates[row].description
        case .period(let start, let end): NaruEngine.Value.period(start[row], end[row]).plainText
        case .duration(let values): values[row].description
        case .geo(let latitude, let longitude): "\(latitude[row].plainText) \(longitude[row].plainText)"
        case .quantity(let quantities): text(quantities, row)
        // Nothing that is stored has another form below its lists.
        case .days, .numbers, .list, .record, .localized: ""
        }
    }

    private func text(of content: Field.Content, code: Int32) -> String {
        switch content {
        case .enumeration(let id): store.schema[id].cases[Int(code)].name
        case .link: store.id(of: code)
        default: store.texts[code]
        }
    }

    private func text(_ quantities: QuantityColumn, _ row: Int) -> String {
        let unit = store.texts[quantities.unit[row]]
        let isPlain = unit.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "%" }
        let isRank = unit == "preferred" || unit == "deprecated"
        return Quantity(
            amount: quantities.amount[row], upper: quantities.upper[row], unit: isPlain && !isRank ? unit : "`\(unit)`",
            qualifier: Quantity.Qualifier(rawValue: quantities.qualifier[row]) ?? .exact
        ).description
    }

    /// RFC 4180; an empty text stands in quotation marks where a line of its
    /// own would be blank.
    static func line(_ cells: [String]) -> String {
        if cells == [""] { return "\"\"\n" }
        return cells.map(cell).joined(separator: ",") + "\n"
    }

    private static func cell(_ text: String) -> String {
        guard text.utf8.contains(where: { [.comma, .quote, .newline, .carriageReturn].contains($0) }) else {
            return text
        }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
