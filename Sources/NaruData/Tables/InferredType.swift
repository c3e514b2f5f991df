import NaruEngine
import NaruSemantics
import NaruSyntax

/// A type made from a table that no schema describes.
struct InferredType {
    /// The name of the type and of its set.
    let name: String
    let file: TableFile
    let contents: [Field.Content]
    /// Which columns hold several values a row.
    let areMany: [Bool]
    /// The column that is the id: one called `id` whose cells are all different.
    let key: Int?
    /// The column that entities are shown as.
    let label: Int?

    private static let labelNames: Set<String> = ["name", "title", "label", "이름", "명칭", "제목", "성명"]

    init(_ file: TableFile, named name: String, _ options: LoadOptions, issues: inout DataIssues) {
        self.name = name
        let columns = ColumnInference.columns(of: file, options)
        var file = file
        file.rawColumns = Set(columns.indices.filter { columns[$0].isRaw })
        self.file = file
        contents = columns.enumerated().map { place, column in
            let isNumber = [.int, .decimal].contains(column.content)
            return file.units[place] != nil && isNumber && !column.isMany ? .quantity : column.content
        }
        areMany = columns.map { $0.isMany && !$0.isRaw }
        let idColumn = file.columns.firstIndex { $0.text.lowercased() == "id" }
        key = file.declaredKey ?? idColumn.flatMap { Self.isUnique($0, in: file) ? $0 : nil }
        let contents = contents
        label = file.columns.indices.first {
            contents[$0] == .text && !columns[$0].isMany && Self.labelNames.contains(file.columns[$0].text.lowercased())
        }
        warn(idColumn, &issues)
    }

    /// The file's name without its extension, what no identifier may have
    /// turned into `_`.
    static func identifier(fromPath path: String) -> String {
        let last = path.split(separator: "/").last.map(String.init) ?? path
        let file = last.lowercased().hasSuffix(".gz") ? String(last.dropLast(3)) : last
        return identifier(
            from: file.lastIndex(of: ".").flatMap { $0 > file.startIndex ? String(file[..<$0]) : nil } ?? file)
    }

    static func identifier(from text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.nfc.unicodeScalars {
            result.append(scalar == "_" || scalar.properties.isXIDContinue ? scalar : "_")
        }
        if let first = result.first, first != "_", !first.properties.isXIDStart {
            result.insert("_", at: result.startIndex)
        }
        return result.isEmpty ? "_" : String(result)
    }

    private static func isUnique(_ place: Int, in file: TableFile) -> Bool {
        let seen = TextInterner()
        let width = file.columns.count
        var hasEmpty = false
        let outcome = TableBlocks.forEach(of: file) { cells, rows, _, bytes in
            for row in 0..<rows {
                let cell = cells[row * width + place]
                if cell.count == 0 { hasEmpty = true }
                if cell.hasEscapes {
                    _ = file.form.unescaped(cell, in: bytes).withUnsafeBufferPointer { seen.intern($0) }
                } else {
                    _ = seen.intern(Bytes(rebasing: bytes[cell.span.start..<cell.span.end]))
                }
            }
        }
        return !hasEmpty && seen.distinctCount == outcome.rows
    }

    private func warn(_ idColumn: Int?, _ issues: inout DataIssues) {
        for place in file.rawColumns.sorted() {
            let name = file.columns[place].text
            issues.note(
                DataCode.notRead,
                Message(
                    "column '\(name)' of '\(file.source.name)' holds arrays of objects or arrays, which are kept as JSON texts",
                    ko: "'\(file.source.name)'의 '\(name)' 열에는 객체나 배열의 배열이 있어 JSON 글로 둡니다"))
        }
        if let idColumn, key == nil {
            issues.warning(
                DataCode.idNotUnique,
                Message(
                    "the column 'id' is empty or the same in some rows, so the row's number is the id",
                    ko: "'id' 열에 비거나 겹치는 값이 있어 행 번호를 식별자로 씁니다"),
                at: file.columns[idColumn].span, in: file.source)
        }
    }

