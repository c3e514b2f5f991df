import NaruSyntax

/// Which columns there are, and where the rows begin and end.
extension TableFile {
    private struct HeadRow {
        var cells: [Cell]
        var texts: [String]
        var line: Int
        var start: TableScanner.Start
        var end: TableScanner.Start
    }

    private func headRows(upTo line: Int?) -> (rows: [HeadRow], failure: TableScanner.Failure?) {
        source.utf8.withUnsafeBufferPointer { bytes in
            var scanner = TableScanner(bytes, form: form, from: body, window: window)
            var rows: [HeadRow] = []
            var failure: TableScanner.Failure?
            while rows.count < HeaderFinder.rowCount || scanner.line < line ?? 0 {
                var cells: [Cell] = []
                guard scanner.nextRow(into: &cells) else {
                    guard let found = scanner.failure else { break }
                    if rows.isEmpty { failure = failure ?? found }
                    scanner.skipBrokenRow()
                    continue
                }
                let start = TableScanner.Start(position: scanner.rowStart, line: scanner.line)
                rows.append(
                    HeadRow(
                        cells: cells, texts: cells.map { text(of: $0, bytes).withoutLineBreaks }, line: scanner.line,
                        start: start,
                        end: scanner.start))
            }
            return (rows, failure)
        }
    }

    mutating func findColumns(
        _ header: HeaderChoice?, needsHeader: Bool, merges: [CellArea] = [], _ issues: inout DataIssues
    ) -> Bool {
        let wanted: Int? = if case .line(let line)? = header { line } else { nil }
        let (rows, failure) = headRows(upTo: wanted)
        if let failure {
            issues.table(failure, in: source)
            return false
        }
        let finder = HeaderFinder(
            rows: rows.map(\.texts), groups: groups(merges, rows), allowsNone: !needsHeader)
        switch header {
        case .line(let line)?:
            guard let place = rows.firstIndex(where: { $0.line >= line }) else {
                noLine(line, &issues)
                return false
            }
            return name(by: finder.header(at: place, titles: Array(0..<place)), rows, finder.groups, &issues)
        case HeaderChoice.none?: return number(rows, &issues)
        case nil:
            let finding = finder.finding
            if finding.header != nil { return name(by: finding, rows, finder.groups, &issues) }
            guard !rows.isEmpty else { return hasColumns(&issues) }
            note(finding.titles.map { rows[$0] }, &issues)
            let first = rows[min(finding.titles.count, rows.count - 1)]
            issues.tableNote(
                Message(
                    "the first row looks like data, so no row names the columns", ko: "첫 행이 자료처럼 보여 열 이름이 없는 표로 읽었습니다"),
                at: first.cells.first?.span, in: source,
                help: [Message("if it does: --header \(first.line)", ko: "열 이름이라면: --header \(first.line)")])
            return number(Array(rows.dropFirst(finding.titles.count)), &issues)
        }
    }

    /// The columns of the table that cells merged along a row cover, by the place
    /// of the row.
    private func groups(_ merges: [CellArea], _ rows: [HeadRow]) -> [Int: [Range<Int>]] {
        var groups: [Int: [Range<Int>]] = [:]
        guard !merges.isEmpty else { return groups }
        let places = Dictionary(rows.enumerated().map { ($1.line, $0) }, uniquingKeysWith: { first, _ in first })
        for area in merges where area.columns.count > 1 {
            guard let place = places[area.rows.lowerBound] else { continue }
            let columns = area.columns.clamped(to: window.lowerBound...max(window.lowerBound, window.upperBound - 1))
            let first = columns.lowerBound - window.lowerBound
            if columns.count > 1 { groups[place, default: []].append(first..<first + columns.count) }
        }
        return groups
    }

    private func noLine(_ line: Int, _ issues: inout DataIssues) {
        issues.error(
            DataCode.emptyTable, Message("there is no line \(line)", ko: "\(line)번째 줄이 없습니다"), at: Span(0, 0),
            in: source,
            help: [Message("the header is one of its lines, or none", ko: "머리글은 파일의 한 줄이거나 none입니다")])
    }

    /// Takes the names of the columns from a row, or two.
    private mutating func name(
        by finding: HeaderFinder.Finding, _ all: [HeadRow], _ groups: [Int: [Range<Int>]], _ issues: inout DataIssues
    ) -> Bool {
        guard let place = finding.header else { return false }
        let row = all[place]
        let rows = all[(place + (finding.isDouble ? 2 : 1))...]
        body = all[rows.startIndex - 1].end
        note(finding.titles.map { all[$0] }, &issues)
        guard hasHeader else { return true }
        width = row.cells.count
        let below = finding.isDouble ? all[place + 1] : nil
        let names = row.cells.indices.map { column in
            let first = groups[place]?.first { $0.contains(column) }?.lowerBound ?? column
            return Self.name(row.texts[first], below?.texts[column])
        }
        columns = names.indices.map { column in
            let span = row.texts[column].isEmpty ? below?.cells[column].span : nil
            return DeclaredName(
                text: names[column].isEmpty ? "column_\(column + 1)" : names[column],
                span: span ?? row.cells[column].span)
        }
        unnamed = names.reversed().prefix { $0.isEmpty }.count
        guard hasColumns(&issues) else { return false }
        tellApart(&issues)
        // All rows may end with separators that the header does without; of one
        // row nothing tells these from a cell without its quotation marks.
        if rows.count > 1, let count = rows.first?.cells.count, count > width,
            rows.allSatisfy({ $0.cells.count == count })
        {
            surplus = count - width
        }
        return true
    }

