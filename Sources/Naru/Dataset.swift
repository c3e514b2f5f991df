package import NaruData
import NaruEngine
package import NaruSemantics
package import NaruSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A loaded dataset. Immutable; any number of sessions and tasks read it at once.
///
///     let data = try Dataset.bundled
///     let own = try Dataset(contentsOf: "Examples/own-data")
public struct Dataset: Sendable {
    package let loaded: LoadedDataset
    package let checker: Checker
    /// What is wrong with the dataset's own definitions. Those of a snapshot are
    /// checked when they are used: whoever made it was told.
    package let diagnostics: [Diagnostic]

    package init(loaded: LoadedDataset) {
        self.loaded = loaded
        let prelude = loaded.prelude.map { (source: $0, parsed: Parser.parse($0)) }
        checker = Checker(
            catalog: loaded.catalog, prelude: prelude.map { ProgramText($0.parsed.program, source: $0.source) },
            checksPrelude: !loaded.isSnapshot)
        let syntax = prelude.flatMap { source, parsed in
            parsed.diagnostics.map { diagnostic in
                var diagnostic = diagnostic
                diagnostic.source = source
                return diagnostic
            }
        }
        diagnostics = (syntax + checker.preludeDiagnostics).bounded()
    }

    /// Its types and their fields.
    package var schema: Schema { loaded.catalog.schema }

    /// What could not be read of a snapshot so far.
    package var damageDiagnostic: Diagnostic? { loaded.store.damage.map { .damaged($0) } }

    /// The partnership dataset inside the library; loaded once, when it is
    /// first asked for.
    ///
    ///     let session = Session(try Dataset.bundled)
    ///
    /// - Throws: What is wrong with it, which can only be the library's fault.
    public static var bundled: Dataset {
        get throws(NaruError) {
            do throws(DatasetError) {
                return try loadedOnce.get()
            } catch {
                throw NaruError(error)
            }
        }
    }

    private static let loadedOnce = Result { () throws(DatasetError) in try loadBundled() }

    package static func loadBundled() throws(DatasetError) -> Dataset {
        Dataset(loaded: try DatasetLoader.bundled())
    }

    /// Opens a dataset folder (with `schema.ties`), CSV or TSV tables, or a
    /// folder together with tables; each table is a type of its own.
    ///
    ///     let data = try Dataset(contentsOf: "Examples/own-data/cities.tsv", "Examples/own-data/twinnings.tsv")
    ///
    /// - Parameter limits: What loading may take, of time and of memory for texts
    ///   that are read; for files of strangers.
    /// - Throws: What is wrong with the files: at most twenty findings with
    ///   their places, and one that counts the rest. `limitReached`, and `cancelled`
    ///   where the task was cancelled.
    public init(contentsOf path: String, _ others: String..., limits: Limits = Limits()) throws(NaruError) {
        try self.init(contentsOf: [path] + others, limits: limits, isCancelled: { Task.isCancelled })
    }

    package init(
        contentsOf paths: [String], limits: Limits, isCancelled: @escaping @Sendable () -> Bool
    ) throws(NaruError) {
        let work = RunLimits(limits, elapsed: Session.wallClock(), isCancelled: isCancelled)
        do throws(DatasetError) {
            self = try work.allowance.covering { () throws(DatasetError) in
                try Dataset(contentsOf: paths)
            }
        } catch {
            throw work.failure.map { NaruError($0, in: nil) } ?? NaruError(error)
        }
        if let failure = work.failure { throw NaruError(failure, in: nil) }
        guard diagnostics.isEmpty else { throw NaruError(diagnostics) }
    }

    /// Dataset folders and tables, as one dataset.
    package init(contentsOf paths: [String], options: LoadOptions = LoadOptions()) throws(DatasetError) {
        self.init(loaded: try DatasetLoader.load(paths: paths, options: options))
    }
}

extension Dataset {
    /// Makes a dataset from a program's own values.
    ///
    ///     let data = try Dataset(schema: """
    ///         languages en
    ///         type city plural cities
    ///           name   text label
    ///           twins  -> city many
    ///         """) { builder in
    ///         builder.add("city", id: "gyeongju", ["name": "Gyeongju", "twins": ["nara"]])
    ///         builder.add("city", id: "nara", ["name": "Nara"])
    ///     }
    ///
    /// - Parameters:
    ///   - schema: As in a `schema.ties`, without tables.
    ///   - prelude: Definitions that every query sees, as in a `prelude.naru`.
    /// - Throws: A `NaruError` with what is wrong with the schema, the records or
    ///   the prelude; what the closure throws.
    public init(
        schema: String, prelude: String = "", _ build: (inout DatasetBuilder) throws -> Void
    ) throws {
        let source = SourceText(name: "schema", text: schema)
        do {
            let loaded = try DatasetLoader.made(from: source, prelude: SourceText(name: "prelude", text: prelude)) {
                var builder = DatasetBuilder($0)
                try build(&builder)
                guard builder.problems.isEmpty else { throw NaruError(builder.problems) }
                return builder.records
            }
            self.init(loaded: loaded)
        } catch let error as DatasetError {
            throw NaruError(error)
        }
        guard diagnostics.isEmpty else { throw NaruError(diagnostics) }
    }
}

extension Language {
    /// The language that the surroundings ask messages in.
    package static var ofLocale: Language {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
        let locale = names.lazy.compactMap { getenv($0).map { String(cString: $0) } }.first { !$0.isEmpty }
        return locale?.hasPrefix("ko") == true ? .korean : .english
    }
}
