package import NaruEngine
package import NaruSemantics
import NaruSyntax

/// Records that a program makes of its own values, which are loaded as they are.
///
/// Beside them stands what a data file would say: messages and evidence show
/// it, and a dataset that is written out keeps it.
package struct MadeRecords {
    struct Word {
        var text: String
        var span: Span
    }

    struct MadeValue {
        var value: Value
        var span: Span

        /// What a field of texts holds of it.
        var text: String? { MadeRecords.text(of: value) }
    }

    struct Field {
        var name: Word
        var language: Word?
        var values: [MadeValue]
    }

    struct Record {
        var type: Word
        var id: Word
        var fields: [Field] = []
    }

    private(set) var records: [Record] = []
    private var utf8: [UInt8] = []
    private let schema: Schema
    private let names: SchemaNames

    package init(_ schema: Schema) {
        self.schema = schema
        names = SchemaNames(schema)
    }

    /// The records as a data file has them.
    var source: SourceText { SourceText(name: "records", utf8: utf8) }

    /// Begins a record; false for a type or id that no data file has.
    package mutating func add(_ type: String, id: String) -> Bool {
        guard Self.isPlain(type), Self.isPlain(id) else { return false }
        let type = write(type)
        write(" ")
        records.append(Record(type: type, id: write(id)))
        write("\n")
        return true
    }

    /// Gives the last record a field, `FIELD` or `FIELD.LANGUAGE`; false where
    /// that is no value of a data file.
    package mutating func add(_ value: Value, to key: String) -> Bool {
        guard let record = records.indices.last else { return false }
        let parts = key.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let values = if case .list(let items) = value { items } else { [value] }
        let isText = content(of: parts[0], in: records[record].type.text) == .text
        let texts = values.compactMap { Self.written($0, isText: isText) }
        guard parts.allSatisfy(Self.isPlain), texts.count == values.count else { return false }
        guard !values.isEmpty else { return true }
        write("  ")
        let words = parts.map { part in
            defer { write(" ") }
            return write(part)
        }
        var field = Field(name: words[0], language: words.dropFirst().first, values: [])
        for (value, text) in zip(values, texts) {
            if !field.values.isEmpty { write(", ") }
            field.values.append(MadeValue(value: value, span: write(text).span))
        }
        write("\n")
        records[record].fields.append(field)
        return true
    }

    @discardableResult
    private mutating func write(_ text: String) -> Word {
        let start = utf8.count
        utf8 += text.utf8
        return Word(text: text, span: Span(start, utf8.count))
    }

    private func content(of field: String, in type: String) -> NaruSemantics.Field.Content? {
        let type = type.withBytes { names.type($0) }
        return type.flatMap { type in field.withBytes { names.field($0, of: type) } }.map { schema[$0].content }
    }
}

/// How values are written in data files.
extension MadeRecords {
    /// Nil for what would not be read as one value.
    private static func written(_ value: Value, isText: Bool) -> String? {
        if isText { return text(of: value).map(quoted) }
        if case .entity(let entity) = value { return isPlain(entity.id) ? "\(entity.type):\(entity.id)" : nil }
        return isOneValue(value.plainText) ? value.plainText : nil
    }

    fileprivate static func text(of value: Value) -> String? {
        if case .text(let text) = value { return text }
        if case .localized(let texts) = value { return texts.first?.text }
        if case .enumeration(let name, _, _) = value { return name }
        return nil
    }

    /// What an id may consist of.
    private static func isPlain(_ text: String) -> Bool {
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

extension String {
    func withBytes<Result>(_ body: (Bytes) -> Result) -> Result {
        var copy = self
        return copy.withUTF8(body)
    }
}
