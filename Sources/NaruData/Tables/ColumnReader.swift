import NaruEngine
import NaruSemantics
import NaruSyntax

/// Reads the cells of one column into a growing buffer. The type is looked at
/// once a block of rows, not once a cell.
final class ColumnReader {
    /// What a column is for.
    enum Role {
        case value(FieldID, language: UInt8)
        case key
    }

    struct BadCell {
        var cell: Cell
        var row: Int
    }

    let role: Role
    let content: Field.Content
    let place: Int
    let buffer: ColumnBuffer
    let separator: [UInt8]
    let isRequired: Bool
    let form: TableForm
    private let dateFormat: DateFormat?
    private let names: SchemaNames
    private let texts: TextInterner
    /// Of a column of cases, their places by word.
    private let casePlaces: [Int32]
    /// Of a many-valued column, where each row's elements start.
    private(set) var offsets: [Int32] = [0]
    let isMany: Bool
    private(set) var bad: [BadCell] = []
    private(set) var badCount = 0

    init(
        _ role: Role, _ content: Field.Content, place: Int, isMany: Bool = false, isRequired: Bool = false,
        separator: String? = nil, dateFormat: DateFormat? = nil, form: TableForm, names: SchemaNames,
        texts: TextInterner
    ) {
        self.role = role
        self.content = content
        self.place = place
        self.isMany = isMany
        self.isRequired = isRequired
        self.separator = Array((separator ?? "").utf8)
        self.dateFormat = dateFormat
        self.form = form
        self.names = names
        self.texts = texts
        casePlaces = if case .enumeration(let id) = content { names.places(in: id) } else { [] }
        buffer = ColumnBuffer(content)
    }

    /// One that reads the same column and has read nothing yet.
    init(like other: ColumnReader, texts: TextInterner) {
        role = other.role
        content = other.content
        place = other.place
        isMany = other.isMany
        isRequired = other.isRequired
        separator = other.separator
        dateFormat = other.dateFormat
        form = other.form
        names = other.names
        self.texts = texts
        casePlaces = other.casePlaces
        buffer = ColumnBuffer(content)
    }

    /// What is read are ids, which are texts of the dataset only where an entity
    /// has them.
    private var isReference: Bool {
        if case .key = role { return true }
        if case .link = content { return true }
        return false
    }

    /// Takes values away, given their places in order: the elements of lists,
    /// or what then is absent.
    func remove(_ places: [Int]) {
        guard isMany else { return places.forEach { buffer.markAbsent(at: $0) } }
        buffer.removeCodes(at: places)
        var removed = 0
        for row in offsets.indices {
            while removed < places.count, places[removed] < Int(offsets[row]) { removed += 1 }
            offsets[row] -= Int32(removed)
        }
    }

    /// The column's values: a list a row if there may be many.
    var vector: Vector {
        guard isMany else { return buffer.vector }
        return Vector(count: offsets.count - 1, payload: .list(ListColumn(offsets: offsets, child: buffer.vector)))
    }

    /// The row whose list has this element.
    func row(ofElement element: Int) -> Int {
        var low = 0
        var high = offsets.count - 1
        while low + 1 < high {
            let middle = (low + high) / 2
            if Int(offsets[middle]) <= element { low = middle } else { high = middle }
        }
        return low
    }

    /// Reads this column of a block of rows that have `width` cells each.
    func read(_ cells: [Cell], width: Int, rows: Int, firstRow: Int, in bytes: Bytes) {
        cells.withUnsafeBufferPointer { cells in
            if isMany { return readLists(cells, width, rows, firstRow, bytes) }
            switch content {
            case .text, .link: readTexts(cells, width, rows, firstRow, bytes)
            case .int: readInts(cells, width, rows, firstRow, bytes)
            case .enumeration(let id): readCases(cells, width, rows, firstRow, bytes, id)
            default: readValues(cells, width, rows, firstRow, bytes)
            }
        }
        if isRequired { checkPresence(cells, width, rows, firstRow) }
    }

