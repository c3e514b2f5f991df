import NaruEngine
import NaruSyntax

/// A table file whose columns are known and whose rows are still to be read.
struct TableFile {
    let source: SourceText
    var form: TableForm
    /// Trimmed and in NFC; an empty heading is `column_3`.
    var columns: [DeclaredName]
    /// The rows start here.
    var body: TableScanner.Start
    /// The headings stand in the file, not in the schema.
    let hasHeader: Bool
    /// Rows that are left out, in order, counted from 0 without ragged ones.
    var excluded: [Int] = []
    /// Of JSON: the keys of the columns.
    var keys = JSONKeys()
    /// Of values: which elements of their lines are the columns.
    private(set) var window = 0..<0
    /// Of values: the unit of all numbers of a column.
    var units: [Int: String] = [:]
    /// Of JSON: columns whose arrays and objects are kept as they are written.
    var rawColumns: Set<Int> = []
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
        self.body = body
        hasHeader = false
        self.window = window ?? columns.indices
    }

    /// nil after a report.
    init?(_ source: SourceText, form: TableForm?, columns declared: [DeclaredName], issues: inout DataIssues) {
        self.source = source
        hasHeader = declared.isEmpty
        let chosen = form ?? Self.separator(of: source.utf8)
        self.form = chosen
        columns = declared
        body = TableScanner.Start(position: source.utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, line: 1)
        if chosen.isJSON {
            guard findKeys(&issues) else { return nil }
            return
        }
        guard hasHeader else { return }
        var cells: [Cell] = []
        let (end, failure) = source.utf8.withUnsafeBufferPointer { bytes in
            var scanner = TableScanner(bytes, form: chosen, from: body)
            _ = scanner.nextRow(into: &cells)
            columns = cells.enumerated().map { place, cell in
                DeclaredName(text: Self.heading(cell, place, bytes), span: cell.span)
            }
            return (scanner.start, scanner.failure)
        }
        body = end
        if let failure {
            issues.table(failure, in: source)
            return nil
        }
        guard hasColumns(&issues), checkDuplicates(&issues) else { return nil }
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

    private static func heading(_ cell: Cell, _ place: Int, _ bytes: Bytes) -> String {
        let raw =
            cell.hasEscapes ? TableScanner.unescaped(cell, in: bytes) : Array(bytes[cell.span.start..<cell.span.end])
        let trimmed = raw.drop { $0 == .blank }.reversed().drop { $0 == .blank }.reversed()
        let text = String(decoding: Array(trimmed), as: UTF8.self).nfc
        return text.isEmpty ? "column_\(place + 1)" : text
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

    /// A comma, unless the first line has none and has semicolons or tabs.
    private static func separator(of bytes: [UInt8]) -> TableForm {
        let line = bytes.prefix { $0 != .newline }
        if line.contains(.comma) { return .separated(.comma) }
        if line.contains(UInt8(ascii: ";")) { return .separated(UInt8(ascii: ";")) }
        return .separated(line.contains(.tab) ? .tab : .comma)
    }
}

extension DataIssues {
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
