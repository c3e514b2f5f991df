import NaruEngine
import NaruSemantics
import NaruSyntax

/// One table on its way into the store: first its rows and entities, then,
/// when all entities are known, its links.
final class TableLoad {
    private var file: TableFile
    let type: TypeID
    private let builder: StoreBuilder
    private let columns: TableColumns
    /// Whether a note says that times of dates are left out.
    private let tellsTimes: Bool
    private var pieces: [TablePiece] = []
    private var firstArrival: Int32 = 0
    private var outcome = TableBlocks.Outcome()

    init(
        _ file: TableFile, type: TypeID, key: ColumnReader?, columns: [ColumnReader], builder: StoreBuilder,
        tellsTimes: Bool
    ) {
        self.file = file
        self.tellsTimes = tellsTimes
        self.file.skipsBlankLines = key != nil
        self.type = type
        self.columns = TableColumns(columns: columns, key: key)
        self.builder = builder
    }

    /// How many rows are not among the entities.
    var leftOutRows: Int { outcome.raggedCount + outcome.brokenCount + file.excluded.count }

    /// Leaves out the rows without an id of their own, and reports them.
    private func excludeRowsWithoutID(issues: inout DataIssues) {
        guard let key = columns.key else { return }
        let reader = ColumnReader(like: key, texts: PieceTexts(references: builder.texts, values: builder.texts))
        let width = file.width
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
    func readRows(_ options: LoadOptions, issues: inout DataIssues) {
        if options.isLenient { excludeRowsWithoutID(issues: &issues) }
        pieces = TablePieces(file: file, columns: columns, texts: builder.texts, options: options).read()
        outcome = pieces[0].outcome
        for piece in pieces.dropFirst() { outcome.append(piece.outcome) }
        firstArrival = Int32(builder.entityCount)
        let hadErrors = issues.hasErrors
        TableReport(file).report(outcome, pieces.flatMap(\.readers), builder.schema, &issues)
        noteTimes(&issues)
        guard options.isLenient || hadErrors || !issues.hasErrors else { return }
        addEntities(&issues)
        builder.claims.imports.append(
            TableImport(
                file: file.source.name, type: type, entities: firstArrival..<Int32(builder.entityCount),
                firstLine: outcome.firstLine, lines: outcome.lines, isSheet: file.source.isSheet,
                columns: importedColumns))
    }

    private var importedColumns: [TableImport.Column] {
        columns.columns.compactMap { column in
            guard case .value(let field, let language) = column.role, file.columns.indices.contains(column.place) else {
                return nil
            }
            return TableImport.Column(
                field: field, language: language, place: Int32(clamping: column.place),
                name: file.columns[column.place].text)
        }
    }

    /// Of a schema: tables without one tell it when they are looked at.
    private func noteTimes(_ issues: inout DataIssues) {
        guard tellsTimes else { return }
        for (index, column) in columns.columns.enumerated() where column.content == .date {
            let count = pieces.reduce(0) { $0 + $1.columns[index].timedCount }
            let isKept = columns.columns.contains { $0.place == column.place && $0.content == .text }
            guard count > 0, !isKept else { continue }
            let name = file.columns[column.place]
            issues.timesLeftOut(count, of: name.text, at: file.hasHeader ? name.span : nil, in: file.source)
        }
    }

    private func addEntities(_ issues: inout DataIssues) {
        if let first = firstOfConsecutiveIDs,
            builder.addEntities(type, idsFrom: first, count: outcome.rows)
        {
            return
        }
        builder.reserve(outcome.rows)
        guard let key = columns.key else {
            for row in 0..<outcome.rows { _ = builder.addEntity(type, id: builder.texts.intern(String(row + 1))) }
            return
        }
        var duplicates: [Int] = []
        var row = 0
        for piece in pieces {
            for id in piece.ids {
                if id != TextInterner.noText, !builder.addEntity(type, id: id).isNew { duplicates.append(row) }
                row += 1
            }
        }
        TableReport(file).duplicates(duplicates, place: key.place, &issues)
    }

    /// The first id, where the ids count up from it, as those of rows do that
    /// have none of their own.
    private var firstOfConsecutiveIDs: Int? {
        guard columns.key != nil else { return 1 }
        var next: Int32?
        for piece in pieces {
            guard let codes = piece.key?.buffer.codes else { return nil }
            for code in codes {
                guard code < 0, code != TextInterner.noText, code == next ?? code else { return nil }
                next = code - 1
            }
        }
        return next.map { Int(~($0 + 1)) - outcome.rows + 1 }
    }

    /// Hands the columns over, once every entity is known.
    func finish(_ options: LoadOptions, issues: inout DataIssues) {
        let texts = pieces.map { builder.add($0.texts.values) }
        for (place, column) in columns.columns.enumerated() {
            guard case .value(let field, let language) = column.role else { continue }
            if case .link(let types) = column.content { resolve(place, types, options.threads, &issues) }
            var first = firstArrival
            for (piece, texts) in zip(pieces, texts) {
                builder.add(
                    ColumnPart(
                        rows: .dense(first: first), values: piece.columns[place].vector, languages: [language],
                        texts: texts),
                    to: field)
                first += Int32(piece.outcome.rows)
            }
        }
        pieces = []
    }

    private func resolve(_ place: Int, _ types: [TypeID], _ threads: Int, _ issues: inout DataIssues) {
        let finder = builder.finder(of: types)
        let work = ResolvedPieces(pieces: pieces, place: place, texts: builder.texts)
        let dangling = Parallel.map(pieces.count, threads: threads) { work.resolve($0, finder) }
        guard dangling.contains(where: { !$0.isEmpty }) else { return }
        var (rows, ids): ([Int], [String]) = ([], [])
        var first = 0
        for (piece, places) in zip(pieces, dangling) {
            let column = piece.columns[place]
            rows += places.map { first + (column.isMany ? column.row(ofElement: $0) : $0) }
            for element in places.prefix(DataIssues.limit - ids.count) {
                ids.append(piece.texts.references[column.buffer.codes[element]])
            }
            first += piece.outcome.rows
        }
        let column = columns.columns[place]
        TableReport(file).dangling(rows, ids: ids, place: column.place, types.map { builder.schema[$0].name }, &issues)
        // Without them the rest can be loaded, if it shall be.
        for (piece, places) in zip(pieces, dangling) { piece.columns[place].remove(places) }
    }
}

/// The links of a column, piece by piece.
private struct ResolvedPieces: @unchecked Sendable {
    // Each thread changes the codes of its own piece, and nobody adds texts.
    let pieces: [TablePiece]
    let place: Int
    let texts: TextInterner

    func resolve(_ piece: Int, _ finder: LinkFinder) -> [Int] {
        let buffer = pieces[piece].columns[place].buffer
        return finder.resolve(&buffer.codes, valid: buffer.bits, map: pieces[piece].map, texts: texts)
    }
}