    /// A group and its column, or the only one of them.
    private static func name(_ group: String, _ column: String?) -> String {
        guard let column, !column.isEmpty, column != group else { return group }
        return group.isEmpty ? column : "\(group)_\(column)"
    }

    /// Rows above the header say what the table is about.
    private mutating func note(_ titles: [HeadRow], _ issues: inout DataIssues) {
        let lines = titles.map { $0.texts.filter { !$0.isEmpty }.joined(separator: " ") }.filter { !$0.isEmpty }
        guard let first = titles.first(where: { $0.texts.contains { !$0.isEmpty } }) else { return }
        let whole = lines.joined(separator: " / ")
        let text = whole.count > 80 ? whole.prefix(79) + "…" : whole
        issues.tableNote(
            Message(
                "what stands above the header is taken as a title: '\(text)'", ko: "머리글 위의 글은 제목으로 읽었습니다: '\(text)'"),
            at: first.cells.first?.span, in: source)
    }

    /// `column_1`, `column_2` for rows that nothing names.
    private mutating func number(_ rows: [HeadRow], _ issues: inout DataIssues) -> Bool {
        guard let first = rows.first else { return hasColumns(&issues) }
        body = first.start
        guard hasHeader else { return true }
        isHeaderless = true
        width = first.cells.count
        columns = first.cells.indices.map { DeclaredName(text: "column_\($0 + 1)", span: first.cells[$0].span) }
        unnamed = width
        return true
    }

    /// The second of two columns called `name` is `name_2`.
    private mutating func tellApart(_ issues: inout DataIssues) {
        var taken = Set(columns.map(\.text))
        var seen: Set<String> = []
        for place in columns.indices where !seen.insert(columns[place].text).inserted {
            let name = columns[place].text
            var number = 2
            while taken.contains("\(name)_\(number)") { number += 1 }
            columns[place].text = "\(name)_\(number)"
            taken.insert(columns[place].text)
            issues.tableNote(
                Message(
                    "two columns are called '\(name)'; this one is '\(columns[place].text)'",
                    ko: "'\(name)'이라는 열이 둘이어서 이 열은 '\(columns[place].text)'(으)로 읽었습니다"),
                at: columns[place].span, in: source)
        }
    }

    /// Columns at the end without a name and without a text are none.
    mutating func dropEmptyColumns() {
        let named = width
        width += surplus
        let filled = unnamed + surplus > 0 ? lastFilled(from: named - unnamed) : width
        if filled > named { width = named }
        if filled < named, filled > 0 { columns.removeSubrange(filled...) }
    }

    /// How many columns there are up to the last one with a text, of those from
    /// `first` on.
    private func lastFilled(from first: Int) -> Int {
        var filled = first
        let width = width
        _ = TableBlocks.forEach(of: self) { cells, rows, _, _ in
            for row in 0..<rows {
                while filled < width, (filled..<width).contains(where: { !cells[row * width + $0].isAbsent }) {
                    filled += 1
                }
            }
        }
        return filled
    }

    /// Of a row; a sheet names its first cell.
    private func lineSpan(from position: Int) -> Span {
        let line = source.utf8[position...].prefix { $0 != .newline && $0 != .carriageReturn }
        return Span(position, line.endIndex)
    }

    mutating func dropFooter(_ issues: inout DataIssues) {
        dropRemarks(&issues)
        guard let total = TotalRow(file: self) else { return }
        let position = total.position
        guard total.addsUp else {
            issues.tableNote(
                Message(
                    "the last row is called a total, but does not add up the others; it is kept",
                    ko: "마지막 행은 합계라고 하지만 다른 행을 더한 것과 달라 남겨 두었습니다"),
                at: lineSpan(from: position), in: source)
            return
        }
        end = position
        issues.tableNote(
            Message("the last row adds up the others and is left out", ko: "마지막 행은 합계여서 뺐습니다"),
            at: lineSpan(from: position), in: source)
    }
}

extension TableFile {
    /// What stands below the table is told, and no row of it.
    fileprivate mutating func dropRemarks(_ issues: inout DataIssues) {
        while let remark = TableRemark(of: self, before: end) {
            end = remark.position
            issues.tableNote(
                Message(
                    "what stands below the table is taken as a remark: '\(remark.text)'",
                    ko: "표 아래에 있는 것은 덧붙인 말로 보았습니다: '\(remark.text)'"),
                at: lineSpan(from: remark.position), in: source)
        }
    }
}

extension String {
    /// As a heading is called that goes over several lines of a cell.
    fileprivate var withoutLineBreaks: String {
        guard utf8.contains(where: { $0 < .blank }) else { return self }
        return split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
