import NaruSyntax
import Testing

@testable import NaruData

/// Rows are found as by a reader that goes byte by byte.
@Suite struct TableBlocksTests {
    private struct Rows: Equatable {
        var cells: [[String]] = []
        var lines: [Int] = []
        var ragged = 0
        var broken = 0
        var empty = 0
    }

    /// Quotation marks make an empty cell a text.
    private struct ModelCell {
        var text: String
        var isQuoted: Bool
        var isAbsent: Bool { text.isEmpty && !isQuoted }
    }

    @Test(arguments: [
        "a,b", "a,b\n", "a,b\r\n", "a,b\n1,2", "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n\n1,2\n\n\n3,4\n", "a,b\n,\n",
        "a,b\n1,\n,2\n", "a,b\n\"1\n2\",3\n4,5\n", "a,b\n\"1\"\"2\",\"\"\r\n", "a,b\n1,2,3\n4\n5,6\n", "a\n\n1\n\r\n2",
        "a\n\r\r\n", "a,b\n1,2\"3\n", "a,b\n\"1", "a,b\n\"1\"2,3\n", "\u{FEFF}a,b\n1,2\n", "a,b\n\"가나\n다\",라\r\n마,바",
        "a,b\n12345678,12345678\n1234567,123456789\n", "a,b\n1,2\n3,\"4\"\n5,6\n7,8\n9,\"\n",
    ])
    func shortTables(_ text: String) { check(text) }

    @Test func manyBlocks() {
        let rows = (0..<5000).map { $0 % 1777 == 5 ? "\($0),\"x\n\($0)\"" : "\($0),x\($0)" }
        check("a,b\n" + rows.joined(separator: "\n"))
        check("a\n" + (0..<5000).map { $0 % 900 == 7 ? "" : String($0) }.joined(separator: "\r\n"))
        check((0..<300).map { "c\($0)" }.joined(separator: ",") + "\n" + String(repeating: ",", count: 299) + "\n")
    }

    @Test(arguments: 0..<200) func randomTables(_ round: Int) {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix(seed: seed)
        let quoteless = round % 2 == 0
        let signs =
            ["1", "a", "가", ",", ",", "\n", "\r\n", "\r", " ", "longer than a word"] + (quoteless ? [] : ["\""])
        let body = (0..<Int.random(in: 0...60, using: &random)).map { _ in signs.randomElement(using: &random) ?? "" }
        check(["a", "a,b", "a,b,c"][round % 3] + "\n" + body.joined(), "seed \(seed)")
    }

    private func check(_ text: String, _ comment: Comment? = nil) {
        var issues = DataIssues()
        let source = SourceText(name: "t.csv", text: text)
        guard let file = TableFile(source, form: .separated(.comma), header: .line(1), issues: &issues) else {
            Issue.record(comment ?? "no table")
            return
        }
        let (found, wanted) = (read(file), expected(Array(text.utf8), width: file.width))
        #expect(found == wanted, comment)
    }

    private func read(_ file: TableFile) -> Rows {
        let width = file.width
        var found = Rows()
        let outcome = TableBlocks.forEach(of: file) { cells, rows, firstRow, bytes in
            #expect(firstRow == found.cells.count)
            for row in 0..<rows {
                found.cells.append(
                    (0..<width).map {
                        let cell = cells[row * width + $0]
                        let text =
                            cell.hasEscapes
                            ? file.form.unescaped(cell, in: bytes) : Array(bytes[cell.span.start..<cell.span.end])
                        return String(decoding: text, as: UTF8.self)
                    })
            }
        }
        found.lines = (outcome.lines ?? (0..<outcome.rows).map { outcome.firstLine + Int32($0) }).map { Int($0) }
        found.ragged = outcome.raggedCount
        found.broken = outcome.brokenCount
        found.empty = outcome.emptyCount
        return found
    }

    // MARK: - The reader that goes byte by byte

    private func expected(_ bytes: [UInt8], width: Int) -> Rows {
        var rows = Rows()
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var line = 1
        var isHeader = true
        while index < bytes.count {
            let isBlank = bytes[index] == .newline || bytes[index...].starts(with: [.carriageReturn, .newline])
            if isBlank, isHeader || width > 1 {
                index += bytes[index] == .newline ? 1 : 2
                line += 1
                continue
            }
            let (start, startLine) = (index, line)
            guard let cells = row(bytes, &index, &line) else {
                rows.broken += 1
                index = (bytes[start...].firstIndex(of: .newline) ?? bytes.count - 1) + 1
                line = startLine + 1
                continue
            }
            if isHeader {
                isHeader = false
            } else if cells.count != width {
                rows.ragged += 1
            } else if width > 1, cells.allSatisfy(\.isAbsent) {
                rows.empty += 1
            } else {
                rows.cells.append(cells.map(\.text))
                rows.lines.append(startLine)
            }
        }
        return rows
    }

    /// nil where a quotation mark is wrong.
    private func row(_ bytes: [UInt8], _ index: inout Int, _ line: inout Int) -> [ModelCell]? {
        var cells: [ModelCell] = []
        while true {
            let isQuoted = index < bytes.count && bytes[index] == .quote
            guard let cell = isQuoted ? quoted(bytes, &index, &line) : plain(bytes, &index) else { return nil }
            cells.append(ModelCell(text: cell, isQuoted: isQuoted))
            guard index < bytes.count else { return cells }
            index += 1
            if bytes[index - 1] == .newline {
                line += 1
                return cells
            }
        }
    }

    private func plain(_ bytes: [UInt8], _ index: inout Int) -> String {
        var cell: [UInt8] = []
        while index < bytes.count, bytes[index] != .comma, bytes[index] != .newline {
            cell.append(bytes[index])
            index += 1
        }
        let endsLine = index == bytes.count || bytes[index] == .newline
        if endsLine, cell.last == .carriageReturn { cell.removeLast() }
        return String(decoding: cell, as: UTF8.self)
    }

    private func quoted(_ bytes: [UInt8], _ index: inout Int, _ line: inout Int) -> String? {
        var cell: [UInt8] = []
        index += 1
        while true {
            guard index < bytes.count else { return nil }
            if bytes[index] == .quote {
                index += 1
                guard index < bytes.count, bytes[index] == .quote else { break }
            }
            if bytes[index] == .newline { line += 1 }
            cell.append(bytes[index])
            index += 1
        }
        if bytes[index...].starts(with: [.carriageReturn, .newline]) { index += 1 }
        guard index == bytes.count || bytes[index] == .comma || bytes[index] == .newline else { return nil }
        return String(decoding: cell, as: UTF8.self)
    }
}