    /// The field of each column but the key. A column called like something
    /// built in hides it, as the innermost of two names always does.
    ///
    /// `types` are those of all tables by their names.
    func fields(
        of type: TypeID, from first: Int, _ types: [String: TypeID]
    ) -> [(field: Field, column: Int)] {
        // A key that the file declares is a column like others, unless its name
        // is that of the id.
        let places = file.columns.indices.filter { $0 != key || file.columns[$0].text.lowercased() != "id" }
        return places.enumerated().map { offset, place in
            let target = file.links[place].flatMap { types[$0] }
            let field = Field(
                id: FieldID(first + offset), owner: type, name: file.columns[place].text,
                content: target.map { .link([$0]) } ?? contents[place],
                isMany: areMany[place], isLabel: place == label)
            return (field, place)
        }
    }
}

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

    /// Of JSON: cells hold objects, or arrays of such, and are read as the text
    /// that they are written with.
    private(set) var isNested = false
    private var hasAmount = false
    private var hasOnlyAmounts = true

    var isRaw: Bool { isNested || hasAmount && !hasOnlyAmounts }

    mutating func add(_ cell: Cell, in bytes: Bytes, _ form: TableForm) {
        guard form.isJSON, cell.count > 0 else { return add(cell, in: bytes) }
        if cell.isList(in: bytes) {
            isMany = true
            for element in cell.elements(in: bytes) where element.count > 0 { addJSON(element, in: bytes, form) }
        } else {
            addJSON(cell, in: bytes, form)
        }
    }

    /// What stands in quotation marks is meant as a text, or as a date.
    private mutating func addJSON(_ cell: Cell, in bytes: Bytes, _ form: TableForm) {
        if cell.isNested(in: bytes) {
            if JSONValueObject.isAmount(cell, in: bytes) { hasAmount = true } else { isNested = true }
            (isBool, isInt, isDecimal, isFloat, isDate) = (false, false, false, false, false)
            hasValue = true
            return
        }
        hasOnlyAmounts = false
        if form != .jsonTexts, cell.isText(in: bytes) {
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
            if WrittenNumber.int(text) != nil { return }
            isInt = false
        }
        if isDecimal {
            if WrittenNumber.decimal(text) != nil { return }
            isDecimal = false
        }
        isFloat = WrittenNumber.float(text) != nil
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
        if !hasValue || isRaw { return .text }
        if hasAmount { return .quantity }
        if isBool { return .bool }
        if isInt { return .int }
        if isDecimal { return .decimal }
        if isFloat { return .float }
        return isDate && hasFineDate ? .date : .text
    }

    /// What all cells of a column say that has these and those.
    private func joined(_ other: ColumnInference) -> ColumnInference {
        var all = self
        all.isBool = isBool && other.isBool
        all.isInt = isInt && other.isInt
        all.isDecimal = isDecimal && other.isDecimal
        all.isFloat = isFloat && other.isFloat
        all.isDate = isDate && other.isDate
        all.hasFineDate = hasFineDate || other.hasFineDate
        all.hasValue = hasValue || other.hasValue
        all.isMany = isMany || other.isMany
        all.isNested = isNested || other.isNested
        all.hasAmount = hasAmount || other.hasAmount
        all.hasOnlyAmounts = hasOnlyAmounts && other.hasOnlyAmounts
        return all
    }

    /// The types of all columns of a file; what is wrong with its rows is
    /// reported when they are read.
    static func columns(of file: TableFile, _ options: LoadOptions) -> [ColumnInference] {
        let reading = InferenceReading(file: file)
        let (cuts, size) = (file.cuts(options), file.source.utf8.count)
        let ends = cuts.dropFirst().map(\.position) + [size]
        let parts = Parallel.map(cuts.count, threads: options.threads) { reading.part(cuts[$0], ends[$0]) }
        var columns = parts[0].columns
        for place in parts.indices.dropFirst() {
            if parts[place - 1].hasFailed { break }
            // As in `TablePieces`, a cut within a quotation was a wrong guess.
            guard parts[place - 1].end == cuts[place].position else { return reading.part(file.body, size).columns }
            columns = zip(columns, parts[place].columns).map { $0.joined($1) }
        }
        return columns
    }
}

/// A file of which threads read parts.
private struct InferenceReading: @unchecked Sendable {
    // Nobody changes it.
    let file: TableFile

    struct Part {
        var columns: [ColumnInference]
        var end = 0
        /// What follows is not read then.
        var hasFailed = false
    }

    func part(_ start: TableScanner.Start, _ end: Int) -> Part {
        let width = file.columns.count
        var columns = [ColumnInference](repeating: ColumnInference(), count: width)
        let outcome = TableBlocks.forEach(of: file, from: start, before: end) { cells, rows, _, bytes in
            for place in 0..<width {
                var column = columns[place]
                for row in 0..<rows { column.add(cells[row * width + place], in: bytes, file.form) }
                columns[place] = column
            }
        }
        return Part(columns: columns, end: outcome.end.position, hasFailed: outcome.failure != nil)
    }
}
