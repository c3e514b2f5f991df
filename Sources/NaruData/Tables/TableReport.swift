import NaruSemantics
import NaruSyntax

/// Says what is wrong in a table, in the order of the file.
struct TableReport {
    private let file: TableFile

    init(_ file: TableFile) { self.file = file }

    private struct Finding {
        var code: DiagnosticCode
        var message: Message
        var span: Span
        var help: [Message] = []
    }

    func report(
        _ outcome: TableBlocks.Outcome, _ readers: [ColumnReader], _ schema: Schema, _ issues: inout DataIssues
    ) {
        var findings = outcome.ragged.map(ragged)
        for reader in readers {
            findings += reader.bad.map { withWayOut(bad($0.cell, reader, schema), $0.cell) }
        }
        findings.sort { $0.span.start < $1.span.start }
        for finding in findings {
            issues.error(finding.code, finding.message, at: finding.span, in: file.source, help: finding.help)
        }
        for failure in outcome.broken { issues.table(failure, in: file.source) }
        let all = readers.reduce(outcome.raggedCount + outcome.brokenCount) { $0 + $1.badCount }
        issues.count(all - findings.count - outcome.broken.count)
        if outcome.emptyCount > 0 { empty(outcome.emptyCount, &issues) }
        if let failure = outcome.failure { issues.table(failure, in: file.source) }
    }

    private func empty(_ count: Int, _ issues: inout DataIssues) {
        issues.tableNote(
            Message(
                "\(count) empty \(count == 1 ? "row is" : "rows are") left out of '\(file.source.name)'",
                ko: "'\(file.source.name)'의 빈 행 \(count)개를 뺐습니다"), at: nil, in: nil)
    }

    private func ragged(_ row: TableBlocks.RaggedRow) -> Finding {
        let width = file.columns.count
        return Finding(
            code: DataCode.raggedRow,
            message: Message(
                "this row has \(row.cells) \(row.cells == 1 ? "cell" : "cells"), and the table \(width) columns",
                ko: "이 행은 \(row.cells)칸인데, 표는 \(width)열입니다"),
            span: row.span, help: file.form.isJSON ? [] : [wayToEven(row, width)])
    }

