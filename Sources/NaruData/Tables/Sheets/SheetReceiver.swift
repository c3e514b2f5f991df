import NaruEngine
import NaruSyntax

/// Takes the cells of a sheet, row by row, into a grid.
final class SheetReceiver: XMLReceiver {
    private enum Kind { case number, shared, text, inline, bool, error, date }

    private var grid: SheetGrid
    private let texts: SharedTexts
    private let formats: [CellFormat]
    private let calendar: SheetCalendar
    /// Whether rows or cells don't stand in their order.
    private(set) var isDisordered = false
    private var row = 0
    private var column = -1
    private var kind = Kind.number
    private var format = CellFormat.number
    private var hasFormula = false
    private var isInValue = false
    private var value: [UInt8] = []
    private var inline = XMLCellText()

    init(_ texts: SharedTexts, _ formats: [CellFormat], _ calendar: SheetCalendar, capacity: Int) {
        self.texts = texts
        self.formats = formats
        self.calendar = calendar
        grid = SheetGrid(capacity: capacity)
    }

    /// The grid when all rows have been taken.
    var finished: SheetGrid {
        grid.finish()
        return grid
    }

    // MARK: - Elements

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
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

    func end(_ name: XMLName) {
        switch name {
        case "c": endCell()
        case "v": isInValue = false
        case "t", "rPh": inline.end(name)
        default: break
        }
    }

    func text(_ bytes: Bytes) {
        if isInValue { value.append(contentsOf: bytes) } else if kind == .inline { inline.append(bytes) }
    }

    private func startRow(_ attributes: XMLAttributes) {
        let next = attributes.bytes("r").flatMap(Self.number) ?? row + 1
        if next <= row || next > CellArea.mostRows { isDisordered = true }
        row = next
        column = -1
        grid.start(row)
    }

    private func startCell(_ attributes: XMLAttributes) {
        let next = attributes.bytes("r").flatMap { CellArea.place($0)?.column } ?? column + 1
        if next <= column || next >= CellArea.mostColumns { isDisordered = true }
        column = next
        let style = attributes.bytes("s").flatMap(Self.number) ?? 0
        format = formats.indices.contains(style) ? formats[style] : .number
        kind = attributes.bytes("t").map(Self.kind) ?? .number
        hasFormula = false
        value.removeAll(keepingCapacity: true)
        inline.clear()
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

    private func endCell() {
        guard !isDisordered else { return }
        if hasFormula, value.isEmpty, kind != .text { return grid.note(.formula, column) }
        switch kind {
        case .shared:
            guard let place = value.withUnsafeBufferPointer(Self.number), place < texts.count else { return }
            if !texts.isEmpty(place) { grid.append(at: column, .text) { texts.append(place, to: &$0) } }
        case .text: appendText(value)
        case .inline: appendText(inline.bytes)
        case .bool:
            let word: StaticString = value == [UInt8(ascii: "1")] ? "true" : "false"
            if !value.isEmpty { grid.append(at: column, .word) { $0.append(contentsOf: Self.bytes(word)) } }
        case .error: grid.note(.error, column)
        case .date: appendWrittenDate()
        case .number: if !value.isEmpty { appendNumber() }
        }
    }

    private static func bytes(_ word: StaticString) -> Bytes {
        Bytes(start: word.utf8Start, count: word.utf8CodeUnitCount)
    }

    private func appendText(_ text: [UInt8]) {
        guard !text.isEmpty else { return }
        grid.append(at: column, .text) { XMLCellText.appendJSON(text, to: &$0) }
    }

    /// `2023-10-31T00:00:00`
    private func appendWrittenDate() {
        let day = value.prefix { $0 != UInt8(ascii: "T") }
        if value.dropFirst(day.count + 1).contains(where: { $0.isDigit && $0 != .zero }) { grid.note(.time, column) }
        grid.append(at: column, .text) { $0 += [.quote] + day.filter { $0.isDigit || $0 == .minus } + [.quote] }
    }

    private func appendNumber() {
        switch format {
        case .day, .time: appendMoment()
        case .code(let digits): appendCode(digits)
        case .percent: append(number: .unit("percent"))
        case .money(let code): append(number: .unit(code))
        case .number: append(number: .word)
        }
    }

    private func append(number content: SheetGrid.Content) {
        // Files have numbers with all the digits that tell them apart, which
        // are more than were typed.
        if value.count <= 15, value.allSatisfy({ $0.isDigit || $0 == .minus || $0 == .dot }), value.last != .dot {
            return grid.append(at: column, content) { $0 += value }
        }
        guard let number = Double(String(decoding: value, as: UTF8.self)), number.isFinite else {
            return grid.note(.error, column)
        }
        let text =
            abs(number) < 1e15 && number == number.rounded() ? String(Int(number)) : number.description
        grid.append(at: column, content) { $0 += Array(text.utf8) }
    }

    private func appendCode(_ digits: Int) {
        guard value.allSatisfy(\.isDigit), value.count <= digits else { return append(number: .word) }
        grid.append(at: column, .text) {
            $0 += [.quote] + [UInt8](repeating: .zero, count: digits - value.count) + value + [.quote]
        }
    }

    /// A number whose format shows a day or a time.
    private func appendMoment() {
        guard let number = Double(String(decoding: value, as: UTF8.self)), number.isFinite, abs(number) < 1e7 else {
            return grid.note(.noDay, column)
        }
        // To the second; what is beyond is dust of the calculation.
        let seconds = Int((number * 86400).rounded())
        let (serial, time) = seconds.quotientAndRemainder(dividingBy: 86400)
        if format == .time, time != 0 || serial == 0, number >= 0 { return append(time: seconds) }
        guard let day = calendar.day(serial), time >= 0 else { return grid.note(.noDay, column) }
        if time != 0 { grid.note(.time, column) }
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
    private func append(time seconds: Int) {
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
