import NaruSemantics
package import NaruSyntax

extension Session {
    /// Parses and checks a program, reporting what is wrong in either; what the
    /// reports propose checks in its place.
    package func compile(_ source: SourceText, importing resolve: ImportResolver? = nil) -> Compilation {
        let (program, found) = findings(source, importing: resolve)
        // What the checker could not look up would only cause errors that follow.
        if let damage = dataset.damageDiagnostic {
            return Compilation(source: source, program: nil, diagnostics: [damage])
        }
        var vetting = SuggestionVetting(found, of: source) { text in
            if text.name == source.name { return findings(text, importing: resolve).diagnostics }
            return findings(source) { resolve?($0, $1).map { $0.name == text.name ? text : $0 } }.diagnostics
        }
        let shown = vetting.vetted(Session.bounded(found), in: source)
        return Compilation(source: source, program: program, diagnostics: shown)
    }

    /// Warnings of a run with only those mends that check.
    func vetted(_ warnings: [Diagnostic], of compilation: Compilation) -> [Diagnostic] {
        guard warnings.contains(where: { !$0.suggestions.isEmpty }) else { return warnings }
        let source = compilation.source
        var vetting = SuggestionVetting(findings(source, importing: nil).diagnostics, of: source) { text in
            findings(text, importing: nil).diagnostics
        }
        return vetting.vetted(warnings, in: source)
    }

    /// What the parser and the checker find, without what may only follow.
    func findings(
        _ source: SourceText, importing resolve: ImportResolver?
    ) -> (program: TypedProgram?, diagnostics: [Diagnostic]) {
        let parsed = Parser.parse(source)
        let checked = checker.check(parsed.program, source: source, resolveImport: resolve)
        let isParsed = !parsed.diagnostics.contains { $0.severity == .error }
        let followOns = FollowOnErrors(source, parsed.program, syntaxErrors: parsed.diagnostics)
        let diagnostics = parsed.diagnostics + checked.diagnostics.filter { !followOns.mayBeOne($0) }
        let answers = ForeignAnswers(checker: checker, source: source, statements: parsed.program.statements)
        return (isParsed ? checked.program : nil, diagnostics.map(answers.answered))
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
