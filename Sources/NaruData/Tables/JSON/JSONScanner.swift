import NaruEngine
import NaruSyntax

/// Reads a JSON text (RFC 8259) as a table: an array of rows, or a row a line.
/// A row is an object, or an array whose columns are named elsewhere.
///
/// The cell of a text is what stands between its quotation marks; that of a
/// number, a truth value, an array or an object is all of it; that of `null`,
/// and of a key that an object lacks, is empty.
struct JSONScanner {
    enum Fault: Equatable {
        case expected(Expectation, Span)
        case openText(Span)
        case badEscape(Span)
        case controlCharacter(Span)
        case duplicateKey(Span)
        case rowWithoutNames(Span)
        case severalArrays([String], Span)
    }

    enum Expectation: Equatable { case array, row, value, key, colon, commaOrEnd, end, number }

    let bytes: Bytes
    private(set) var position: Int
    /// Where the text ends, or the line where rows stand in lines.
    private var limit: Int
    private(set) var line: Int
    /// The line on which the row read last starts.
    private(set) var rowLine: Int
    private(set) var fault: Fault?
    /// Of rows a line: what is wrong with lines, which are skipped then.
    private(set) var lineFaults: [Fault] = []
    private(set) var lineFaultCount = 0
    /// Open brackets of a value that is skipped; true where it is an object.
    private var open: [Bool] = []
    /// Cells since it was asked last whether there may be more.
    private var unasked = 0

    init(_ bytes: Bytes, position: Int, line: Int) {
        self.bytes = bytes
        self.position = position
        limit = bytes.count
        self.line = line
        rowLine = line
    }

    var next: UInt8? { position < limit ? bytes[position] : nil }
    var here: Span { Span(position, min(position + 1, limit)) }

    mutating func skipBlanks() {
        while position < limit {
            switch bytes[position] {
            case .newline: line += 1
            case .blank, .tab, .carriageReturn: break
            default: return
            }
            position += 1
        }
    }

    mutating func fail(_ fault: Fault) -> Bool {
        if self.fault == nil { self.fault = fault }
        return false
    }

