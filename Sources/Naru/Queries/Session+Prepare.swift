import NaruData
import NaruPlan
import NaruSemantics
package import NaruSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension Session {
    /// A session over a dataset; it costs nothing to make, and any number of
    /// them share a dataset.
    ///
    ///     let session = Session(data, limits: Limits(time: .seconds(5)), today: PartialDate("2025-01-01"))
    ///
    /// - Parameters:
    ///   - limits: What each run may take; nothing is limited by default.
    ///   - today: What `today` means in a query, by default this computer's
    ///     date; of a date that is not one day, the first that it can be.
    ///   - language: Which language of texts in several is shown, such as `ko`;
    ///     by default the dataset's first, on every computer the same.
    ///   - threads: How many threads one run may work with; all of this
    ///     computer's by default. Results are the same, to the last bit.
    ///   - importFolder: Where `import "name.naru"` finds files, also those in
    ///     folders below. Without one, and for files elsewhere, it is an error.
    public init(
        _ dataset: Dataset, limits: Limits = Limits(), today: PartialDate? = nil, language: String? = nil,
        threads: Int? = nil, importFolder: String? = nil
    ) {
        self.init(dataset, today: today?.stored.first ?? Session.currentDay, limits: limits, language: language)
        if let threads { self.threads = max(1, threads) }
        self.importFolder = importFolder.flatMap { ImportFolder($0) }
    }

    /// Parses, checks and plans a text with definitions and one query.
    ///
    ///     let query = try session.prepare("cities | where name ~ \"busan\" | select name")
    ///
    /// - Throws: All mistakes of the text at once; `queryCount` where it does
    ///   not hold just one query.
    public func prepare(_ text: String) throws(NaruError) -> PreparedQuery {
        let source = SourceText(name: "query", text: text)
        let limits = RunLimits(self)
        let compilation = compile(source, importing: importFolder.map { folder in folder.read }, under: limits)
        guard let program = compilation.program else { throw NaruError(compilation.diagnostics, in: source) }
        guard program.queries.count == 1, let query = program.queries.first else {
            throw NaruError([.queryCount(program.queries.count)], in: source)
        }
        let plan = limits.allowance.covering { self.plan(query) }
        if let failure = limits.failureAtEnd() { throw NaruError(failure, in: source) }
        return PreparedQuery(session: self, compilation: compilation, query: query, plan: plan)
    }

    /// Prepares a query and runs it to its end.
    ///
    ///     let result = try await session.run("agreements | take 3")
    ///
    /// - Throws: What `prepare` and the query's own `run` throw.
    public func run(_ text: String, _ parameters: [String: Value] = [:]) async throws(NaruError) -> QueryResult {
        try await prepare(text).run(parameters)
    }

    private func plan(_ query: OutputQuery) -> PlannedOutput {
        planner.over(dataset.loaded.store, batchSize: batchSize).plan(query)
    }

    private static var currentDay: Int32 {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return CivilDate(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))?
            .number ?? 0
    }
}

/// The only folder that texts of a program may import from.
package struct ImportFolder: Sendable {
    /// Absolute and without symbolic links, so that no link leads out of it.
    private let root: String

    /// Nil where there is no such folder.
    package init?(_ path: String) {
        guard let resolved = ImportFolder.resolved(path) else { return nil }
        root = resolved
    }

    /// Paths are relative to the importing file; the program's own text stands
    /// in the folder itself.
    @Sendable package func read(_ path: String, from importer: String) -> SourceText? {
        let folder =
            importer.hasPrefix(root + "/")
            ? String(importer[..<(importer.lastIndex(of: "/") ?? importer.endIndex)]) : root
        let joined = path.hasPrefix("/") ? path : folder + "/" + path
        guard let file = ImportFolder.resolved(joined), file.hasPrefix(root + "/"), file.hasSuffix(".naru"),
            let bytes = try? FileSystem.read(file)
        else { return nil }
        return SourceText(name: file, utf8: bytes)
    }

    private static func resolved(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}
