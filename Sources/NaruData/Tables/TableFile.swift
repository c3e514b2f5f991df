import NaruEngine
import NaruSyntax

/// A table file whose columns are known and whose rows are still to be read.
struct TableFile {
    let source: SourceText
    var form: TableForm
    /// Trimmed and in NFC; an empty heading is `column_3`. Behind the last one
    /// rows may have cells without a text.
    var columns: [DeclaredName]
    /// The rows start here.
    var body: TableScanner.Start
    /// No row starts from here on.
    var end: Int
    /// The headings stand in the file, not in the schema.
    let hasHeader: Bool
    /// How many cells a row has.
    var width: Int
    /// No row names the columns.
    var isHeaderless = false
    /// How many columns at the end nobody named.
    var unnamed = 0
    /// How many cells more than columns all rows have.
    var surplus = 0
    /// Rows that are left out, in order, counted from 0 without ragged ones.
    var excluded: [Int] = []
    /// Of one column, which has a value in every row: blank lines are no rows.
    var skipsBlankLines = false
    /// The columns whose empty cells have the value above, as merged cells do.
    var fillsDown: [Int] = []
    /// Of JSON: texts are read like the cells of a CSV file, which have no type.
    var hasUntypedTexts = false
    /// Of JSON: the keys of the columns.
    var keys = JSONKeys()
    /// Of values: which elements of their lines are the columns.
    private(set) var window = 0..<0
    /// Of values: the unit of all numbers of a column.
    var units: [Int: String] = [:]
    /// Columns some of whose values cannot be read.
    var faultyColumns: Set<Int> = []
    /// The column that the file itself says is the key.
    var declaredKey: Int?
    /// The tables that columns lead to, by what the file itself says.
    var links: [Int: String] = [:]

    /// A table of values, which were read from something else than a text.
    init(
        values source: SourceText, columns: [DeclaredName],
        from body: TableScanner.Start = TableScanner.Start(position: 0, line: 1), window: Range<Int>? = nil
    ) {
        self.source = source
        form = .values
        self.columns = columns
        width = columns.count
        self.body = body
        end = source.utf8.count
        hasHeader = false
        self.window = window ?? columns.indices
    }

    /// The table of a sheet, whose cells are written as values; nil after a report.
    init?(
        sheet source: SourceText, window: Range<Int>, merges: [CellArea], header: HeaderChoice?, needsHeader: Bool,
        issues: inout DataIssues
    ) {
        self.source = source
        form = .values
        columns = []
        width = window.count
        body = TableScanner.Start(position: 0, line: 1)
        end = source.utf8.count
        hasHeader = true
        self.window = window
        guard findColumns(header, needsHeader: needsHeader, merges: merges, &issues) else { return nil }
        dropEmptyColumns()
        dropFooter(&issues)
    }

    /// nil after a report. Without a form it is found out.
    init?(
        _ source: SourceText, form: TableForm?, kind: TextKind = .csv, columns declared: [DeclaredName] = [],
        header: HeaderChoice? = nil, needsHeader: Bool = false, issues: inout DataIssues
    ) {
        self.source = source
        hasHeader = declared.isEmpty
        columns = declared
        width = declared.count
        end = source.utf8.count
        let mark = source.utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        body = TableScanner.Start(position: mark, line: 1)
        self.form = form ?? .blanks
        if form?.isJSON == true {
            guard findKeys(&issues) else { return nil }
            width = columns.count
            return
        }
        if form == nil { findForm(kind) }
        guard hasHeader || header != nil else { return }
        guard findColumns(header, needsHeader: needsHeader, &issues) else { return nil }
        dropEmptyColumns()
        dropFooter(&issues)
    }

    private mutating func findForm(_ kind: TextKind) {
        (form, body) = source.utf8.withUnsafeBufferPointer { bytes in
            let finder = SeparatorFinder(bytes: bytes, start: body.position)
            guard let (separator, next) = finder.named else { return (finder.form(kind), body) }
            return (.separated(separator), TableScanner.Start(position: next, line: 2))
        }
    }

