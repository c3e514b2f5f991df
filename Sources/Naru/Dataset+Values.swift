import NaruData
import NaruSyntax

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
                return SourceText(name: "records", text: builder.records)
            }
            self.init(loaded: loaded)
        } catch let error as DatasetError {
            throw NaruError(error)
        }
        guard diagnostics.isEmpty else { throw NaruError(diagnostics) }
    }
}
