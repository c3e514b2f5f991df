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
        if isText { return text(of: value).map(Notation.text) }
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
}

extension String {
    func withBytes<Result>(_ body: (Bytes) -> Result) -> Result {
        var copy = self
        return copy.withUTF8(body)
    }
}

/// Records of a program's values.
extension RecordReader {
    /// False where a field could not be read; it is reported then.
    func readFields(of record: MadeRecords.Record) -> Bool {
        var isSound = true
        for field in record.fields {
            startLine()
            if !read(field) { isSound = false }
        }
        return isSound
    }

    private func read(_ made: MadeRecords.Field) -> Bool {
        guard let id = made.name.text.withBytes({ names.field($0, of: header.type) }) else {
            unknownField(made.name.text, at: made.name.span)
            return false
        }
        let sink = sink(id)
        guard let language = language(made.language, of: sink.field) else { return false }
        if !sink.field.isMany, made.values.count > 1 { return holdsOneValue(sink.field, at: made.values[1].span) }
        let firstClaim = builder.claims.claims.count
        var isSound = true
        for value in made.values {
            if let read = read(value, sink) {
                finish(read, of: sink, language, at: value.span)
            } else {
                isSound = false
            }
        }
        guard isSound else {
            takeBack(from: firstClaim, sink)
            return false
        }
        for claim in builder.claims.claims[firstClaim...] { ranks.count(id, claim.language, .normal) }
        return true
    }

    /// The first language when none is given; nil after a report.
    private func language(_ word: MadeRecords.Word?, of field: Field) -> UInt8? {
        guard let word else { return 0 }
        guard field.isLocalized else { return hasNoLanguages(field, at: word.span) }
        return word.text.withBytes { names.language($0) } ?? unknownLanguage(word.text, at: word.span)
    }

    /// Appends the value to the sink; nil after a report.
    private func read(_ made: MadeRecords.MadeValue, _ sink: FieldSink) -> ReadValue? {
        let buffer = sink.buffer
        let end = made.span.end
        switch (sink.field.content, made.value) {
        case (.text, _):
            guard let text = made.text else { return readWritten(made, sink) }
            buffer.append(code: builder.texts.intern(text))
        case (.link(let types), .entity(let entity)):
            let type = entity.type.withBytes { names.type($0) }
            return link(entity.id, type.map { [$0] } ?? types, made, buffer)
        case (.link(let types), .text(let id)) where !id.contains(":"): return link(id, types, made, buffer)
        case (.bool, .bool(let value)): buffer.append(bool: value)
        case (.int, .int(let value)): buffer.append(int: value)
        case (.decimal, .decimal(let value)): buffer.append(decimal: value)
        case (.float, .float(let value)) where value.isFinite: buffer.append(float: value)
        case (.float, .int(let value)): buffer.append(float: Double(value))
        case (.date, .date(let date)): buffer.append(date: date)
        case (.period, .period(let start, let end)): buffer.append(start: start, end: end)
        case (.duration, .duration(let duration)): buffer.append(duration: duration)
        case (.geo, .geo(let latitude, let longitude)) where abs(latitude) <= 90 && abs(longitude) <= 180:
            buffer.append(latitude: latitude, longitude: longitude)
        case (.quantity, .quantity(let quantity)):
            buffer.append(
                amount: quantity.amount, upper: quantity.upper, unit: unit(quantity.unit),
                qualifier: quantity.qualifier)
        // Cases are found by their names, records by their ids, and a text for a
        // field of another type is what a data file would have.
        case (.bool, _), (.int, _), (.decimal, _), (.float, _), (.date, _), (.period, _), (.duration, _), (.geo, _),
            (.quantity, _), (.enumeration, _), (.link, _):
            return readWritten(made, sink)
        }
        return ReadValue(target: nil, end: end)
    }

    private func link(
        _ id: String, _ types: [TypeID], _ made: MadeRecords.MadeValue, _ buffer: ColumnBuffer
    ) -> ReadValue? {
        guard let target = linkTarget(id.withBytes { builder.texts.find($0) }, types, at: made.span) else { return nil }
        buffer.append(code: target)
        return ReadValue(target: target, end: made.span.end)
    }

    /// Reads a value where it stands in the text that messages show, so that
    /// what is wrong with it has a place.
    private func readWritten(_ made: MadeRecords.MadeValue, _ sink: FieldSink) -> ReadValue? {
        let whole = cursor
        defer { cursor = whole }
        cursor = TextCursor(Bytes(rebasing: whole.bytes[..<made.span.end]))
        cursor.position = made.span.start
        guard let value = readValue(sink) else { return nil }
        cursor.skipBlanks()
        guard cursor.position == made.span.end else {
            expected("the end of the value", ko: "값의 끝")
            return nil
        }
        return value
    }
}