    /// What is likely wrong with the row as it is written: a cell that stands
    /// in quotation marks already needs no others.
    private func wayToEven(_ row: TableBlocks.RaggedRow, _ width: Int) -> Message {
        let bytes = file.source.utf8[row.span.start..<row.span.end]
        let quote = UInt8(ascii: "\"")
        if row.cells < width {
            return Message(
                "every column has its cell, and an empty one its separator", ko: "열마다 칸이 있어야 하고, 빈 칸에도 구분자를 씁니다")
        }
        let isBlankBeforeQuote = zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: " ") && $1 == quote }
        if isBlankBeforeQuote {
            return Message(
                "a quotation mark stands directly behind the separator, without a blank",
                ko: "따옴표는 빈칸 없이 구분자에 바로 붙여 씁니다")
        }
        if case .separated(let separator) = file.form, bytes.last == separator {
            return Message("no separator stands behind the last cell", ko: "마지막 칸 뒤에는 구분자를 쓰지 않습니다")
        }
        if bytes.contains(quote) {
            return Message(
                "a quotation mark within a cell in quotation marks is doubled; another cell with the separator in it needs them, too",
                ko: "따옴표로 묶은 칸 안의 따옴표는 겹쳐 씁니다. 구분자가 든 다른 칸도 따옴표로 묶습니다")
        }
        return Message("a cell with the separator in it stands in quotation marks", ko: "구분자가 든 칸은 따옴표로 묶습니다")
    }

    /// A text that is known to stand for no value is most likely meant so.
    private func withWayOut(_ finding: Finding, _ cell: Cell) -> Finding {
        let text = file.source.text(of: cell.span)
        guard AbsentMarkers.known.contains(text) else { return finding }
        var finding = finding
        finding.help = [Self.absentMarker(text)]
        return finding
    }

    private static func absentMarker(_ text: String) -> Message {
        Message(
            "if it stands for no value: absent \(Notation.text(text)) behind the field",
            ko: "값이 없다는 뜻이면 필드 뒤에 absent \(Notation.text(text))을(를) 쓰세요")
    }

    private func bad(_ cell: Cell, _ reader: ColumnReader, _ schema: Schema) -> Finding {
        let column = file.columns[reader.place].text
        if cell.count == 0 {
            if case .key = reader.role {
                return Finding(
                    code: DataCode.emptyKey,
                    message: Message("the id in column '\(column)' is empty", ko: "'\(column)' 열의 식별자가 비었습니다"),
                    span: cell.span)
            }
            return Finding(
                code: DataCode.requiredCell,
                message: Message("'\(column)' is required here and empty", ko: "필수인 '\(column)' 칸이 비었습니다"),
                span: cell.span)
        }
        let text = file.source.text(of: cell.span)
        if file.form.isJSON, let nested = nested(cell, column, reader) { return nested }
        return switch reader.content {
        case .int: finding(DataCode.badNumber, text, cell, column, "a whole number of 64 bits", ko: "64비트 정수")
        case .decimal:
            finding(DataCode.badNumber, text, cell, column, "a decimal number of at most 38 digits", ko: "38자리 이하의 십진수")
        case .float: finding(DataCode.badNumber, text, cell, column, "a finite number", ko: "유한한 수")
        case .period where file.source.utf8.withUnsafeBufferPointer({ isReversed(cell, $0) }):
            Finding(
                code: DataCode.badCellDate,
                message: Message(
                    "the period in column '\(column)' ends before it begins", ko: "'\(column)' 열의 기간은 끝이 시작보다 앞섭니다"),
                span: cell.span, help: [Message("a period is START/END", ko: "기간은 시작/끝으로 씁니다")])
        case .date where reader.openDay(text) != nil:
            Finding(
                code: DataCode.badCellDate,
                message: Message(
                    "'\(text)' in column '\(column)' leaves open which number is the month",
                    ko: "'\(column)' 열의 '\(text)'은(는) 어느 수가 월인지 알 수 없습니다"),
                span: cell.span,
                help: [
                    Message(
                        "say which: format \"day first\" or format \"month first\"",
                        ko: "format \"day first\"나 format \"month first\"로 정하세요")
                ])
        case .date where reader.pattern != nil:
            finding(
                DataCode.badCellDate, text, cell, column, "a date that exists, written \(reader.pattern ?? "")",
                ko: "\(reader.pattern ?? "") 형식의 있는 날짜")
        case .date, .period:
            finding(
                DataCode.badCellDate, text, cell, column, "a date that exists", ko: "있는 날짜",
                help: [
                    Message(
                        "dates are written 2023-10-31, 2023.10.31 or October 31, 2023; for others: map \"\(column)\" format \"yyyy.MM.dd\"",
                        ko:
                            "날짜는 2023-10-31, 2023.10.31, 2023년 10월 31일처럼 씁니다. 다른 형식은 map \"\(column)\" format \"yyyy.MM.dd\""
                    )
                ])
        case .enumeration(let id):
            finding(
                DataCode.unknownCase, text, cell, column, "a case of \(schema[id].name)", ko: "\(schema[id].name)의 항목",
                help: [
                    Message(
                        "cases: \(schema[id].cases.map(\.name).joined(separator: ", "))",
                        ko: "항목: \(schema[id].cases.map(\.name).joined(separator: ", "))")
                ])
        case .bool: finding(DataCode.badCell, text, cell, column, "true or false", ko: "true나 false")
        case .duration:
            finding(DataCode.badCell, text, cell, column, "a duration such as 2 years", ko: "기간(예: 2 years)")
        case .geo: finding(DataCode.badCell, text, cell, column, "a latitude and a longitude", ko: "위도와 경도")
        case .quantity where file.source.utf8.withUnsafeBufferPointer({ isReversedRange(cell, $0) }):
            Finding(
                code: DataCode.badCell,
                message: Message(
                    "the range in column '\(column)' ends before it begins", ko: "'\(column)' 열의 범위는 끝이 시작보다 앞섭니다"),
                span: cell.span, help: [Message("a range is LOW..HIGH", ko: "범위는 작은 수..큰 수로 씁니다")])
        case .quantity: finding(DataCode.badCell, text, cell, column, "a number and a unit", ko: "수와 단위")
        case .text, .link: finding(DataCode.badCell, text, cell, column, "a text", ko: "글")
        }
    }

    private func isReversedRange(_ cell: Cell, _ bytes: Bytes) -> Bool {
        ValueText.reversedRange(TextCursor(Bytes(rebasing: bytes[..<cell.span.end])), from: cell.span.start) != nil
    }

    private func isReversed(_ cell: Cell, _ bytes: Bytes) -> Bool {
        DateText.isReversed(Bytes(rebasing: bytes[cell.span.start..<cell.span.end]))
    }

    /// An array or object where a plain value belongs.
    private func nested(_ cell: Cell, _ column: String, _ reader: ColumnReader) -> Finding? {
        let isNested = file.source.utf8.withUnsafeBufferPointer { cell.isNested(in: $0) }
        guard isNested else { return nil }
        let isArray = file.source.utf8[cell.span.start] == UInt8(ascii: "[")
        let (message, help) =
            if !isArray {
                (
                    Message("column '\(column)' holds an object here", ko: "'\(column)' 열에 객체가 있습니다"),
                    Message(
                        "a cell is a plain value or an array of such: give its parts columns of their own",
                        ko: "칸에는 값이나 값의 배열만 옵니다. 객체의 항목을 각각 열로 만드세요")
                )
            } else if reader.isMany {
                (
                    Message("column '\(column)' holds an array within an array", ko: "'\(column)' 열에 배열 안의 배열이 있습니다"),
                    Message("an array in a cell holds plain values", ko: "칸의 배열에는 값만 옵니다")
                )
            } else {
                (
                    Message(
                        "column '\(column)' holds one value, and here is an array",
                        ko: "'\(column)' 열은 값이 하나인데 배열이 있습니다"),
                    Message("'many' behind the field makes it hold several", ko: "필드 뒤에 'many'를 쓰면 여럿을 담습니다")
                )
            }
        // The bracket is enough: what is in it may go over many lines.
        let span = Span(cell.span.start, cell.span.start + 1)
        return Finding(code: DataCode.nestedCell, message: message, span: span, help: [help])
    }

    private func finding(
        _ code: DiagnosticCode, _ text: String, _ cell: Cell, _ column: String, _ what: String, ko korean: String,
        help: [Message] = []
    ) -> Finding {
        Finding(
            code: code,
            message: Message(
                "'\(text)' in column '\(column)' is not \(what)", ko: "'\(column)' 열의 '\(text)'은(는) \(korean)이(가) 아닙니다"),
            span: cell.span, help: help)
    }

    func duplicates(_ rows: [Int], place: Int, _ issues: inout DataIssues) {
        guard !rows.isEmpty else { return }
        let cells = TableBlocks.cells(of: file, place: place, rows: Set(rows.prefix(DataIssues.limit)))
        for (_, cell) in cells.sorted(by: { $0.key < $1.key }) {
            let text = file.source.text(of: cell.span)
            issues.error(
                DataCode.duplicateKey, Message("the id '\(text)' is taken already", ko: "식별자 '\(text)'이(가) 이미 있습니다"),
                at: cell.span, in: file.source)
        }
        issues.count(rows.count - cells.count)
    }

    func dangling(_ rows: [Int], ids: [String], place: Int, _ types: [String], _ issues: inout DataIssues) {
        let shown = rows.prefix(ids.count)
        let cells = TableBlocks.cells(of: file, place: place, rows: Set(shown))
        for (row, id) in zip(shown, ids) {
            issues.error(
                DataCode.danglingLink,
                Message(
                    "there is no \(types.joined(separator: " or ")) '\(id)'",
                    ko: "'\(id)'이라는 \(types.joined(separator: ", "))이(가) 없습니다"),
                at: cells[row]?.span ?? Span(0, 0), in: file.source,
                help: AbsentMarkers.known.contains(id) ? [Self.absentMarker(id)] : [])
        }
        issues.count(rows.count - ids.count)
    }
}

extension SourceText {
    func text(of span: Span) -> String { String(decoding: utf8[span.start..<span.end], as: UTF8.self) }
}
