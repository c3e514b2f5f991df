package import NaruSyntax

/// `.ties` files in their canonical layout.
package enum TiesFormatter {
    /// nil where the result would not read the same, which is a mistake in here.
    package static func format(_ source: SourceText) throws(DatasetError) -> String? {
        let isSchema = source.name == "schema.ties" || source.name.hasSuffix("/schema.ties")
        if isSchema { try checkSchema(source) }
        let lines = try TiesLineReader.read(source, isSchema: isSchema)
        var layout = TiesLayout()
        if source.utf8.starts(with: [0xEF, 0xBB, 0xBF]) { layout.output = "\u{FEFF}" }
        layout.write(lines, isSchema: isSchema)
        let again = try TiesLineReader.read(SourceText(name: source.name, text: layout.output), isSchema: isSchema)
        return again == lines ? layout.output : nil
    }

    private static func checkSchema(_ source: SourceText) throws(DatasetError) {
        var issues = DataIssues()
        _ = SchemaReader.read(source, issues: &issues)
        try issues.throwIfAny()
    }
}