    mutating func expect(_ byte: UInt8, _ expectation: Expectation) -> Bool {
        guard next == byte else { return fail(.expected(expectation, here)) }
        position += 1
        return true
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    // MARK: - Rows

    /// Appends the cells of the next row; false at the end and after a fault.
    mutating func nextRow(
        _ keys: JSONKeys, isLines: Bool, isCollecting: Bool = false, into cells: inout [Cell]
    ) -> Bool {
        guard fault == nil, mayGoOn(keys.names.count) else { return false }
        let closing = UInt8(ascii: keys.isKeyed ? "}" : "]")
        while true {
            skipBlanks()
            rowLine = line
            if isLines, position == limit { return false }
            if !isLines, take(closing) { return keys.isWithin ? skipRest() : end() }
            if isLines { endAtLine() }
            let start = cells.count
            if row(keys, isCollecting, &cells), isLines ? endOfLine() : separator(closing) { return true }
            guard isLines else { return false }
            cells.removeSubrange(start...)
            skipBrokenLine()
        }
    }

    /// A row that is not closed costs its own line.
    private mutating func endAtLine() {
        limit = bytes[position...].firstIndex(of: .newline) ?? bytes.count
    }

    private mutating func skipBrokenLine() {
        lineFaultCount += 1
        if let fault, lineFaults.count < DataIssues.limit { lineFaults.append(fault) }
        fault = nil
        position = limit
        limit = bytes.count
    }

    /// Asked of each row: every few thousand cells look whether more may be read.
    private mutating func mayGoOn(_ cells: Int) -> Bool {
        unasked += cells + 8
        guard unasked > 1 << 18 else { return true }
        unasked = 0
        return !Allowance.isSpent
    }

    /// What stands behind the rows was looked at when they were found.
    private mutating func skipRest() -> Bool {
        position = limit
        return false
    }

    /// Nothing stands behind the array; false, since there is no row.
    private mutating func end() -> Bool {
        skipBlanks()
        return position < limit ? fail(.expected(.end, here)) : false
    }

    private mutating func endOfLine() -> Bool {
        skipBlanks()
        guard position == limit else { return fail(.expected(.end, here)) }
        limit = bytes.count
        return true
    }

    private mutating func separator(_ closing: UInt8) -> Bool {
        skipBlanks()
        if next == closing { return true }
        guard expect(.comma, .commaOrEnd) else { return false }
        skipBlanks()
        return next == closing ? fail(.expected(.row, here)) : true
    }

    /// Appends the cells of the object or array at the cursor. With
    /// `isCollecting` keys that are new become columns.
    private mutating func row(_ keys: JSONKeys, _ isCollecting: Bool, _ cells: inout [Cell]) -> Bool {
        if keys.isKeyed { return keyedRow(keys, isCollecting, &cells) }
        switch next {
        case UInt8(ascii: "{"):
            var row = JSONRow(keys, isCollecting, first: cells.count, at: position, &cells)
            return members(of: &row, behind: [], depth: 0, &cells)
        case UInt8(ascii: "["):
            if isCollecting, keys.names.isEmpty {
                return fail(.rowWithoutNames(here))
            }
            return array { cells.append($0) }
        default: return fail(.expected(.row, here))
        }
    }

    /// A row that is a member of an object: its key is the first cell.
    private mutating func keyedRow(_ keys: JSONKeys, _ isCollecting: Bool, _ cells: inout [Cell]) -> Bool {
        var row = JSONRow(keys, isCollecting, first: cells.count, at: position, &cells)
        guard let name = key() else { return false }
        row.set(0, name, &cells)
        skipBlanks()
        guard expect(.colon, .colon) else { return false }
        skipBlanks()
        guard next == UInt8(ascii: "{") else { return fail(.expected(.row, here)) }
        return members(of: &row, behind: [], depth: 0, &cells)
    }

    /// Takes the members of the object at the cursor. The members of an object
    /// within are columns of their own, whose names begin with its key.
    private mutating func members(
        of row: inout JSONRow, behind prefix: [UInt8], depth: Int, _ cells: inout [Cell]
    ) -> Bool {
        position += 1
        skipBlanks()
        if take(UInt8(ascii: "}")) { return true }
        repeat {
            skipBlanks()
            guard let key = key() else { return false }
            skipBlanks()
            guard expect(.colon, .colon) else { return false }
            skipBlanks()
            // Most keys are those of the row before, in its order.
            if depth == 0, next != UInt8(ascii: "{"), let place = row.expectedPlace(of: key, in: bytes) {
                guard let cell = value() else { return false }
                guard !row.isSet(place) else { return fail(.duplicateKey(key.span)) }
                row.set(place, cell, isAbsent: cell.isAbsent(in: bytes), &cells)
                skipBlanks()
                continue
            }
            let name = row.keys.columnName(of: key, behind: prefix, depth: depth, in: bytes)
            if let name, next == UInt8(ascii: "{"), depth < JSONKeys.mostDepth, row.opens(name) {
                guard object(name, of: &row, depth, &cells) else { return false }
            } else {
                guard let cell = value() else { return false }
                if let name, let place = row.place(of: name, isAbsent: cell.isAbsent(in: bytes), &cells) {
                    guard !row.isSet(place) else { return fail(.duplicateKey(key.span)) }
                    row.set(place, cell, &cells)
                }
            }
            skipBlanks()
        } while take(.comma)
        return expect(UInt8(ascii: "}"), .commaOrEnd)
    }

    /// An object within a row: a value that this program wrote, or members.
    private mutating func object(
        _ name: [UInt8], of row: inout JSONRow, _ depth: Int, _ cells: inout [Cell]
    ) -> Bool {
        var ahead = self
        if let cell = ahead.nested(), let value = JSONValueObject.cell(of: cell, in: bytes) {
            self = ahead
            guard let place = row.place(of: name, isAbsent: value.count == 0, &cells) else { return true }
            guard !row.isSet(place) else { return fail(.duplicateKey(cell.span)) }
            row.set(place, value, &cells)
            return true
        }
        row.keys.noteObject(name)
        let start = position
        guard members(of: &row, behind: name, depth: depth + 1, &cells) else { return false }
        // Other rows have a value there: then it isn't left out here.
        if let place = row.knownPlace(of: name), !row.isSet(place) { row.set(place, Cell(start, position), &cells) }
        return true
    }

    /// Calls `body` with each element of the array at the cursor.
    mutating func array(_ body: (Cell) -> Void) -> Bool {
        position += 1
        skipBlanks()
        if take(UInt8(ascii: "]")) { return true }
        repeat {
            skipBlanks()
            guard let cell = value() else { return false }
            body(cell)
            skipBlanks()
        } while take(.comma)
        return expect(UInt8(ascii: "]"), .commaOrEnd)
    }

    // MARK: - Values

    mutating func key() -> Cell? {
        guard next == .quote else {
            _ = fail(.expected(.key, here))
            return nil
        }
        return text()
    }

    mutating func value() -> Cell? {
        switch next {
        case .quote: return text()
        case UInt8(ascii: "{"), UInt8(ascii: "["): return nested()
        default: return word()
        }
    }

    private mutating func text() -> Cell? {
        let quote = position
        position += 1
        var hasEscapes = false
        while position < limit {
            let byte = bytes[position]
            if byte == .quote {
                position += 1
                return Cell(quote + 1, position - 1, hasEscapes: hasEscapes || position == quote + 2)
            }
            guard byte >= 0x20 else {
                _ = fail(byte == .newline ? .openText(Span(quote, quote + 1)) : .controlCharacter(here))
                return nil
            }
            if byte == .backslash {
                hasEscapes = true
                guard let length = JSONTokens.escapeLength(bytes, at: position) else {
                    _ = fail(.badEscape(Span(position, min(position + 2, limit))))
                    return nil
                }
                position += length
            } else {
                position += 1
            }
        }
        _ = fail(.openText(Span(quote, quote + 1)))
        return nil
    }

    /// A number, `true`, `false` or `null`.
    private mutating func word() -> Cell? {
        let start = position
        while position < limit, Self.isWordByte(bytes[position]) { position += 1 }
        let word = Bytes(rebasing: bytes[start..<position])
        if word.elementsEqual("null".utf8) { return Cell(start, start) }
        if word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) { return Cell(start, position) }
        guard JSONTokens.isNumber(word) else {
            let span = word.isEmpty ? here : Span(start, position)
            _ = fail(.expected(word.first.map { $0.isDigit || $0 == .minus } == true ? .number : .value, span))
            return nil
        }
        return Cell(start, position)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte.isNameByte || byte == .plus || byte == .minus || byte == .dot
    }

    /// An array or object as one cell. What is in it is checked, without
    /// recursion, so that depth costs no stack.
    private mutating func nested() -> Cell? {
        let start = position
        open.removeAll(keepingCapacity: true)
        repeat {
            guard nestedItem() else { return nil }
        } while !open.isEmpty
        return Cell(start, position)
    }

    /// One value within brackets, or the end of some of them.
    private mutating func nestedItem() -> Bool {
        skipBlanks()
        if let isObject = open.last, isObject {
            guard key() != nil else { return false }
            skipBlanks()
            guard expect(.colon, .colon) else { return false }
            skipBlanks()
        }
        switch next {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let isObject = next == UInt8(ascii: "{")
            position += 1
            skipBlanks()
            if take(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) { break }
            open.append(isObject)
            return true
        case .quote: guard text() != nil else { return false }
        default: guard word() != nil else { return false }
        }
        skipBlanks()
        while let isObject = open.last, !take(.comma) {
            guard expect(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"), .commaOrEnd) else { return false }
            open.removeLast()
            if !open.isEmpty { skipBlanks() }
        }
        return true
    }
}
