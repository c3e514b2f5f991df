import NaruSemantics
import NaruSyntax

/// Finds the type of a column from all its cells.
///
/// Empty cells say nothing. Of the others: all `true` or `false` make a bool;
/// all whole numbers that fit 64 bits an int; all plain numbers of at most 38
/// digits a decimal; all numbers a float; all dates, one of them finer than a
/// year, a date; anything else, and a column without values, a text. Numbers
/// with a leading zero or a plus sign are codes such as postcodes: a text.
struct ColumnInference {
    private var isBool = true
    private var isInt = true
    private var isDecimal = true
    private var isFloat = true
    private var isDate = true
    private var hasFineDate = false
    private var hasValue = false
    /// Of JSON: a cell holds an array.
    private(set) var isMany = false

    mutating func add(_ cell: Cell, in bytes: Bytes, _ form: TableForm) {
        guard form.isJSON, cell.count > 0 else { return add(cell, in: bytes) }
        if cell.isList(in: bytes) {
            isMany = true
            for element in cell.elements(in: bytes) where element.count > 0 { addJSON(element, in: bytes) }
        } else {
            addJSON(cell, in: bytes)
        }
    }

    /// What stands in quotation marks is meant as a text, or as a date.
    private mutating func addJSON(_ cell: Cell, in bytes: Bytes) {
        if cell.isText(in: bytes) {
            isBool = false
            isInt = false
            isDecimal = false
            isFloat = false
        }
        add(cell, in: bytes)
    }

    private mutating func add(_ cell: Cell, in bytes: Bytes) {
        var start = cell.span.start
        var end = cell.span.end
        while start < end, bytes[start] == .blank { start += 1 }
        while start < end, bytes[end - 1] == .blank { end -= 1 }
        guard start < end else { return }
        hasValue = true
        guard isBool || isFloat || isDate else { return }
        let text = Bytes(rebasing: bytes[start..<end])
        if isBool { isBool = Self.isTruthValue(text) }
        if isFloat { addNumber(text) }
        if isDate { addDate(text) }
    }

    private mutating func addNumber(_ text: Bytes) {
        guard !Self.isCode(text) else {
            isInt = false
            isDecimal = false
            isFloat = false
            return
        }
        if isInt {
            if NumberText.int(text) != nil { return }
            isInt = false
        }
        if isDecimal {
            if NumberText.decimal(text) != nil { return }
            isDecimal = false
        }
        isFloat = NumberText.float(text) != nil
    }

    private mutating func addDate(_ text: Bytes) {
        // While all are whole numbers, only years of four digits can be dates.
        if isInt {
            isDate = text.count == 4 && text[0].isDigit
            return
        }
        isDate = DateText.date(text) != nil
        if text.count > 5 { hasFineDate = true }
    }

    private static func isCode(_ text: Bytes) -> Bool {
        if text[0] == .plus { return true }
        let digits = text[0] == .minus ? 1 : 0
        return text.count > digits + 1 && text[digits] == .zero && text[digits + 1].isDigit
    }

    private static func isTruthValue(_ text: Bytes) -> Bool {
        guard text.count == 4 || text.count == 5 else { return false }
        let word = String(decoding: text, as: UTF8.self).lowercased()
        return word == "true" || word == "false"
    }

    var content: Field.Content {
        if !hasValue { return .text }
        if isBool { return .bool }
        if isInt { return .int }
        if isDecimal { return .decimal }
        if isFloat { return .float }
        return isDate && hasFineDate ? .date : .text
    }

    /// The types of all columns of a file; what is wrong with its rows is
    /// reported when they are read.
    static func columns(of file: TableFile) -> [ColumnInference] {
        let width = file.columns.count
        var columns = [ColumnInference](repeating: ColumnInference(), count: width)
        _ = TableBlocks.forEach(of: file) { cells, rows, _, bytes in
            for place in 0..<width {
                var column = columns[place]
                for row in 0..<rows { column.add(cells[row * width + place], in: bytes, file.form) }
                columns[place] = column
            }
        }
        return columns
    }
}