    private func readTexts(
        _ cells: UnsafeBufferPointer<Cell>, _ width: Int, _ rows: Int, _ firstRow: Int, _ bytes: Bytes
    ) {
        let isJSON = form.isJSON
        let isReference = isReference
        var absent: [Int] = []
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: rows) { codes in
            for row in 0..<rows {
                let cell = cells[row * width + place]
                codes[row] = TextInterner.noText
                if cell.count == 0 {
                    absent.append(row)
                } else if isJSON, cell.isNested(in: bytes) {
                    absent.append(row)
                    note(cell, firstRow + row)
                } else {
                    codes[row] = intern(cell, bytes, isReference)
                }
            }
            buffer.append(codes: UnsafeBufferPointer(codes), absent: absent)
        }
    }

    private func readInts(
        _ cells: UnsafeBufferPointer<Cell>, _ width: Int, _ rows: Int, _ firstRow: Int, _ bytes: Bytes
    ) {
        var absent: [Int] = []
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: rows) { values in
            for row in 0..<rows {
                let cell = cells[row * width + place]
                let text = trimmed(cell, bytes)
                let value = NumberText.int(text)
                values[row] = value ?? 0
                if value == nil {
                    absent.append(row)
                    if !text.isEmpty { note(cell, firstRow + row) }
                }
            }
            buffer.append(ints: UnsafeBufferPointer(values), absent: absent)
        }
    }

    private func readCases(
        _ cells: UnsafeBufferPointer<Cell>, _ width: Int, _ rows: Int, _ firstRow: Int, _ bytes: Bytes,
        _ enumeration: EnumerationID
    ) {
        var absent: [Int] = []
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: rows) { codes in
            for row in 0..<rows {
                let cell = cells[row * width + place]
                let text = trimmed(cell, bytes)
                let known = text.isEmpty ? nil : names.place(ofCase: text, in: enumeration, casePlaces)
                codes[row] = known ?? 0
                if known == nil {
                    absent.append(row)
                    if !text.isEmpty { note(cell, firstRow + row) }
                }
            }
            buffer.append(codes: UnsafeBufferPointer(codes), absent: absent)
        }
    }

    @inline(__always)
    private func intern(_ cell: Cell, _ bytes: Bytes, _ isReference: Bool) -> Int32 {
        guard !cell.hasEscapes else {
            return form.unescaped(cell, in: bytes).withUnsafeBufferPointer { intern($0, isReference) }
        }
        let start = Int(cell.start)
        return intern(Bytes(rebasing: bytes[start..<start + cell.count]), isReference)
    }

    @inline(__always)
    private func intern(_ text: Bytes, _ isReference: Bool) -> Int32 {
        isReference ? texts.internReference(text) : texts.intern(text)
    }

    private func readValues(
        _ cells: UnsafeBufferPointer<Cell>, _ width: Int, _ rows: Int, _ firstRow: Int, _ bytes: Bytes
    ) {
        for row in 0..<rows {
            let cell = cells[row * width + place]
            let text = trimmed(cell, bytes)
            if text.isEmpty {
                buffer.appendAbsent()
            } else if !append(text) {
                buffer.appendAbsent()
                note(cell, firstRow + row)
            }
        }
    }

    /// Without blanks at the ends: they mean nothing in numbers and dates.
    @inline(__always)
    private func trimmed(_ cell: Cell, _ bytes: Bytes) -> Bytes {
        var start = Int(cell.start)
        var end = start + cell.count
        while start < end, bytes[start] == .blank { start += 1 }
        while start < end, bytes[end - 1] == .blank { end -= 1 }
        return Bytes(rebasing: bytes[start..<end])
    }

    private func readLists(
        _ cells: UnsafeBufferPointer<Cell>, _ width: Int, _ rows: Int, _ firstRow: Int, _ bytes: Bytes
    ) {
        for row in 0..<rows {
            let cell = cells[row * width + place]
            if form.isJSON, cell.isList(in: bytes) {
                for element in cell.elements(in: bytes) { readElements(of: element, cell, firstRow + row, bytes) }
            } else {
                readElements(of: cell, cell, firstRow + row, bytes)
            }
            offsets.append(Int32(buffer.count))
        }
    }

    /// The values in `part`, which is `cell` or an element of it.
    private func readElements(of part: Cell, _ cell: Cell, _ row: Int, _ bytes: Bytes) {
        if form.isJSON, part.isNested(in: bytes) { return note(cell, row) }
        let whole = part.hasEscapes ? form.unescaped(part, in: bytes) : Array(bytes[part.span.start..<part.span.end])
        for text in split(whole) {
            text.withUnsafeBufferPointer { text in
                if !text.isEmpty, !append(text) { note(part, row) }
            }
        }
    }

    private func split(_ whole: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = [[]]
        var index = 0
        while index < whole.count {
            if !separator.isEmpty, whole[index...].starts(with: separator) {
                parts.append([])
                index += separator.count
            } else {
                parts[parts.count - 1].append(whole[index])
                index += 1
            }
        }
        return parts.map { part in
            let head = part.drop { $0 == .blank }
            return Array(head.reversed().drop { $0 == .blank }.reversed())
        }
    }

    /// False when the text is no value of this type; nothing is appended then.
    @inline(__always)
    private func append(_ text: Bytes) -> Bool {
        switch content {
        case .int:
            guard let value = NumberText.int(text) else { return false }
            buffer.append(int: value)
        case .float:
            guard let value = NumberText.float(text) else { return false }
            buffer.append(float: value)
        case .decimal:
            guard let value = NumberText.decimal(text) else { return false }
            buffer.append(decimal: value)
        case .date:
            guard let value = dateFormat.map({ $0.date(text) }) ?? DateText.isoDay(text) ?? DateText.date(text) else {
                return false
            }
            buffer.append(date: value)
        case .text, .link: buffer.append(code: intern(text, isReference))
        default: return appendRare(text)
        }
        return true
    }

    private func appendRare(_ text: Bytes) -> Bool {
        var cursor = TextCursor(text)
        switch content {
        case .bool:
            guard let value = Self.boolean(text) else { return false }
            buffer.append(bool: value)
        case .enumeration(let id):
            guard let place = names.place(ofCase: text, in: id) else { return false }
            buffer.append(code: place)
        case .period:
            guard let period = DateText.period(text) else { return false }
            buffer.append(start: period.start, end: period.end)
        case .duration:
            guard let duration = ValueText.duration(&cursor), cursor.position == text.count else { return false }
            buffer.append(duration: duration)
        case .geo:
            guard let geo = ValueText.geo(&cursor), cursor.position == text.count else { return false }
            buffer.append(latitude: geo.latitude, longitude: geo.longitude)
        case .quantity:
            guard let quantity = ValueText.quantity(&cursor), cursor.position == text.count else { return false }
            buffer.append(
                amount: quantity.amount, upper: quantity.upper, unit: texts.intern(cursor.slice(quantity.unit)),
                qualifier: quantity.qualifier)
        default: return false
        }
        return true
    }

    /// `true`, `false` in any case, `1` and `0`.
    static func boolean(_ text: Bytes) -> Bool? {
        switch String(decoding: text, as: UTF8.self).lowercased() {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }

    private func checkPresence(_ cells: [Cell], _ width: Int, _ rows: Int, _ firstRow: Int) {
        for row in 0..<rows where cells[row * width + place].count == 0 {
            note(cells[row * width + place], firstRow + row)
        }
    }

    private func note(_ cell: Cell, _ row: Int) {
        badCount += 1
        if bad.count < DataIssues.limit { bad.append(BadCell(cell: cell, row: row)) }
    }
}
