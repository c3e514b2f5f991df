import NaruEngine
import NaruSyntax

/// A last row that adds up the rows above it.
struct TotalRow {
    let file: TableFile

    private static let words: Set<String> = [
        "합계", "계", "총계", "총합계", "소계", "합", "총", "total", "totals", "sum", "grand total", "합 계", "총 계",
    ]
    /// How many rows without a text may stand below it.
    private static let mostEmptyRows = 200

    /// Where the row starts, if its first text is a word for a total and its
    /// numbers are the sums of their columns, or how many rows there are.
    var position: Int? {
        guard file.columns.count > 1, let (position, texts) = lastRow, isTotal(texts) else { return nil }
        return position
    }

    /// The last row with a text in it.
    private var lastRow: (position: Int, texts: [String])? {
        file.source.utf8.withUnsafeBufferPointer { bytes in
            var end = bytes.count
            for _ in 0..<Self.mostEmptyRows {
                while end > file.body.position, bytes[end - 1] == .newline || bytes[end - 1] == .carriageReturn {
                    end -= 1
                }
                guard end > file.body.position else { return nil }
                let start = bytes[file.body.position..<end].lastIndex(of: .newline).map { $0 + 1 } ?? file.body.position
                let texts = file.texts(ofRowAt: start, bytes)
                if texts.contains(where: { !$0.isEmpty }) { return (start, texts) }
                end = start
            }
            return nil
        }
    }

    private func isTotal(_ texts: [String]) -> Bool {
        guard let first = texts.first(where: { !$0.isEmpty }), Self.words.contains(first.lowercased()) else {
            return false
        }
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

    private static func number(_ text: String) -> ExactDecimal? {
        Array(text.utf8.filter { $0 != .comma && $0 != .blank }).withUnsafeBufferPointer { WrittenNumber.decimal($0) }
    }
}