    /// The name of a table or sheet within the file, whose name stands before it.
    func innerName(_ path: String) -> String? {
        guard form == .values else { return nil }
        return String(source.name.dropFirst(path.count + (source.isSheet ? 2 : 1)))
    }

    func hasColumns(_ issues: inout DataIssues) -> Bool {
        if !columns.isEmpty { return true }
        issues.error(
            DataCode.emptyTable, Message("the table is empty", ko: "빈 표입니다"), at: Span(0, 0), in: source,
            help: [
                form.isJSON
                    ? Message("the keys of its objects are the columns", ko: "객체의 키가 열이 됩니다")
                    : Message("the first line names the columns", ko: "첫 줄에 열 이름이 있어야 합니다")
            ])
        return false
    }

    func checkDuplicates(_ issues: inout DataIssues) -> Bool {
        var seen: Set<String> = []
        var isUnique = true
        for column in columns where !seen.insert(column.text).inserted {
            isUnique = false
            issues.error(
                DataCode.duplicateColumn,
                Message("two columns are called '\(column.text)'", ko: "'\(column.text)'이라는 열이 둘입니다"), at: column.span,
                in: source)
        }
        return isUnique
    }

    /// The text of a cell, without blanks at its ends.
    func text(of cell: Cell, _ bytes: Bytes) -> String {
        let raw = cell.hasEscapes ? form.unescaped(cell, in: bytes) : Array(bytes[cell.span.start..<cell.span.end])
        let trimmed = raw.drop { $0 == .blank }.reversed().drop { $0 == .blank }.reversed()
        return String(decoding: Array(trimmed), as: UTF8.self).nfc
    }

    /// None where no row starts.
    func texts(ofRowAt position: Int, _ bytes: Bytes) -> [String] {
        let start = TableScanner.Start(position: position, line: 1)
        var scanner = TableScanner(bytes, form: form, from: start, window: window)
        var cells: [Cell] = []
        _ = scanner.nextRow(into: &cells)
        return cells.map { text(of: $0, bytes) }
    }
}

extension DataIssues {
    /// How a table was read, where that is not plain to see.
    mutating func tableNote(_ message: Message, at span: Span?, in source: SourceText?, help: [Message] = []) {
        note(DataCode.tableReading, message, at: span, in: source, help: help)
    }

    /// The days of so many cells are read without the times that stand there.
    mutating func timesLeftOut(_ count: Int, of column: String, at span: Span?, in source: SourceText) {
        let cells = count == 1 ? "1 cell" : "\(count) cells"
        tableNote(
            Message(
                "\(column): of \(cells) the day is read and the time left out",
                ko: "\(column): 칸 \(count)개에서 날짜만 읽고 시각은 뺐습니다"),
            at: span, in: source,
            help: [
                Message(
                    "a schema keeps both with a second field of the column: \(column)_text text map \(Notation.text(column))",
                    ko: "스키마에서 같은 열의 필드를 하나 더 두면 둘 다 남습니다: \(column)_text text map \(Notation.text(column))")
            ])
    }

    mutating func table(_ failure: TableScanner.Failure, in source: SourceText) {
        switch failure {
        case .json(let fault):
            let code = if case .duplicateKey = fault { DataCode.duplicateColumn } else { DataCode.json }
            error(code, fault.message, at: fault.span, in: source, help: fault.help)
        case .openQuote(let span):
            error(
                DataCode.openQuote, Message("the cell has no closing quotation mark", ko: "칸의 닫는 따옴표가 없습니다"), at: span,
                in: source,
                help: [
                    Message(
                        "a cell that starts with a quotation mark ends with one; marks inside are doubled",
                        ko: "따옴표로 시작한 칸은 따옴표로 끝나야 하고, 안의 따옴표는 겹쳐 씁니다")
                ])
        case .afterQuote(let span):
            error(
                DataCode.openQuote, Message("text stands behind the closing quotation mark", ko: "닫는 따옴표 뒤에 글이 있습니다"),
                at: span,
                in: source, help: [Message("a quotation mark inside a cell is doubled", ko: "칸 안의 따옴표는 겹쳐 씁니다")])
        }
    }
}
