import NaruEngine
import NaruSyntax

/// Takes the elements of a sheet.
final class SheetReceiver: XMLReceiver {
    // A struct of its own, which only the calls of the parser change, one after
    // another.
    @exclusivity(unchecked) var cells: SheetCells

    init(_ cells: SheetCells) { self.cells = cells }

    func start(_ name: XMLName, _ attributes: XMLAttributes) { cells.start(name, attributes) }
    func end(_ name: XMLName) { cells.end(name) }
    func text(_ bytes: Bytes) { cells.text(bytes) }
}

/// Takes the cells of a sheet, row by row, into a grid.
struct SheetCells {
    private enum Kind { case number, shared, text, inline, bool, error, date }

    private(set) var grid: SheetGrid
    private let texts: SharedTexts
    private let formats: [CellFormat]
    private let calendar: SheetCalendar
    /// Whether rows or cells don't stand in their order.
    private(set) var isDisordered = false
    /// Whether a row doesn't say which it is.
    private var lacksNumbers = false
    private var firstRow = 0
    private var row = 0
    private var isInRow = false
    /// Of elements within a cell, 1 for the cell itself.
    private var level = 0
    /// Whether a row or a cell has a part that none has, which may be a
    /// misspelt one.
    private(set) var isStrange = false
    private var column = -1
    private var kind = Kind.number
    private var format = CellFormat.number
    private var hasFormula = false
    private var isInValue = false
    private var value: [UInt8] = []
    private var inline = XMLCellText()

    init(
        _ texts: SharedTexts, _ formats: [CellFormat], _ calendar: SheetCalendar, capacity: Int, isPiece: Bool = false
    ) {
        self.texts = texts
        self.formats = formats
        self.calendar = calendar
        grid = SheetGrid(capacity: capacity, isPiece: isPiece)
    }

    /// Without any cells, for rows further below.
    func piece(capacity: Int) -> SheetCells {
        SheetCells(texts, formats, calendar, capacity: capacity, isPiece: true)
    }

    /// The last row has been taken.
    mutating func finish() { grid.endRow() }

    /// Adds those of the rows below. False where these don't stand below, or
    /// count from rows that they don't know.
    mutating func append(_ next: SheetCells) -> Bool {
        guard !next.isDisordered, !next.isStrange, !next.lacksNumbers, next.firstRow == 0 || next.firstRow > row else {
            return false
        }
        row = max(row, next.row)
        grid.append(next.grid)
        return true
    }

    // MARK: - Elements

    mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
        note(name)
        switch name {
        case "c": startCell(attributes)
        case "v":
            isInValue = true
            value.removeAll(keepingCapacity: true)
        case "row": startRow(attributes)
        case "f": hasFormula = true
        case "mergeCell": if let area = attributes.bytes("ref").flatMap(CellArea.init) { grid.merges.append(area) }
        case "t", "rPh": inline.start(name)
        default: break
        }
    }

    /// What stands directly in a row or in a cell.
    @inline(__always)
    private mutating func note(_ name: XMLName) {
        guard isInRow else { return }
        switch level {
        case 0:
            // Behind the cells stands what other programs add.
            if name == "c" { level = 1 } else if name == "extLst" { isInRow = false } else { isStrange = true }
        case 1:
            level = 2
            if name != "v", name != "f", name != "is", name != "extLst" { isStrange = true }
        default: level += 1
        }
    }

    mutating func end(_ name: XMLName) {
        if level > 0 { level -= 1 }
        switch name {
        case "c": endCell()
        case "v": isInValue = false
        case "row": isInRow = false
        case "t", "rPh": inline.end(name)
        default: break
        }
    }

    mutating func text(_ bytes: Bytes) {
        if isInValue { value.append(contentsOf: bytes) } else if kind == .inline { inline.append(bytes) }
    }

    private mutating func startRow(_ attributes: XMLAttributes) {
        let written = attributes.bytes("r")
        let next = written.map { Self.number($0) ?? 0 } ?? row + 1
        if next <= row || next > CellArea.mostRows { isDisordered = true }
        if written == nil { lacksNumbers = true }
        if row == 0 { firstRow = next }
        row = next
        column = -1
        isInRow = true
        grid.start(row)
    }

    private mutating func startCell(_ attributes: XMLAttributes) {
        let written = Attributes(attributes)
        let place =
            written.place.map { CellArea.place($0) ?? (row: 0, column: 0) } ?? (row: row, column: column + 1)
        if !isInRow || place.row != row || place.column <= column || place.column >= CellArea.mostColumns {
            isDisordered = true
        }
        column = place.column
        let style = written.style.map { Self.number($0) ?? Int.max } ?? 0
        format = formats.indices.contains(style) ? formats[style] : .number
        if style > 0, style >= formats.count { grid.note(.format, column) }
        kind = written.kind.map(Self.kind) ?? .number
        hasFormula = false
        value.removeAll(keepingCapacity: true)
        inline.clear()
    }

    /// Those of a cell, found in one pass: sheets are mostly cells.
    private struct Attributes {
        var place: Bytes?
        var style: Bytes?
        var kind: Bytes?

        @inline(__always)
        init(_ attributes: XMLAttributes) {
            attributes.forEachOfOneLetter { letter, value in
                switch letter {
                case UInt8(ascii: "r"): place = value
                case UInt8(ascii: "s"): style = value
                case UInt8(ascii: "t"): kind = value
                default: break
                }
            }
        }
    }

    private static func kind(_ word: Bytes) -> Kind {
        switch word.first {
        case UInt8(ascii: "s"): word.count == 1 ? .shared : .text
        case UInt8(ascii: "i"): .inline
        case UInt8(ascii: "b"): .bool
        case UInt8(ascii: "e"): .error
        case UInt8(ascii: "d"): .date
        default: .number
        }
    }

    private static func number(_ digits: Bytes) -> Int? {
        guard !digits.isEmpty, digits.count < 10 else { return nil }
        var number = 0
        for digit in digits {
            guard digit.isDigit else { return nil }
            number = number * 10 + Int(digit - .zero)
        }
        return number
    }

    // MARK: - Cells

    private mutating func endCell() {
        guard !isDisordered else { return }
        if hasFormula, value.isEmpty, kind != .text { return grid.note(.formula, column) }
        switch kind {
        case .shared:
            guard let place = value.withUnsafeBufferPointer(Self.number), place < texts.count else {
                return value.isEmpty ? () : grid.note(.value, column)
            }
            if !texts.isEmpty(place) { grid.append(at: column, .text) { [texts] in texts.append(place, to: &$0) } }
        case .text: appendText(value)
        case .inline: appendText(inline.bytes)
        case .bool:
            appendTruth()
        case .error: grid.note(.error, column)
        case .date: appendWrittenDate()
        case .number: if !value.isEmpty { appendNumber() }
        }
    }

    private mutating func appendTruth() {
        let isTrue = value.elementsEqual("1".utf8) || value.elementsEqual("true".utf8)
        guard isTrue || value.elementsEqual("0".utf8) || value.elementsEqual("false".utf8) else {
            return value.isEmpty ? () : grid.note(.value, column)
        }
        let word: StaticString = isTrue ? "true" : "false"
        grid.append(at: column, .word) { $0.append(contentsOf: Self.bytes(word)) }
    }

    private static func bytes(_ word: StaticString) -> Bytes {
        Bytes(start: word.utf8Start, count: word.utf8CodeUnitCount)
    }

    private mutating func appendText(_ text: [UInt8]) {
        guard !text.isEmpty else { return }
        grid.append(at: column, .text) { XMLCellText.appendJSON(text, to: &$0) }
    }

    /// `2023-10-31T00:00:00`
    private mutating func appendWrittenDate() {
        let day = value.prefix { $0 != UInt8(ascii: "T") }
        if value.dropFirst(day.count + 1).contains(where: { $0.isDigit && $0 != .zero }) { grid.note(.time, column) }
        grid.append(at: column, .text) { $0 += [.quote] + day.filter { $0.isDigit || $0 == .minus } + [.quote] }
    }

    private mutating func appendNumber() {
        switch format {
        case .day, .time, .hours: appendMoment()
        case .code(let shape): appendCode(Array(shape.utf8))
        case .percent: append(number: .unit("percent"))
        case .money(let code, let power): append(number: .unit(code), power: power)
        case .number: append(number: .word)
        }
    }

    private mutating func append(number content: SheetGrid.Content, power: Int = 0) {
        if power > 0 {
            let factor = (0..<power).reduce(1.0) { product, _ in product * 10 }
            // Sixteen digits are more than a cell keeps.
            value = Self.double(value).map { Array("\(($0 * factor * 1e6).rounded() / 1e6)".utf8) } ?? value
            if value.suffix(2) == [.dot, .zero] { value.removeLast(2) }
        }
        // Files have numbers with all the digits that tell them apart, which
        // are more than were typed.
        if value.count <= 15, Self.isPlain(value) { return grid.append(at: column, content) { [value] in $0 += value } }
        guard let number = Self.double(value) else { return grid.note(.value, column) }
        let text =
            abs(number) < 1e15 && number == number.rounded() ? String(Int(number)) : number.description
        grid.append(at: column, content) { $0 += Array(text.utf8) }
    }

    /// `-12.5`
    private static func isPlain(_ number: [UInt8]) -> Bool {
        var (digits, hasDot, place) = (0, false, number.first == .minus ? 1 : 0)
        while place < number.count {
            if number[place].isDigit {
                digits += 1
            } else if number[place] == .dot, digits > 0, !hasDot {
                (hasDot, digits) = (true, 0)
            } else {
                return false
            }
            place += 1
        }
        return digits > 0
    }

    /// Of decimal digits alone: the standard library reads others, too.
    private static func double(_ number: [UInt8]) -> Double? {
        guard number.allSatisfy({ $0.isDigit || $0 == .minus || $0 == .plus || $0 == .dot || $0 & 0xDF == 0x45 }) else {
            return nil
        }
        return Double(String(decoding: number, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    }

    private mutating func appendCode(_ shape: [UInt8]) {
        let places = shape.count(where: { $0 == .zero })
        guard value.allSatisfy(\.isDigit), value.count <= places else { return append(number: .word) }
        var digits = ([UInt8](repeating: .zero, count: places - value.count) + value)[...]
        let code = shape.map { $0 == .zero ? digits.removeFirst() : $0 }
        grid.append(at: column, .text) { $0 += [.quote] + code + [.quote] }
    }

    /// A number whose format shows a day or a time.
    private mutating func appendMoment() {
        if format == .day, let serial = value.withUnsafeBufferPointer(Self.number), let day = calendar.day(serial) {
            return append(day: day)
        }
        guard let number = Self.double(value), abs(number) < 1e7 else {
            return grid.note(.noDay, column)
        }
        // To the second; what is beyond is dust of the calculation.
        let seconds = Int((number * 86400).rounded())
        let (serial, time) = seconds.quotientAndRemainder(dividingBy: 86400)
        if format == .hours, number >= 0 { return append(time: seconds) }
        if format == .time, time != 0 || serial == 0, number >= 0 { return append(time: seconds) }
        guard let day = calendar.day(serial), time >= 0 else { return grid.note(.noDay, column) }
        if time != 0 { grid.note(.time, column) }
        append(day: day)
    }

    private mutating func append(day: Int) {
        let date = SheetCalendar.date(day)
        grid.append(at: column, .text) { result in
            result.append(.quote)
            Self.append(date.year, digits: 4, to: &result)
            result.append(.minus)
            Self.append(date.month, digits: 2, to: &result)
            result.append(.minus)
            Self.append(date.day, digits: 2, to: &result)
            result.append(.quote)
        }
    }

    /// `13:30`, and more than a day as its hours.
    private mutating func append(time seconds: Int) {
        grid.append(at: column, .text) { result in
            result.append(.quote)
            Self.append(seconds / 3600, digits: 2, to: &result)
            result.append(UInt8(ascii: ":"))
            Self.append(seconds / 60 % 60, digits: 2, to: &result)
            if seconds % 60 != 0 {
                result.append(UInt8(ascii: ":"))
                Self.append(seconds % 60, digits: 2, to: &result)
            }
            result.append(.quote)
        }
    }

    private static func append(_ number: Int, digits: Int, to result: inout [UInt8]) {
        var scale = 1
        for _ in 1..<digits { scale *= 10 }
        while number / scale >= 10 { scale *= 10 }
        while scale > 0 {
            result.append(.zero + UInt8(number / scale % 10))
            scale /= 10
        }
    }
}
