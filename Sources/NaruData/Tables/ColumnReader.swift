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

        /// What is read are ids, which are texts of the dataset only where an
        /// entity has them.
        func isReference(_ content: Field.Content) -> Bool {
            if case .key = self { return true }
            if case .link = content { return true }
            return false
        }
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
    let notation: CellNotation
    private let absents: AbsentTexts
    private let names: SchemaNames
    /// What all numbers of the column count.
    private let unit: String?
    /// Arrays and objects of JSON are texts as they are written.
    private let isRaw: Bool
    /// Of links, texts and the ids they stand for.
    private let spellings: [[UInt8]: [UInt8]]
    let texts: TextInterner
    /// Of a column of texts, whether hardly any comes twice.
    private var repetition = Repetition()
    /// Of a column of cases, their places by word.
    private let casePlaces: [Int32]
    /// Of a many-valued column, where each row's elements start.
    private(set) var offsets: [Int32] = [0]
    let isMany: Bool
    private(set) var bad: [BadCell] = []
    private(set) var badCount = 0
    /// Dates whose time is left out.
    private(set) var timedCount = 0

    init(
        _ role: Role, _ content: Field.Content, place: Int, isMany: Bool = false, isRequired: Bool = false,
        separator: String? = nil, _ reading: CellReading, form: TableForm, names: SchemaNames, texts: PieceTexts
    ) {
        self.role = role
        self.content = content
        self.place = place
        self.isMany = isMany
        self.isRequired = isRequired
        self.separator = Array((separator ?? "").utf8)
        notation = reading.notation
        absents = AbsentTexts(reading.absents)
        unit = reading.unit
        isRaw = reading.isRaw
        spellings = Dictionary(
            uniqueKeysWithValues: reading.spellings.map { (Array($0.key.utf8), Array($0.value.utf8)) })
        self.form = form
        self.names = names
        self.texts = texts.interner(role, content)
        casePlaces = if case .enumeration(let id) = content { names.places(in: id) } else { [] }
        buffer = ColumnBuffer(content)
    }

    /// One that reads the same column and has read nothing yet.
    init(like other: ColumnReader, texts: PieceTexts) {
        role = other.role
        content = other.content
        place = other.place
        isMany = other.isMany
        isRequired = other.isRequired
        separator = other.separator
        notation = other.notation
        absents = other.absents
        unit = other.unit
        isRaw = other.isRaw
        spellings = other.spellings
        form = other.form
        names = other.names
        self.texts = texts.interner(role, content)
        casePlaces = other.casePlaces
        buffer = ColumnBuffer(content)
    }

    private var isReference: Bool { role.isReference(content) }

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
    func read(_ cells: Cells, width: Int, rows: Int, firstRow: Int, in bytes: Bytes) {
        if isMany {
            readLists(cells, width, rows, firstRow, bytes)
        } else {
            switch content {
            case .text, .link: readTexts(cells, width, rows, firstRow, bytes)
            case .int where notation.isPlain: readInts(cells, width, rows, firstRow, bytes)
            case .int: readValues(cells, width, rows, firstRow, bytes)
            case .enumeration(let id): readCases(cells, width, rows, firstRow, bytes, id)
            case .bool, .decimal, .float, .date, .period, .duration, .geo, .quantity:
                readValues(cells, width, rows, firstRow, bytes)
            }
        }
        if isRequired { checkPresence(cells, width, rows, firstRow) }
    }

    private func readTexts(
        _ cells: Cells, _ width: Int, _ rows: Int, _ firstRow: Int, _ bytes: Bytes
    ) {
        let isJSON = form.isJSON
        let way: Way = isReference ? .reference : repetition.isRare ? .add : .intern
        let known = texts.count
        var absent: [Int] = []
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: rows) { codes in
            for row in 0..<rows {
                let cell = cells[row * width + place]
                codes[row] = TextInterner.noText
                if cell.isAbsent || way == .reference && cell.count == 0 || isAbsent(cell, bytes) {
                    absent.append(row)
                } else if isJSON, !isRaw, cell.isNested(in: bytes) {
                    absent.append(row)
                    note(cell, firstRow + row)
                } else {
                    codes[row] = code(of: cell, bytes, way)
                }
            }
            buffer.append(codes: UnsafeBufferPointer(codes), absent: absent)
        }
        repetition.note(rows: rows, new: texts.count - known)
    }

    private func readInts(
        _ cells: Cells, _ width: Int, _ rows: Int, _ firstRow: Int, _ bytes: Bytes
    ) {
        var absent: [Int] = []
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: rows) { values in
            for row in 0..<rows {
                let cell = cells[row * width + place]
                let text = trimmed(cell, bytes)
                let value = isNoValue(text) ? nil : WrittenNumber.int(text)
                values[row] = value ?? 0
                if value == nil {
                    absent.append(row)
                    if !isNoValue(text) { note(cell, firstRow + row) }
                }
            }
            buffer.append(ints: UnsafeBufferPointer(values), absent: absent)
        }
    }

    private func readCases(
        _ cells: Cells, _ width: Int, _ rows: Int, _ firstRow: Int, _ bytes: Bytes,
        _ enumeration: EnumerationID
    ) {
        var absent: [Int] = []
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: rows) { codes in
            for row in 0..<rows {
                let cell = cells[row * width + place]
                let text = trimmed(cell, bytes)
                let known = isNoValue(text) ? nil : names.place(ofCase: text, in: enumeration, casePlaces)
                codes[row] = known ?? 0
                if known == nil {
                    absent.append(row)
                    if !isNoValue(text) { note(cell, firstRow + row) }
                }
            }
            buffer.append(codes: UnsafeBufferPointer(codes), absent: absent)
        }
    }

    /// How texts get their codes.
    private enum Way { case intern, add, reference }

    @inline(__always)
    private func code(of cell: Cell, _ bytes: Bytes, _ way: Way) -> Int32 {
        guard !cell.hasEscapes else {
            return form.unescaped(cell, in: bytes).withUnsafeBufferPointer { code(of: $0, way) }
        }
        let start = Int(cell.start)
        return code(of: Bytes(rebasing: bytes[start..<start + cell.count]), way)
    }

    @inline(__always)
    private func code(of text: Bytes, _ way: Way) -> Int32 {
        switch way {
        case .intern: texts.intern(text)
        case .add: texts.add(text)
        case .reference: spellings.isEmpty ? texts.internReference(text) : respelled(text)
        }
    }

    private func respelled(_ text: Bytes) -> Int32 {
        guard let id = spellings[Array(text)] else { return texts.internReference(text) }
        return id.withUnsafeBufferPointer { texts.internReference($0) }
    }

    private func readValues(
        _ cells: Cells, _ width: Int, _ rows: Int, _ firstRow: Int, _ bytes: Bytes
    ) {
        for row in 0..<rows {
            let cell = cells[row * width + place]
            let text = trimmed(cell, bytes)
            if isNoValue(text) {
                buffer.appendAbsent()
            } else if appendObject(cell, bytes) {
                continue
            } else if !append(text) {
                buffer.appendAbsent()
                note(cell, firstRow + row)
            }
        }
    }

    /// Of texts, which are looked at only where something stands for none.
    @inline(__always)
    private func isAbsent(_ cell: Cell, _ bytes: Bytes) -> Bool {
        !absents.isEmpty && absents.contains(trimmed(cell, bytes))
    }

    @inline(__always)
    private func isNoValue(_ text: Bytes) -> Bool { text.isEmpty || !absents.isEmpty && absents.contains(text) }

    /// Without blanks at the ends: they mean nothing in numbers and dates.
    @inline(__always)
    private func trimmed(_ cell: Cell, _ bytes: Bytes) -> Bytes {
        trimmed(bytes, Int(cell.start), Int(cell.start) + cell.count)
    }

    @inline(__always)
    private func trimmed(_ bytes: Bytes, _ start: Int, _ end: Int) -> Bytes {
        var (start, end) = (start, end)
        while start < end, bytes[start] == .blank { start += 1 }
        while start < end, bytes[end - 1] == .blank { end -= 1 }
        return Bytes(rebasing: bytes[start..<end])
    }

    private func readLists(
        _ cells: Cells, _ width: Int, _ rows: Int, _ firstRow: Int, _ bytes: Bytes
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
        if appendObject(part, bytes) { return }
        if form.isJSON, part.isNested(in: bytes) { return note(cell, row) }
        guard !part.hasEscapes else {
            return form.unescaped(part, in: bytes).withUnsafeBufferPointer { readElements(of: $0, part, row) }
        }
        readElements(of: Bytes(rebasing: bytes[part.span.start..<part.span.end]), part, row)
    }

    /// The values between separators, which may be none.
    private func readElements(of text: Bytes, _ part: Cell, _ row: Int) {
        var start = 0
        while start <= text.count {
            let end = separatorPlace(in: text, from: start)
            let element = trimmed(text, start, end)
            if !isNoValue(element), !append(element) { note(part, row) }
            start = end + max(1, separator.count)
        }
    }

    /// Where the next separator begins, or the end of the text.
    @inline(__always)
    private func separatorPlace(in text: Bytes, from start: Int) -> Int {
        guard let first = separator.first else { return text.count }
        var place = start
        while place < text.count {
            if text[place] == first, separator.count == 1 || text[place...].starts(with: separator) { return place }
            place += 1
        }
        return text.count
    }

    /// False when the text is no value of this type; nothing is appended then.
    @inline(__always)
    private func append(_ text: Bytes) -> Bool {
        switch content {
        case .int:
            guard let value = notatedInt(text) ?? WrittenNumber.int(text) else { return false }
            buffer.append(int: value)
        case .float:
            guard let value = WrittenNumber.float(text) else { return false }
            buffer.append(float: value)
        case .decimal:
            guard let value = notatedNumber(text) ?? WrittenNumber.decimal(text) else { return false }
            buffer.append(decimal: value)
        case .date:
            guard let value = date(text) else { return false }
            buffer.append(date: value)
        case .text, .link: buffer.append(code: code(of: text, isReference ? .reference : .intern))
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
            var cursor = TextCursor(text)
            if let duration = ValueText.isoDuration(text) {
                buffer.append(duration: duration)
                return true
            }
            guard let duration = ValueText.duration(&cursor), cursor.position == text.count else { return false }
            buffer.append(duration: duration)
        case .geo:
            var cursor = TextCursor(text)
            guard let geo = ValueText.geo(&cursor), cursor.position == text.count else { return false }
            buffer.append(latitude: geo.latitude, longitude: geo.longitude)
        case .quantity where unit != nil: return append(amount: text)
        case .quantity:
            if case .number(let notation) = notation {
                guard let amount = notation.number(text) else { return false }
                buffer.append(
                    amount: amount, upper: amount, unit: texts.intern(notation.quantityUnit), qualifier: .exact)
                return true
            }
            var cursor = TextCursor(text)
            guard let quantity = ValueText.quantity(&cursor), cursor.position == text.count else { return false }
            buffer.append(
                amount: quantity.amount, upper: quantity.upper, unit: texts.intern(cursor.slice(quantity.unit)),
                qualifier: quantity.qualifier)
        }
        return true
    }

    /// The format that dates have to have.
    var pattern: String? {
        if case .date(.format(let format)) = notation { format.pattern } else { nil }
    }

    /// A date whose day and month could be either, where nothing says which.
    func openDay(_ text: String) -> WrittenDate? {
        guard pattern == nil else { return nil }
        let date = Array(text.utf8).withUnsafeBufferPointer { WrittenDate($0) }
        return date.isAmbiguous ? date : nil
    }

    private func date(_ text: Bytes) -> PartialDate? {
        let date =
            if case .date(let notation) = notation {
                notation.date(text)
            } else {
                DateText.isoDay(text) ?? DateText.date(text) ?? WrittenDate(text).date(nil)
            }
        if text.count > 10, date != nil, hasTime(text) { timedCount += 1 }
        return date
    }

    private func hasTime(_ text: Bytes) -> Bool {
        if case .date(.format(let format)) = notation, !format.leavesOutTime { return false }
        return DateText.hasTime(text)
    }

    private func notatedNumber(_ text: Bytes) -> ExactDecimal? {
        if case .number(let notation) = notation { notation.number(text) } else { nil }
    }

    private func notatedInt(_ text: Bytes) -> Int64? {
        notatedNumber(text).flatMap { $0.scale == 0 ? Int64(exactly: $0.mantissa) : nil }
    }

    /// An amount or coordinates as this program writes them in JSON.
    private func appendObject(_ cell: Cell, _ bytes: Bytes) -> Bool {
        guard form.isJSON, content == .quantity || content == .geo, cell.isNested(in: bytes) else { return false }
        let text =
            content == .geo
            ? JSONValueObject.placeText(cell, in: bytes) : JSONValueObject.amountText(cell, in: bytes)
        guard let text else { return false }
        return text.withUnsafeBufferPointer { (bytes: Bytes) -> Bool in append(bytes) }
    }

    /// A number whose unit the column has.
    private func append(amount text: Bytes) -> Bool {
        guard let unit, let number = WrittenNumber.decimal(text) else { return false }
        let amount = unit == "percent" ? number.hundredfold : number
        buffer.append(amount: amount, upper: amount, unit: texts.intern(unit), qualifier: .exact)
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

    private func checkPresence(_ cells: Cells, _ width: Int, _ rows: Int, _ firstRow: Int) {
        let isText = content == .text && !isReference
        for row in 0..<rows {
            let cell = cells[row * width + place]
            guard isText ? cell.isAbsent : cell.count == 0 else { continue }
            note(cells[row * width + place], firstRow + row)
        }
    }

    private func note(_ cell: Cell, _ row: Int) {
        badCount += 1
        if bad.count < DataIssues.limit { bad.append(BadCell(cell: cell, row: row)) }
    }
}

