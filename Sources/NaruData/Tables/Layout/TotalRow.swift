import NaruEngine
import NaruSyntax

/// A last row that adds up the rows above it.
struct TotalRow {
    let file: TableFile
    /// Where it starts.
    let position: Int
    private let texts: [String]

    private static let words: Set<String> = [
        "합계", "계", "총계", "총합계", "소계", "합", "총", "total", "totals", "sum", "grandtotal",
    ]

    /// Nil where the last row's first text is no word for a total.
    init?(file: TableFile) {
        guard file.columns.count > 1, let (position, texts) = file.lastRow(before: file.end),
            let first = texts.first(where: { !$0.isEmpty }), Self.words.contains(Self.word(first))
        else { return nil }
        self.file = file
        self.position = position
        self.texts = texts
    }

    /// `합 계` and `총계 (3개 도시)` as the word alone.
    private static func word(_ text: String) -> String {
        text.prefix { $0 != "(" && $0 != "（" }.filter { !$0.isWhitespace }.lowercased()
    }

    /// Whether its numbers are the sums of their columns, or how many rows there are.
    var addsUp: Bool {
        let numbers = texts.enumerated().compactMap { place, text in Self.number(text).map { (place, $0) } }
        // Another text than the word for a total is no number to be compared.
        guard !numbers.isEmpty else { return false }
        var totals = numbers.map { _ in ExactDecimal(mantissa: 0, scale: 0) }
        var rows = -1
        let width = file.width
        _ = TableBlocks.forEach(of: file) { cells, count, _, bytes in
            rows += count
            for (index, (place, _)) in numbers.enumerated() where place < width {
                for row in 0..<count {
                    let cell = cells[row * width + place]
                    if let number = Self.number(file.text(of: cell, bytes)) {
                        totals[index] = totals[index].adding(number) ?? totals[index]
                    }
                }
            }
        }
        let count = ExactDecimal(mantissa: Int128(rows), scale: 0)
        // The row itself was added, too.
        return zip(numbers, totals).allSatisfy { number, total in
            number.1 == count || number.1.adding(number.1) == total
        }
    }

    /// With or without a unit, which all of a column share.
    private static func number(_ text: String) -> ExactDecimal? {
        let bytes = text.utf8.filter { $0 != .comma && $0 != .blank }
        guard let first = bytes.firstIndex(where: \.isDigit), let last = bytes.lastIndex(where: \.isDigit) else {
            return nil
        }
        let start = first > 0 && bytes[first - 1] == .minus ? first - 1 : first
        return Array(bytes[start...last]).withUnsafeBufferPointer { WrittenNumber.decimal($0) }
    }
}

/// A line below a table that says something of it: `※ 2024년 기준`, `출처: …`.
struct TableRemark {
    let position: Int
    let text: String

    private static let beginnings = [
        "※", "*", "＊", "†", "주)", "주:", "주 ", "출처", "자료:", "자료 :", "참고:", "비고:", "note:", "notes:", "source:",
        "sources:",
    ]

    /// Nil where the row before `end` is none.
    init?(of file: TableFile, before end: Int) {
        guard file.columns.count > 1, let (position, texts) = file.lastRow(before: end),
            let text = texts.first, !text.isEmpty, texts.dropFirst().allSatisfy(\.isEmpty),
            Self.beginnings.contains(where: text.lowercased().hasPrefix)
        else { return nil }
        self.position = position
        self.text = text
    }
}

extension TableFile {
    /// The last row with a text in it.
    func lastRow(before limit: Int) -> (position: Int, texts: [String])? {
        // So many rows without a text may stand below it.
        let mostEmptyRows = 200
        return source.utf8.withUnsafeBufferPointer { bytes in
            var end = limit
            for _ in 0..<mostEmptyRows {
                while end > body.position, bytes[end - 1] == .newline || bytes[end - 1] == .carriageReturn {
                    end -= 1
                }
                guard end > body.position else { return nil }
                let start = bytes[body.position..<end].lastIndex(of: .newline).map { $0 + 1 } ?? body.position
                let texts = texts(ofRowAt: start, bytes)
                if texts.contains(where: { !$0.isEmpty }) { return (start, texts) }
                end = start
            }
            return nil
        }
    }
}
