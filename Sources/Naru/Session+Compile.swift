import NaruSemantics
package import NaruSyntax

extension Session {
    /// Parses and checks a program, reporting what is wrong in either.
    package func compile(_ source: SourceText, importing resolve: ImportResolver? = nil) -> Compilation {
        let parsed = Parser.parse(source)
        let checked = dataset.checker.check(parsed.program, source: source, resolveImport: resolve)
        let isParsed = !parsed.diagnostics.contains { $0.severity == .error }
        // What the checker says of text that does not parse may only follow
        // from that.
        return Compilation(
            source: source, program: isParsed ? checked.program : nil,
            diagnostics: isParsed ? parsed.diagnostics + checked.diagnostics : parsed.diagnostics)
    }
}
