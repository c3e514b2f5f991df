import NaruSyntax

/// What the ending of a file says about the text in it.
enum TextKind {
    case csv, tsv, plain
}

/// Finds what separates the cells of a text: the sign by which most lines have
/// the same number of cells.
struct SeparatorFinder {
    let bytes: Bytes
    let start: Int

    private static let candidates: [UInt8] = [.comma, UInt8(ascii: ";"), .tab, UInt8(ascii: "|")]
    private static let sampleSize = 1 << 16
    private static let sampleRows = 100

    /// Whether a text without a word about it holds a table: nearly all lines have
    /// the same number of cells, more than one.
    static func hasColumns(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            // The zeros of UTF-16 stand between signs that are found all the same.
            let text = bytes.prefix(sampleSize).filter { $0 != 0 }
            guard let end = text.firstIndex(of: .newline), end < text.count - 1 else { return false }
            return text.withUnsafeBufferPointer { bytes in
                let finder = SeparatorFinder(bytes: bytes, start: 0)
                if finder.named != nil || finder.hasBlankColumns { return true }
                return candidates.contains { evenShare(of: finder.sample, .separated($0)) > 0.8 }
            }
        }
    }

    /// `sep=;`, which spreadsheets write and read in the first line, and where
    /// the next line starts.
    var named: (separator: UInt8, next: Int)? {
        let line = Bytes(rebasing: bytes[start...].prefix { $0 != .newline })
        let words = line.filter { $0 != .quote && $0 != .carriageReturn }
        guard words.count == 5, String(decoding: words.prefix(4), as: UTF8.self).lowercased() == "sep=" else {
            return nil
        }
        return (words[4], min(start + line.count + 1, bytes.count))
    }

    func form(_ kind: TextKind) -> TableForm {
        let separator = separator
        switch kind {
        case .csv: return .separated(separator ?? .comma)
        case .tsv: return separator == nil || sample.holds(.tab) ? .unquoted(.tab) : .separated(separator ?? .comma)
        case .plain where separator == nil: return hasBlankColumns ? .blanks : .separated(.comma)
        case .plain:
            guard separator == .tab else { return .separated(separator ?? .comma) }
            return hasBrokenQuote(.tab) ? .unquoted(.tab) : .separated(.tab)
        }
    }

    /// Whole lines.
    private var sample: Bytes {
        guard bytes.count - start > Self.sampleSize else { return Bytes(rebasing: bytes[start...]) }
        let part = bytes[start..<start + Self.sampleSize]
        let end = part.lastIndex(of: .newline).map { $0 + 1 } ?? part.endIndex
        return Bytes(rebasing: bytes[start..<end])
    }

    /// nil where no sign separates anything.
    private var separator: UInt8? {
        let sample = sample
        var best: (separator: UInt8, share: Double)?
        for candidate in Self.candidates where sample.holds(candidate) {
            let share = Self.evenShare(of: sample, .separated(candidate))
            if share > best?.share ?? 0 { best = (candidate, share) }
        }
        return best?.separator
    }

    /// The share of the rows that have the most frequent number of cells, if
    /// that is more than one.
    private static func evenShare(of sample: Bytes, _ form: TableForm) -> Double {
        var counts: [Int: Int] = [:]
        var rows = 0
        forEachRow(of: sample, form) { cells in
            rows += 1
            if cells > 1 { counts[cells, default: 0] += 1 }
        }
        guard rows > 0 else { return 0 }
        return Double(counts.values.max() ?? 0) / Double(rows)
    }

    private static func forEachRow(of sample: Bytes, _ form: TableForm, _ body: (Int) -> Void) {
        var scanner = TableScanner(sample, form: form, from: TableScanner.Start(position: 0, line: 1))
        var cells: [Cell] = []
        for _ in 0..<sampleRows {
            cells.removeAll(keepingCapacity: true)
            if scanner.nextRow(into: &cells) {
                body(cells.count)
            } else if scanner.failure != nil {
                scanner.skipBrokenRow()
            } else {
                return
            }
        }
    }

    /// Runs of blanks stand between as many cells in all rows, one of them a
    /// number: words alone have blanks between them, too.
    private var hasBlankColumns: Bool {
        let sample = sample
        guard Self.evenShare(of: sample, .blanks) == 1 else { return false }
        var scanner = TableScanner(sample, form: .blanks, from: TableScanner.Start(position: 0, line: 1))
        var cells: [Cell] = []
        var rows = 0
        while scanner.nextRow(into: &cells) {
            rows += 1
            let hasNumber = cells.contains { cell in
                WrittenNumber.float(Bytes(rebasing: sample[cell.span.start..<cell.span.end])) != nil
            }
            if rows > 1, !hasNumber { return false }
            cells.removeAll(keepingCapacity: true)
        }
        return rows > 1
    }

    private func hasBrokenQuote(_ separator: UInt8) -> Bool {
        var scanner = TableScanner(
            sample, form: .separated(separator), from: TableScanner.Start(position: 0, line: 1))
        var cells: [Cell] = []
        while scanner.nextRow(into: &cells) { cells.removeAll(keepingCapacity: true) }
        return scanner.failure != nil
    }
}
