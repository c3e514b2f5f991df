import NaruSyntax

extension ProgramChecker {
    /// The definitions of an imported text.
    func parseImport(_ text: SourceText) -> (program: Program, diagnostics: [Diagnostic]) {
        let parsed = Parser.parse(text)
        return (parsed.program, parsed.diagnostics)
    }
}
