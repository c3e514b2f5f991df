package import NaruEngine
package import NaruSemantics
package import NaruSyntax

/// Turns the texts of a dataset into a store.
struct DatasetAssembly {
    var name: String
    var layout: SchemaLayout
    /// The `.ties` files but the schema, in order, or what a program made.
    var records: [RecordFile] = []
    /// The opened files of the tables that the schema declares.
    var tables: [(table: SchemaLayout.Table, file: TableFile)] = []
    /// What the files of all tables are.
    var kinds: [TableOpener.Kind] = []
    /// Tables without a schema.
    var opened: [OpenedTable] = []
    /// Tables that became types of their own.
    var inferred: [InferredType] = []
    /// What the schema and records say, where tables without a schema stand beside.
    var stored: Store?
    var prelude: [SourceText] = []
    var issues = DataIssues()
    var options = LoadOptions()
    /// Some table could not be read at all.
    var lacksTable = false

    mutating func load() throws(DatasetError) -> LoadedDataset {
        guard options.isLenient else { return try loadAll() }
        // A dataset without mistakes is the same either way.
        var strict = self
        strict.options.isLenient = false
        if let dataset = try? strict.loadAll() { return dataset }
        try DatasetError.throwIfSpent()
        if lacksTable { try issues.throwIfAny() }
        layout = layout.relaxed
        return try loadAll()
    }

    private mutating func loadAll() throws(DatasetError) -> LoadedDataset {
        let isAlone = inferred.count == 1 && layout.schema.types.count == 1 && !layout.hasType(named: "rows")
        var found = InferredTables(inferred, options.tables, beside: stored)
        found.relations.note(found.types, matchesFolded: options.tables.matchesFolded, &issues)
        try found.addNodes(options.tables)
        if let definition = found.prelude { prelude.append(definition) }
        let added = layout.add(found, aliases: isAlone && found.types[0].name != "rows" ? ["rows"] : [])
        layout.schema = layout.schema.addingClaims()
        let builder = StoreBuilder(schema: layout.schema)
        let names = SchemaNames(layout.schema)
        // Records and rows first, then what leads from one to another.
        var index = RecordIndex(builder, names, files: records.map(\.source))
        for (file, records) in records.enumerated() { index.add(records, file: file, issues: &issues) }
        let plan = TablePlan(
            layout: layout, builder: builder, names: names, absents: options.tables.absents)
        var loads = tables.compactMap { plan.load($0.table, from: $0.file, issues: &issues) }
        // What the schema says of a table that has no such column is no fault of a row.
        if loads.count < tables.count { try issues.throwIfAny() }
        loads += zip(found.types, added).map { plan.load($0, type: $1.type, key: $1.key, fields: $1.fields) }
        let guesses = zip(found.types.indices, added).flatMap { found.guesses(of: $0, as: $1.type) }
        found = InferredTables([], TableOptions())
        // With the last of a table's users its text goes, too.
        tables = []
        inferred = []
        for load in loads {
            load.readRows(options, issues: &issues)
            try DatasetError.throwIfSpent()
        }
        RecordReader.read(
            index, of: records, into: builder, names: names, layout: layout, issues: &issues)
        try DatasetError.throwIfSpent()
        if !options.isLenient { try issues.throwIfAny() }
        for load in loads {
            load.finish(options, issues: &issues)
            try DatasetError.throwIfSpent()
        }
        if !options.isLenient { try issues.throwIfAny() }
        let leftOutRows = loads.reduce(0) { $0 + $1.leftOutRows }
        loads = []
        guard let store = builder.build(threads: options.threads) else {
            throw DatasetError(
                DataCode.tooLarge, Message("the dataset's texts are more than 4 GB", ko: "데이터의 글이 4 GB를 넘습니다"))
        }
        try DatasetError.throwIfSpent()
        return LoadedDataset(
            name: name, store: store, catalog: Catalog(store), prelude: prelude, warnings: issues.told,
            leftOut: LeftOut(issues, rows: leftOutRows), guesses: guesses)
    }
}

/// How a dataset is loaded. What is loaded is the same for all numbers.
package struct LoadOptions: Sendable {
    /// Leaves out what is wrong and tells so, where it can.
    package var isLenient: Bool
    /// How many threads read at a time.
    package var threads: Int
    /// The least number of bytes for which a thread is worth its while.
    package var pieceSize: Int
    /// What is said of tables that have no schema.
    package var tables = TableOptions()
    /// Folders that a dataset may lead to besides its own.
    package var allowedOutside: [String] = []

    package init(isLenient: Bool = false, threads: Int = Parallel.cores, pieceSize: Int = 1 << 19) {
        self.isLenient = isLenient
        self.threads = threads
        self.pieceSize = pieceSize
    }
}

/// A dataset ready for queries.
package struct LoadedDataset: Sendable {
    package var name: String
    package var store: Store
    package var catalog: Catalog
    /// Definitions that every query sees.
    package var prelude: [SourceText]
    package var warnings: [Diagnostic]
    /// What a lenient load could not take; nil when all was good.
    package var leftOut: LeftOut?
    /// What was found out about tables without a schema.
    package var guesses: [Guess] = []
    /// Whether it was made before, of a dataset that was loaded.
    package var isSnapshot = false
}

/// That a column is a key or a link, though nobody says so, and why.
package struct Guess: Sendable {
    package var type: TypeID
    package var column: String
    package var message: Message
}

/// What a lenient load left out.
package struct LeftOut: Sendable {
    /// At most five findings, and a last one that counts the rest.
    package var findings: [Diagnostic]
    private static let shownFindings = 5
    /// All findings.
    package var count: Int
    /// Whole rows of tables; the other findings are about values and lines.
    package var rows: Int

    /// nil when nothing was wrong.
    init?(_ issues: DataIssues, rows: Int) {
        guard issues.hasErrors else { return nil }
        findings = issues.listed(atMost: Self.shownFindings)
        count = issues.errors.count + issues.uncounted
        self.rows = rows
    }

    package var message: Message {
        let rest = max(0, count - rows)
        var (english, korean): ([String], [String]) = ([], [])
        if rows > 0 {
            english.append(rows == 1 ? "1 row" : "\(rows) rows")
            korean.append("행 \(rows)개")
        }
        if rest > 0 {
            english.append(rest == 1 ? "1 value or line" : "\(rest) values or lines")
            korean.append("값이나 줄 \(rest)개")
        }
        return Message(
            "left out: \(english.joined(separator: " and ")) that \(rows + rest == 1 ? "is" : "are") wrong; all else is loaded",
            ko: "잘못된 \(korean.joined(separator: "와 "))를 빼고 읽었습니다")
    }
}
