import NaruEngine
import NaruSyntax

/// What one reader took of a table: the cells of some rows that follow one
/// another, in columns, with texts of its own.
final class TablePiece: @unchecked Sendable {
    // One thread fills a piece, and hands it over when it is done. All read the
    // same file, which nobody changes.
    private let file: TableFile
    let columns: [ColumnReader]
    let key: ColumnReader?
    let texts: PieceTexts
    private(set) var outcome = TableBlocks.Outcome()
    /// From the codes of its references to those of the whole dataset.
    private(set) var map: [Int32]?

    init(of file: TableFile, _ load: TableColumns, texts: PieceTexts) {
        self.file = file
        columns = load.columns.map { ColumnReader(like: $0, texts: texts) }
        key = load.key.map { ColumnReader(like: $0, texts: texts) }
        self.texts = texts
    }

    var readers: [ColumnReader] { columns + (key.map { [$0] } ?? []) }

    func read(from start: TableScanner.Start, before end: Int) {
        let width = file.width
        let readers = readers
        outcome = TableBlocks.forEach(of: file, from: start, before: end) { cells, rows, firstRow, bytes in
            if firstRow == 0, let last = cells.last {
                // As long as the first rows: then the part has about this many.
                let estimate = rows * (end - start.position) / max(1, last.span.end - start.position) + rows
                for reader in readers { reader.buffer.reserve(estimate) }
            }
            for reader in readers { reader.read(cells, width: width, rows: rows, firstRow: firstRow, in: bytes) }
        }
    }

    /// The codes of the ids, among those of the whole dataset.
    var ids: [Int32] {
        guard let codes = key?.buffer.codes else { return [] }
        return map.map { map in codes.map { $0 < 0 ? $0 : map[Int($0)] } } ?? codes
    }

    /// Makes the piece's references texts of the dataset.
    func merge(into all: TextInterner) {
        guard all !== texts.references else { return }
        map = all.absorb(texts.references)
    }
}

/// The columns of a table that are read, as they are before the first row.
struct TableColumns {
    let columns: [ColumnReader]
    let key: ColumnReader?
}

/// Cuts a table at ends of lines, and reads the parts by several threads.
///
/// A line may end within a quotation, so a cut is only a guess. It was right if
/// the part before it ended there; where it did not, the next part is read
/// again from where that one ended. So the rows are always those that one
/// reader would have found.
struct TablePieces {
    let file: TableFile
    let columns: TableColumns
    /// The texts of the dataset.
    let texts: TextInterner
    let options: LoadOptions

    /// As long as they are so few, the first piece adds its references to the
    /// texts of the dataset; among many it would look for each in a table too
    /// large for the core's cache.
    private static let fewTexts = 1 << 13
    /// In bytes. The other texts of a small piece join them, too.
    private static let smallPiece = 1 << 16

    /// The pieces in order. The last one has what ended the reading, if anything did.
    func read() -> [TablePiece] {
        let cuts = file.cuts(options)
        let ends = cuts.dropFirst().map(\.position) + [file.end]
        let empty = cuts.indices.map { piece($0, size: ends[$0] - cuts[$0].position) }
        var pieces = Parallel.map(cuts.count, threads: options.threads) { place in
            empty[place].read(from: cuts[place], before: ends[place])
            return empty[place]
        }
        for place in pieces.indices.dropFirst() {
            let before = pieces[place - 1].outcome
            guard before.failure == nil else {
                pieces.removeSubrange(place...)
                break
            }
            guard before.end.position != cuts[place].position else { continue }
            pieces[place] = piece(place, size: ends[place] - cuts[place].position)
            let start = TableScanner.Start(position: before.end.position, line: 1)
            pieces[place].read(from: start, before: max(ends[place], start.position))
        }
        for piece in pieces { piece.merge(into: texts) }
        return pieces
    }

    private func piece(_ place: Int, size: Int) -> TablePiece {
        let isFirst = place == 0 && texts.count < Self.fewTexts
        let references = isFirst ? texts : TextInterner()
        let values = isFirst && size < Self.smallPiece ? texts : TextInterner()
        return TablePiece(of: file, columns, texts: PieceTexts(references: references, values: values))
    }
}

extension TableFile {
    /// Where parts for several threads may start, the first one behind the header.
    /// The lines of the others are counted from 1.
    func cuts(_ options: LoadOptions) -> [TableScanner.Start] {
        let size = end - body.position
        // A cell may need the one above it.
        let isInOrder = form.isJSON && form != .values || !fillsDown.isEmpty || !excluded.isEmpty
        let pieces = isInOrder ? 1 : options.threads
        var cuts = [body]
        source.utf8.withUnsafeBufferPointer { bytes in
            for range in Parallel.ranges(size, pieces: pieces, least: options.pieceSize).dropFirst() {
                var place = body.position + range.lowerBound
                while place < bytes.count, bytes[place - 1] != .newline { place += 1 }
                if place < end, place > cuts[cuts.count - 1].position {
                    cuts.append(TableScanner.Start(position: place, line: 1))
                }
            }
        }
        return cuts
    }
}
