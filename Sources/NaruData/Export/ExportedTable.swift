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
    var header: String { CellText.line(headings) }

    func line(of entity: EntityNumber) -> String {
        let cells = CellText(store: store)
        return CellText.line(
            (keyIsField ? [] : [store.id(of: entity)])
                + columns.map { column in
                    cells.texts(of: column.field, column.values, row: Int(entity - column.first))
                        .joined(separator: separators[column.field.id] ?? "")
                })
    }
}
