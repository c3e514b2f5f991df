import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax

/// Collects the records of a dataset that a program makes from its own values.
///
/// Records are checked when all are there; then `Dataset(schema:)` reports what
/// is wrong with them, with the line of a data file that says the same.
///
///     let data = try Dataset(schema: "languages en\ntype city plural cities\n  name text label") { builder in
///         for name in ["Nara", "Busan"] { builder.add("city", id: name.lowercased(), ["name": Value(name)]) }
///     }
public struct DatasetBuilder {
    private(set) var records: MadeRecords
    private(set) var problems: [Diagnostic] = []

    init(_ schema: Schema) { records = MadeRecords(schema) }

    /// Adds one record.
    ///
    ///     let schema = """
    ///         languages ko, en
    ///         type city plural cities
    ///           name     text per language label
    ///           founded  date
    ///           twins    -> city many
    ///         """
    ///     let data = try Dataset(schema: schema) { builder in
    ///         builder.add("city", id: "nara", ["name.en": "Nara"])
    ///         builder.add(
    ///             "city", id: "siheung",
    ///             ["name.ko": "시흥시", "name.en": "Siheung", "founded": "1989-01", "twins": ["nara"]])
    ///     }
    ///
    /// - Parameters:
    ///   - type: The name of its type in the schema.
    ///   - id: Letters, digits, `-`, `_` and `.`; unique within the type.
    ///   - fields: Values by the names of fields; of a text in several languages
    ///     by `name.ko`, `name.en`. Texts are texts; for fields of other types a
    ///     text is written as in a data file: the case of an enum, `2023-10`,
    ///     `about 41 person`, the id of another record. A list is for a field of
    ///     many. An absent value is none.
    public mutating func add(_ type: String, id: String, _ fields: [String: Value] = [:]) {
        let record = "\(type) \(id)"
        guard records.add(type, id: id) else {
            problems.append(.unwritable(record))
            return
        }
        for (key, value) in fields.sorted(by: { $0.key < $1.key }) where !value.isAbsent {
            if !records.add(value.stored, to: key) {
                problems.append(.unwritable(value.description, field: key, of: record))
            }
        }
    }
}