/// The texts that a piece of a table collects: ids and links by which entities
/// are found, and those that nobody asks for before the dictionary is made.
struct PieceTexts {
    let references: TextInterner
    let values: TextInterner

    func interner(_ role: ColumnReader.Role, _ content: Field.Content) -> TextInterner {
        role.isReference(content) ? references : values
    }
}

/// Whether texts of a column come again. One block in 32 is looked at.
private struct Repetition {
    private static let period = 32
    /// Fewer rows say too little.
    private static let leastRows = 512
    private var blocks = 0
    private var hasNew = false

    /// The next block is not looked at, since its texts are surely new.
    var isRare: Bool { hasNew && blocks % Self.period != 0 }

    mutating func note(rows: Int, new: Int) {
        if !isRare { hasNew = rows >= Self.leastRows && new * 8 >= rows * 7 }
        blocks += 1
    }
}

extension ExactDecimal {
    /// As a part of a hundred: `0.12` is 12 percent.
    fileprivate var hundredfold: ExactDecimal {
        if scale >= 2 { return ExactDecimal(mantissa: mantissa, scale: scale - 2).normalized }
        let (product, isTooLarge) = mantissa.multipliedReportingOverflow(by: scale == 1 ? 10 : 100)
        return isTooLarge ? self : ExactDecimal(mantissa: product, scale: 0)
    }
}
