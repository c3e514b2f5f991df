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
    }

    enum Expectation: Equatable { case array, row, value, key, colon, commaOrEnd, end, number }

    let bytes: Bytes
    private(set) var position: Int
    private(set) var line: Int
    /// The line on which the row read last starts.
    private(set) var rowLine: Int
    private(set) var fault: Fault?
    /// Of rows a line: what is wrong with lines, which are skipped then.
    private(set) var lineFaults: [Fault] = []
    private(set) var lineFaultCount = 0
    /// Open brackets of a value that is skipped; true where it is an object.
    private var open: [Bool] = []

    init(_ bytes: Bytes, position: Int, line: Int) {
        self.bytes = bytes
        self.position = position
        self.line = line
        rowLine = line
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }
    private var here: Span { Span(position, min(position + 1, bytes.count)) }

    mutating func skipBlanks() {
        while position < bytes.count {
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

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    // MARK: - Rows

    /// Appends the cells of the next row; false at the end and after a fault.
    mutating func nextRow(
        _ keys: JSONKeys, isLines: Bool, isCollecting: Bool = false, into cells: inout [Cell]
    ) -> Bool {
        guard fault == nil else { return false }
        while true {
            skipBlanks()
            rowLine = line
            if isLines, position == bytes.count { return false }
            if !isLines, take(UInt8(ascii: "]")) { return end() }
            let start = cells.count
            if row(keys, isCollecting, &cells), isLines ? endOfLine() : separator() { return true }
            guard isLines else { return false }
            cells.removeSubrange(start...)
            skipBrokenLine()
        }
    }

    private mutating func skipBrokenLine() {
        lineFaultCount += 1
        if let fault, lineFaults.count < DataIssues.limit { lineFaults.append(fault) }
        fault = nil
        while position < bytes.count, bytes[position] != .newline { position += 1 }
    }

    /// Nothing stands behind the array; false, since there is no row.
    private mutating func end() -> Bool {
        skipBlanks()
        return position < bytes.count ? fail(.expected(.end, here)) : false
    }

    private mutating func endOfLine() -> Bool {
        let row = line
        skipBlanks()
        return line == row && position < bytes.count ? fail(.expected(.end, here)) : true
    }

    private mutating func separator() -> Bool {
        skipBlanks()
        if next == UInt8(ascii: "]") { return true }
        guard expect(.comma, .commaOrEnd) else { return false }
        skipBlanks()
        return next == UInt8(ascii: "]") ? fail(.expected(.row, here)) : true
    }

    /// Appends the cells of the object or array at the cursor. With
    /// `isCollecting` keys that are new become columns.
    private mutating func row(_ keys: JSONKeys, _ isCollecting: Bool, _ cells: inout [Cell]) -> Bool {
        switch next {
        case UInt8(ascii: "{"): return object(keys, isCollecting, &cells)
        case UInt8(ascii: "["):
            if isCollecting, keys.names.isEmpty {
                return fail(.rowWithoutNames(here))
            }
            return array { cells.append($0) }
        default: return fail(.expected(.row, here))
        }
    }

    private mutating func object(_ keys: JSONKeys, _ isCollecting: Bool, _ cells: inout [Cell]) -> Bool {
        let first = cells.count
        let start = position
        position += 1
        cells.append(contentsOf: repeatElement(Cell(start, start), count: keys.names.count))
        var isSeen = [Bool](repeating: false, count: keys.names.count)
        var expected = 0
        skipBlanks()
        if take(UInt8(ascii: "}")) { return true }
        repeat {
            skipBlanks()
            guard let key = key() else { return false }
            skipBlanks()
            guard expect(.colon, .colon) else { return false }
            skipBlanks()
            guard let cell = value() else { return false }
            if let place = place(of: key, in: keys, expected, isCollecting) {
                if place == isSeen.count {
                    isSeen.append(false)
                    cells.append(Cell(start, start))
                }
                guard !isSeen[place] else { return fail(.duplicateKey(key.span)) }
                isSeen[place] = true
                cells[first + place] = cell
                expected = place + 1
            }
            skipBlanks()
        } while take(.comma)
        return expect(UInt8(ascii: "}"), .commaOrEnd)
    }

    private func place(of key: Cell, in keys: JSONKeys, _ expected: Int, _ isCollecting: Bool) -> Int? {
        guard key.hasEscapes else {
            let name = Bytes(rebasing: bytes[key.span.start..<key.span.end])
            return keys.place(of: name, expected: expected) ?? (isCollecting ? keys.add(Array(name)) : nil)
        }
        let name = JSONTokens.unescaped(key, in: bytes)
        return name.withUnsafeBufferPointer { keys.place(of: $0, expected: expected) }
            ?? (isCollecting ? keys.add(name) : nil)
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

    private mutating func key() -> Cell? {
        guard next == .quote else {
            _ = fail(.expected(.key, here))
            return nil
        }
        return text()
    }

    private mutating func value() -> Cell? {
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
        while position < bytes.count {
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
                    _ = fail(.badEscape(Span(position, min(position + 2, bytes.count))))
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
        while position < bytes.count, Self.isWordByte(bytes[position]) { position += 1 }
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
