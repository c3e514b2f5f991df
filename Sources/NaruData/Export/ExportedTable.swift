import NaruEngine
import NaruSemantics
import NaruSyntax

/// A table of some entities of one type, with its headings.
struct ExportedTable {
    /// A column of the table: a field, in one language if it has several.
    private struct Column {
        var field: Field
        var values: Vector
        /// The number of the first entity of `values`.
        var first: Int32
        var header: String
    }

    private let store: Store
    private let columns: [Column]
    private let keyIsField: Bool
    private(set) var separators: [FieldID: String] = [:]

    /// With `isWhole` the columns of all fields, else of those that the type
    /// declares itself and those that have a value.
    init(_ store: Store, _ type: TypeID, entities: [EntityNumber], isWhole: Bool) {
        self.store = store
        let schema = store.schema
        let fields = schema.allFields(of: type).map { schema[$0] }.filter {
            !$0.isInverse && schema.claims?.role(of: $0.id) == nil
        }
        keyIsField = schema[type].fields.contains { schema[$0].isKey }
        let cells = CellText(store: store)
        var columns: [Column] = []
        for field in fields {
            for column in Self.columns(of: field, store) {
                let texts = entities.lazy.map { cells.texts(of: field, column.values, row: Int($0 - column.first)) }
                let isNeeded = field.owner == type || field.isRequired || isWhole
                guard isNeeded && (!field.isLocalized || isWhole) || texts.contains(where: { !$0.isEmpty }) else {
                    continue
                }
                columns.append(column)
                if field.isMany { separators[field.id] = Self.separator(of: texts.joined()) }
            }
            // A field that the type declares has a column at least.
            if field.isLocalized, field.owner == type, !columns.contains(where: { $0.field.id == field.id }) {
                columns += Self.columns(of: field, store).prefix(1)
            }
        }
        self.columns = columns
    }

    private static func columns(of field: Field, _ store: Store) -> [Column] {
        let values = store.column(of: field.id)
        let first = store.range(of: field.owner).lowerBound
        guard case .localized(let languages) = values.payload else {
            return [Column(field: field, values: values, first: first, header: field.name)]
        }
        return zip(store.schema.languages, languages).map {
            Column(field: field, values: $1, first: first, header: "\(field.name).\($0)")
        }
    }

    /// What stands in no value of a list.
    private static func separator(of texts: some Sequence<String>) -> String {
        let candidates = [";", "|", "/", "\u{1F}"]
        return candidates.first { candidate in !texts.contains { $0.contains(candidate) } } ?? "\u{1F}"
    }

    var headings: [String] { (keyIsField ? [] : ["id"]) + columns.map(\.header) }
    var header: String { CellText.line(texts: headings) }

    func line(of entity: EntityNumber) -> String {
        let cells = CellText(store: store)
        return CellText.line(
            (keyIsField ? [] : [store.id(of: entity)])
                + columns.map { column in
                    let texts = cells.texts(of: column.field, column.values, row: Int(entity - column.first))
                    return texts.isEmpty ? nil : texts.joined(separator: separators[column.field.id] ?? "")
                })
    }
}

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
        case .bool, .int, .decimal, .float, .text, .date, .period, .duration, .geo, .quantity: store.texts[code]
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

    /// RFC 4180; an empty text stands in quotation marks, unlike what is absent.
    static func line(_ cells: [String?]) -> String {
        cells.map { $0.map(cell) ?? "" }.joined(separator: ",") + "\n"
    }

    /// A text that is empty is none.
    static func line(texts: [String]) -> String { line(texts.map { $0.isEmpty ? nil : $0 }) }

    private static func cell(_ text: String) -> String {
        guard text.isEmpty || text.utf8.contains(where: { [.comma, .quote, .newline, .carriageReturn].contains($0) })
        else {
            return text
        }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
