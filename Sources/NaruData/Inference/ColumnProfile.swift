import NaruEngine
import NaruSemantics
import NaruSyntax

/// What all the cells of a column say about it.
struct ColumnProfile {
    let header: String
    let content: Field.Content
    let isMany: Bool
    /// The different values, as texts; of a column of arrays their elements.
    private(set) var values: Set<String> = []
    /// Cells that are not empty.
    private(set) var filled = 0
    private(set) var rows = 0
    /// The date formats that all values fit.
    private(set) var formats = ColumnProfile.dateFormats

    private static let dateFormats: [(pattern: String, format: DateFormat)] = [
        "yyyy.MM.dd", "yyyy.M.d", "yyyy. M. d.", "yyyy. M. d", "yyyy/MM/dd", "yyyy/M/d", "yyyyMMdd", "yyyy년 M월 d일",
        "dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "d/M/yyyy", "MM/dd/yyyy", "M/d/yyyy", "yyyy-MM-dd HH:mm:ss",
    ].compactMap { pattern in DateFormat(pattern).map { (pattern, $0) } }

    /// Every cell has a value of its own.
    var isUnique: Bool { !isMany && filled == rows && values.count == rows && rows > 0 }

    /// The format of a column of dates that are not written as Naru does; nil
    /// where day and month could be either.
    var dateFormat: String? {
        guard content == .text || content == .int, !isMany, !values.isEmpty, let first = formats.first else {
            return nil
        }
        let isDayFirst = formats.contains { $0.pattern.first == "d" }
        let isMonthFirst = formats.contains { $0.pattern.first == "M" }
        return isDayFirst && isMonthFirst ? nil : first.pattern
    }

    /// The values where they are few and come again and again, in order of
    /// their texts.
    var cases: [String]? {
        guard content == .text, !isMany, (2...12).contains(values.count), filled >= values.count * 3,
            values.allSatisfy(Self.isCase)
        else { return nil }
        return values.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func isCase(_ text: String) -> Bool {
        guard let first = text.utf8.first, !first.isDigit, !SchemaReader.modifiers.contains(text) else { return false }
        return text.utf8.allSatisfy(\.isNameByte)
    }

    /// The columns of a table.
    static func all(of type: InferredType) -> [ColumnProfile] {
        let file = type.file
        let width = file.columns.count
        var profiles = (0..<width).map {
            ColumnProfile(header: file.columns[$0].text, content: type.contents[$0], isMany: type.areMany[$0])
        }
        _ = TableBlocks.forEach(of: file) { cells, rows, _, bytes in
            for place in 0..<width {
                for row in 0..<rows { profiles[place].add(cells[row * width + place], bytes, file.form) }
            }
        }
        return profiles
    }

    private init(header: String, content: Field.Content, isMany: Bool) {
        self.header = header
        self.content = content
        self.isMany = isMany
    }

    private mutating func add(_ cell: Cell, _ bytes: Bytes, _ form: TableForm) {
        rows += 1
        guard cell.count > 0 else { return }
        filled += 1
        guard form.isJSON, cell.isNested(in: bytes) else { return addValue(cell, bytes, form) }
        for element in cell.elements(in: bytes) { addValue(element, bytes, form) }
    }

    private mutating func addValue(_ cell: Cell, _ bytes: Bytes, _ form: TableForm) {
        let text = cell.hasEscapes ? form.unescaped(cell, in: bytes) : Array(bytes[cell.span.start..<cell.span.end])
        let (isNew, _) = values.insert(String(decoding: text, as: UTF8.self))
        guard isNew, !formats.isEmpty else { return }
        formats = formats.filter { candidate in text.withUnsafeBufferPointer { candidate.format.date($0) != nil } }
    }

    /// The parts of all values between semicolons; nil where none has one.
    var parts: Set<String>? {
        guard content == .text, !isMany, values.contains(where: { $0.contains(";") }) else { return nil }
        var parts: Set<String> = []
        for value in values {
            for part in value.split(separator: ";") {
                parts.insert(String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()))
            }
        }
        return parts
    }
}
