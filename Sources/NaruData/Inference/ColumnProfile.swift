import NaruEngine
import NaruSemantics
import NaruSyntax

/// What all the cells of a column say about it.
struct ColumnProfile {
    let header: String
    let column: InferredColumn
    var content: Field.Content { column.content }
    var isMany: Bool { column.isMany }
    /// The different values, as texts; of a column of arrays their elements.
    private(set) var values: Set<String> = []
    /// Cells that are not empty.
    private(set) var filled = 0
    private(set) var rows = 0
    private var found: Set<String> = []
    /// Texts that were taken for no value.
    var markers: [String] { content == .text ? [] : found.sorted() }
    /// All dates are written as Naru does.
    private var isPlainDate = true
    /// The date formats that all values fit.
    private(set) var formats = ColumnProfile.dateFormats

    private static let dateFormats: [(pattern: String, format: DateFormat)] = [
        "yyyy.MM.dd", "yyyy.M.d", "yyyy. M. d.", "yyyy. M. d", "yyyy/MM/dd", "yyyy/M/d", "yyyyMMdd", "yyyy년 M월 d일",
        "dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "d/M/yyyy", "MM/dd/yyyy", "M/d/yyyy",
    ].compactMap { pattern in DateFormat(pattern).map { (pattern, $0) } }

    /// The format of numbers and dates that are not written as Naru does.
    var format: String? {
        switch column.notation {
        case .plain: nil
        case .number(let notation): notation.pattern
        case .date(.format): CellTally.compactPattern
        case .date(.any(let order)): isPlainDate ? nil : formats.first?.pattern ?? order?.pattern
        }
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
        let width = file.width
        var profiles = file.columns.indices.map {
            ColumnProfile(header: file.columns[$0].text, column: type.columns[$0])
        }
        _ = TableBlocks.forEach(of: file) { cells, rows, _, bytes in
            for place in profiles.indices {
                for row in 0..<rows { profiles[place].add(cells[row * width + place], bytes, file.form) }
            }
        }
        return profiles
    }

    private init(header: String, column: InferredColumn) {
        self.header = header
        self.column = column
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
        let value = String(decoding: text, as: UTF8.self)
        if column.absents.contains(value) {
            filled -= 1
            if AbsentMarkers.known.contains(value) { found.insert(value) }
            return
        }
        let (isNew, _) = values.insert(value)
        guard isNew, content == .date else { return }
        isPlainDate = isPlainDate && text.withUnsafeBufferPointer { DateText.date($0) != nil }
        formats = formats.filter { candidate in text.withUnsafeBufferPointer { candidate.format.date($0) != nil } }
    }
}
