import NaruSemantics
package import NaruSyntax

extension Session {
    /// Parses and checks a program, reporting what is wrong in either.
    package func compile(_ source: SourceText, importing resolve: ImportResolver? = nil) -> Compilation {
        let parsed = Parser.parse(source)
        let checked = checker.check(parsed.program, source: source, resolveImport: resolve)
        // What the checker could not look up would only cause errors that follow.
        if let damage = dataset.damageDiagnostic {
            return Compilation(source: source, program: nil, diagnostics: [damage])
        }
        let answers = ForeignAnswers(checker: checker, source: source, statements: parsed.program.statements)
        let isParsed = !parsed.diagnostics.contains { $0.severity == .error }
        let followOns = FollowOnErrors(source, parsed.program, syntaxErrors: parsed.diagnostics)
        return Compilation(
            source: source, program: isParsed ? checked.program : nil,
            diagnostics: Session.bounded(
                (parsed.diagnostics + checked.diagnostics.filter { !followOns.mayBeOne($0) }).map(answers.answered)))
    }

    /// The first hundred; what is wrong in all of them is not found by reading on.
    private static func bounded(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        let (errors, warnings) = (
            diagnostics.filter { $0.severity == .error }, diagnostics.filter { $0.severity == .warning }
        )
        guard diagnostics.count > mostDiagnostics else { return diagnostics }
        let kept = Array((errors + warnings).prefix(mostDiagnostics))
        guard let last = kept.last else { return kept }
        let more = Diagnostic(
            .moreDiagnostics, last.severity,
            Message("there are more, which are not shown", ko: "더 있지만 보이지 않습니다"), at: nil,
            help: [Message("mend these first", ko: "이것들부터 고치세요")])
        return kept + [more]
    }

    static let mostDiagnostics = 100
}
