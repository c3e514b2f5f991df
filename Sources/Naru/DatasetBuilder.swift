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
    private let schema: Schema
    private(set) var records = ""
    private(set) var problems: [Diagnostic] = []

    init(_ schema: Schema) { self.schema = schema }

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
        guard RecordText.isPlain(type), RecordText.isPlain(id) else {
            problems.append(.unwritable(record))
            return
        }
        let known = schema.types.first { $0.name == type }.map { schema.allFields(of: $0.id).map { schema[$0] } }
        records += record + "\n"
        for (key, value) in fields.sorted(by: { $0.key < $1.key }) where !value.isAbsent {
            let parts = key.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let field = known?.first { $0.name == parts[0] }
            let texts = (value.list ?? [value]).compactMap { RecordText.text(of: $0, in: field) }
            guard parts.allSatisfy(RecordText.isPlain), texts.count == value.list?.count ?? 1 else {
                problems.append(.unwritable(value.description, field: key, of: record))
                continue
            }
            guard !texts.isEmpty else { continue }
            records += "  " + parts.joined(separator: " ") + " " + texts.joined(separator: ", ") + "\n"
        }
    }
}

/// How values are written in data files.
enum RecordText {
    /// Nil for what would not be read as one value again.
    static func text(of value: Value, in field: Field?) -> String? {
        if field?.content == .text { return value.text.map(quoted) }
        if let entity = value.entity { return isPlain(entity.id) ? "\(entity.type):\(entity.id)" : nil }
        if let coordinate = value.coordinate { return "\(coordinate.latitude) \(coordinate.longitude)" }
        let text = value.description
        return isOneValue(text) ? text : nil
    }

    /// What an id may consist of.
    static func isPlain(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || $0.properties.numericType != nil || "-_.".unicodeScalars.contains($0)
            }
    }

    /// Nothing in it begins another value, a comment, a citation or a line.
    private static func isOneValue(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && $0.value != 0x7F && !",#<\"'\\".unicodeScalars.contains($0)
            }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x85:
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
