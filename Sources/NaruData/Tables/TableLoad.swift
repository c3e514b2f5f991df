import NaruEngine
import NaruSemantics
import NaruSyntax

/// One table on its way into the store: first its rows and entities, then,
/// when all entities are known, its links.
final class TableLoad {
    private(set) var file: TableFile
    let type: TypeID
    private let builder: StoreBuilder
    private let key: ColumnReader?
    private let columns: [ColumnReader]
    private var firstArrival: Int32 = 0
    private var outcome = TableBlocks.Outcome()

    init(_ file: TableFile, type: TypeID, key: ColumnReader?, columns: [ColumnReader], builder: StoreBuilder) {
        self.file = file
        self.type = type
        self.key = key
        self.columns = columns
        self.builder = builder
    }

    /// How many rows are not among the entities.
    var leftOutRows: Int { outcome.raggedCount + file.excluded.count }

    /// Leaves out the rows without an id of their own, and reports them.
    private func excludeRowsWithoutID(issues: inout DataIssues) {
        guard let key else { return }
        let reader = key.copy()
        let width = file.columns.count
        let outcome = TableBlocks.forEach(of: file) { cells, rows, firstRow, bytes in
            reader.read(cells, width: width, rows: rows, firstRow: firstRow, in: bytes)
        }
        var seen: Set<Int32> = []
        var duplicates: [Int] = []
        let valid = reader.buffer.bits
        for row in 0..<outcome.rows {
            let code = reader.buffer.codes[row]
            if let valid, !valid[row] {
                file.excluded.append(row)
            } else if builder.arrival(id: code, in: builder.idSpaces[type.index]) != nil || !seen.insert(code).inserted
            {
                duplicates.append(row)
            }
        }
        let report = TableReport(file)
        report.report(TableBlocks.Outcome(), [reader], builder.schema, &issues)
        report.duplicates(duplicates, place: key.place, &issues)
        file.excluded = (file.excluded + duplicates).sorted()
    }

    /// Reads every row and makes its entity. Links hold the ids' text codes.
    func readRows(isLenient: Bool, issues: inout DataIssues) {
        if isLenient { excludeRowsWithoutID(issues: &issues) }
        let width = file.columns.count
        let readers = columns + (key.map { [$0] } ?? [])
        outcome = TableBlocks.forEach(of: file) { cells, rows, firstRow, bytes in
            if firstRow == 0, let last = cells.last {
                // As long as the first rows: then the file has about this many.
                let estimate = rows * bytes.count / max(1, last.span.end) + rows
                for reader in readers { reader.buffer.reserve(estimate) }
            }
            for reader in readers { reader.read(cells, width: width, rows: rows, firstRow: firstRow, in: bytes) }
        }
        firstArrival = Int32(builder.entityCount)
        let hadErrors = issues.hasErrors
        TableReport(file).report(outcome, readers, builder.schema, &issues)
        guard isLenient || hadErrors || !issues.hasErrors else { return }
        addEntities(&issues)
        builder.claims.imports.append(
            TableImport(
                file: file.source.name, type: type, entities: firstArrival..<Int32(builder.entityCount),
                firstLine: outcome.firstLine, lines: outcome.lines))
    }

    private func addEntities(_ issues: inout DataIssues) {
        builder.reserve(outcome.rows)
        var duplicates: [Int] = []
        if let key {
            for row in 0..<outcome.rows where !builder.addEntity(type, id: key.buffer.codes[row]).isNew {
                duplicates.append(row)
            }
            TableReport(file).duplicates(duplicates, place: key.place, &issues)
            return
        }
        var digits = RowNumber()
        for _ in 0..<outcome.rows {
            digits.increase()
            let id = digits.withBytes { builder.texts.intern($0) }
            _ = builder.addEntity(type, id: id)
        }
    }

    /// Hands the columns over, once every entity is known.
    func finish(issues: inout DataIssues) {
        for column in columns {
            guard case .value(let field, let language) = column.role else { continue }
            if case .link(let types) = column.content { resolve(column, types, &issues) }
            builder.add(
                ColumnPart(rows: .dense(first: firstArrival), values: column.vector, languages: [language]), to: field)
        }
    }

    private func resolve(_ column: ColumnReader, _ types: [TypeID], _ issues: inout DataIssues) {
        let dangling = builder.resolve(&column.buffer.codes, valid: column.buffer.bits, in: types)
        guard !dangling.isEmpty else { return }
        let ids = dangling.prefix(DataIssues.limit).map { builder.texts[column.buffer.codes[$0]] }
        let rows = dangling.map { column.isMany ? column.row(ofElement: $0) : $0 }
        TableReport(file).dangling(rows, ids: ids, place: column.place, types.map { builder.schema[$0].name }, &issues)
        // Without them the rest can be loaded, if it shall be.
        column.remove(dangling)
    }
}

/// The numbers of rows as texts, counted up digit by digit.
struct RowNumber {
    private var digits = [UInt8](repeating: .zero, count: 20)
    private var start = 19

    mutating func increase() {
        var place = 19
        while digits[place] == .zero + 9 {
            digits[place] = .zero
            place -= 1
        }
        digits[place] += 1
        start = min(start, place)
    }

    func withBytes<Result>(_ body: (Bytes) -> Result) -> Result {
        digits.withUnsafeBufferPointer { body(Bytes(rebasing: $0[start...])) }
    }
}
