import NaruSemantics
package import NaruSyntax

extension Session {
    /// Parses and checks a program, reporting what is wrong in either.
    package func compile(_ source: SourceText, importing resolve: ImportResolver? = nil) -> Compilation {
        let parsed = Parser.parse(source)
        let checked = dataset.checker.check(parsed.program, source: source, resolveImport: resolve)
        let isParsed = !parsed.diagnostics.contains { $0.severity == .error }
        let followOns = FollowOnErrors(source, parsed.program, syntaxErrors: parsed.diagnostics)
        return Compilation(
            source: source, program: isParsed ? checked.program : nil,
            diagnostics: parsed.diagnostics + checked.diagnostics.filter { !followOns.mayBeOne($0) })
    }
}
