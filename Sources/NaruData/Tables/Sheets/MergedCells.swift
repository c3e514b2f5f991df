import NaruEngine
import NaruSyntax

/// Repeats what stands in merged cells in every row that they cover: only the
/// first of them holds it.
struct MergedCells {
    private let areas: [CellArea]

    /// Those that go over several rows. Along a row nothing is repeated: there the
    /// cell belongs to its first column.
    init(_ merges: [CellArea]) {
        areas = merges.filter { $0.rows.count > 1 }.sorted { $0.rows.lowerBound < $1.rows.lowerBound }
    }

    var isEmpty: Bool { areas.isEmpty }

    /// How many bytes may be added to a sheet by repeating what it holds.
    private static let mostAdded = 1 << 28

    /// The text with the cells filled in. A row that has nothing else stays empty.
    /// nil where the text would grow beyond measure.
    func filled(_ text: [UInt8]) -> [UInt8]? {
        text.withUnsafeBufferPointer { bytes in
            var result: [UInt8] = []
            result.reserveCapacity(text.count + text.count / 8)
            var (position, line, next) = (0, 1, 0)
            // One a column: areas don't overlap, and of such that do the last counts.
            var firstEnd = Int.max
            var open: [Int: (area: CellArea, value: [UInt8])] = [:]
            while position < bytes.count {
                if line > firstEnd {
                    open = open.filter { $0.value.area.rows.upperBound >= line }
                    firstEnd = open.values.map(\.area.rows.upperBound).min() ?? Int.max
                }
                let start = position
                while position < bytes.count, bytes[position] != .newline { position += 1 }
                var cells = start < position ? Self.cells(bytes, start) : []
                while next < areas.count, areas[next].rows.lowerBound <= line {
                    let first = areas[next].columns.lowerBound
                    if areas[next].rows.lowerBound == line, first < cells.count {
                        open[first] = (areas[next], cells[first])
                        firstEnd = min(firstEnd, areas[next].rows.upperBound)
                    }
                    next += 1
                }
                if cells.contains(where: { $0 != Self.absent }) { fill(&cells, open, line) }
                Self.append(cells, to: &result)
                result.append(.newline)
                guard result.count - text.count < Self.mostAdded else { return nil }
                position += 1
                line += 1
            }
            return result
        }
    }

    private func fill(_ cells: inout [[UInt8]], _ open: [Int: (area: CellArea, value: [UInt8])], _ line: Int) {
        for (column, (area, value)) in open where area.rows.lowerBound < line {
            while cells.count <= column { cells.append(Self.absent) }
            if cells[column] == Self.absent { cells[column] = value }
        }
    }

    private static let absent = Array("null".utf8)

    /// As they are written, with their quotation marks.
    private static func cells(_ bytes: Bytes, _ start: Int) -> [[UInt8]] {
        var (cells, position): ([Cell], Int) = ([], start)
        ValueLine.read(bytes, &position, 0..<CellArea.mostColumns, countsOnlyWritten: true, into: &cells)
        return cells.map { cell in
            if cell.count == 0 { return absent }
            let isText = cell.isText(in: bytes)
            return Array(bytes[cell.span.start - (isText ? 1 : 0)..<cell.span.end + (isText ? 1 : 0)])
        }
    }

    private static func append(_ cells: [[UInt8]], to result: inout [UInt8]) {
        guard !cells.isEmpty else { return }
        result.append(UInt8(ascii: "["))
        for (place, cell) in cells.enumerated() {
            if place > 0 { result.append(.comma) }
            result += cell
        }
        result.append(UInt8(ascii: "]"))
    }
}
