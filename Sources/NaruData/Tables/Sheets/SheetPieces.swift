import NaruEngine
import NaruSyntax

/// Reads the XML of a large sheet by several threads, while it is unpacked.
///
/// It is cut behind rows. What stands in front of the first row is put before
/// each piece, and the ends of the elements that are open behind it, so that
/// every piece is a text of its own. A cut within a comment or the like leaves
/// one that is no XML. Then `finished` is nil, as it is where rows don't say
/// their numbers, and one reader has to take the whole sheet.
final class SheetPieces {
    /// Smaller sheets, in bytes, are read faster than threads come together.
    static let least = 8 << 20
    private static let pieceSize = 1 << 20
    /// A row may be longer than a piece, but not by so much.
    private static let mostWaiting = 64 << 20

    private var cells: SheetCells
    private let threads: Int
    private let file: String
    private var frame: Frame?
    /// What is not cut yet.
    private var rest: [UInt8] = []
    private var waiting: [[UInt8]] = []
    private var isSound = true

    init(_ cells: SheetCells, threads: Int, file: String) {
        self.cells = cells
        self.threads = threads
        self.file = file
    }

    /// False where nothing more is wanted, since one reader has to do it.
    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        rest.append(contentsOf: bytes)
        if rest.count >= Self.pieceSize { cut() }
        if waiting.count >= threads * 2 { read() }
        isSound = isSound && rest.count < Self.mostWaiting
        return isSound
    }

    /// All cells, when all was taken.
    var finished: SheetCells? {
        guard isSound, frame != nil else { return nil }
        waiting.append(rest)
        rest = []
        read(isLast: true)
        return isSound ? cells : nil
    }

    private func cut() {
        if frame == nil {
            guard let found = Frame(rest) else {
                isSound = false
                return
            }
            rest.removeFirst(found.start.count)
            frame = found
        }
        guard let end = frame?.endOfLastRow(in: rest) else { return }
        var next: [UInt8] = []
        next.reserveCapacity(Self.pieceSize * 5 / 4)
        next += rest[end...]
        rest.removeSubrange(end...)
        waiting.append(rest)
        rest = next
    }

    private func read(isLast: Bool = false) {
        guard isSound, let frame else { return }
        let pieces = waiting
        waiting = []
        let work = Work(empty: cells.piece(capacity: 0), frame: frame, file: file)
        let found = Parallel.map(pieces.count, threads: threads) { place in
            work.cells(of: pieces[place], isEnded: isLast && place == pieces.count - 1)
        }
        for piece in found {
            guard let piece, cells.append(piece) else {
                isSound = false
                return
            }
        }
    }

    /// What a piece is read with.
    private struct Work: Sendable {
        let empty: SheetCells
        let frame: Frame
        let file: String

        /// nil where it is no XML.
        func cells(of piece: [UInt8], isEnded: Bool) -> SheetCells? {
            let receiver = SheetReceiver(empty.piece(capacity: piece.count))
            guard let text = try? XMLText(receiver, file: file) else { return nil }
            for bytes in [frame.start, piece, isEnded ? [] : frame.end] {
                guard bytes.withUnsafeBytes({ text.take($0) }) else { return nil }
            }
            guard (try? text.finish("")) != nil else { return nil }
            receiver.cells.finish()
            return receiver.cells
        }
    }
}

extension SheetPieces {
    /// What stands around the rows of a sheet.
    private struct Frame {
        let start: [UInt8]
        let end: [UInt8]
        private let rowEnd: [UInt8]

        /// nil where no element `sheetData` begins.
        init?(_ text: [UInt8]) {
            let name = Array("sheetData".utf8)
            guard let place = text.firstRange(of: name)?.lowerBound,
                let open = text[..<place].lastIndex(of: UInt8(ascii: "<")),
                let close = text[place...].firstIndex(of: UInt8(ascii: ">")), text[close - 1] != UInt8(ascii: "/")
            else { return nil }
            start = Array(text[...close])
            let prefix = String(decoding: text[(open + 1)..<place], as: UTF8.self)
            end = Array("</\(prefix)sheetData></\(prefix)worksheet>".utf8)
            rowEnd = Array("</\(prefix)row>".utf8)
        }

        func endOfLastRow(in text: [UInt8]) -> Int? {
            text.withUnsafeBufferPointer { bytes in
                var place = bytes.count - rowEnd.count
                while place >= 0 {
                    if bytes[place] == rowEnd[0], bytes[place..<place + rowEnd.count].elementsEqual(rowEnd) {
                        return place + rowEnd.count
                    }
                    place -= 1
                }
                return nil
            }
        }
    }
}
