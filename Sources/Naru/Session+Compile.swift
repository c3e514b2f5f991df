package import NaruEngine
package import NaruSemantics
package import NaruSyntax

extension Session {
    /// Parses and checks a program, reporting what is wrong in either; what the
    /// reports propose checks in its place.
    /// - Parameter earlier: Definitions of earlier programs, which it sees but for
    ///   those that it makes anew.
    package func compile(
        _ source: SourceText, after earlier: [ProgramText] = [], importing resolve: ImportResolver? = nil,
        under given: RunLimits? = nil
    ) -> Compilation {
        let limits = given ?? RunLimits(self)
        var compilation = limits.allowance.covering { read(source, after: earlier, importing: resolve) }
        if let failure = limits.failure {
            compilation.program = nil
            compilation.diagnostics = failure.diagnostics
            compilation.ended = failure.reason
        }
        return compilation
    }

    private func read(
        _ source: SourceText, after earlier: [ProgramText], importing resolve: ImportResolver?
    ) -> Compilation {
        guard source.utf8.count <= Session.longestProgram else {
            return Compilation(
                source: source, statements: [], earlier: earlier, program: nil, diagnostics: [.tooLong(source)])
        }
        let found = findings(source, after: earlier, importing: resolve)
        var compilation = Compilation(
            source: source, statements: found.statements, earlier: earlier, program: nil, diagnostics: [])
        // What the checker could not look up would only cause errors that follow.
        if let damage = dataset.damageDiagnostic {
            compilation.diagnostics = [damage]
            return compilation
        }
        compilation.program = found.program
        guard !found.diagnostics.isEmpty else { return compilation }
        var vetting = SuggestionVetting(found.diagnostics, of: source) { text in
            if text.name == source.name { return findings(text, after: earlier, importing: resolve).diagnostics }
            return findings(source, after: earlier) { resolve?($0, $1).map { $0.name == text.name ? text : $0 } }
                .diagnostics
        }
        compilation.diagnostics = vetting.vetted(found.diagnostics.bounded(), in: source)
        return compilation
    }

    /// Bytes of a program; far more than anyone writes.
    package static let longestProgram = 4_000_000

    /// Warnings of a run with only those mends that check.
    func vetted(_ warnings: [Diagnostic], of compilation: Compilation) -> [Diagnostic] {
        guard warnings.contains(where: { !$0.suggestions.isEmpty }) else { return warnings }
        let (source, earlier) = (compilation.source, compilation.earlier)
        let found = findings(source, after: earlier, importing: nil).diagnostics
        var vetting = SuggestionVetting(found, of: source) { text in
            findings(text, after: earlier, importing: nil).diagnostics
        }
        return vetting.vetted(warnings, in: source)
    }

    /// What the parser and the checker find.
    struct Findings {
        var statements: [Statement]
        var program: TypedProgram?
        var diagnostics: [Diagnostic] = []
    }

    /// Without what may only follow from something else.
    func findings(_ source: SourceText, after earlier: [ProgramText], importing resolve: ImportResolver?) -> Findings {
        let parsed = Parser.parse(source)
        let statements = parsed.program.statements
        let checked = checker.check(parsed.program, source: source, after: earlier, resolveImport: resolve)
        // What follows is about mistakes.
        guard !parsed.diagnostics.isEmpty || !checked.diagnostics.isEmpty else {
            return Findings(statements: statements, program: checked.program)
        }
        let isParsed = !parsed.diagnostics.contains { $0.severity == .error }
        let followOns = FollowOnErrors(source, parsed.program, syntaxErrors: parsed.diagnostics)
        let diagnostics = parsed.diagnostics + checked.diagnostics.filter { !followOns.mayBeOne($0) }
        let answers = ForeignAnswers(checker: checker, source: source, statements: statements)
        return Findings(
            statements: statements, program: isParsed ? checked.program : nil,
            diagnostics: diagnostics.map { answers.answered($0.told(after: earlier, by: statements)) })
    }

}

extension [Diagnostic] {
    /// The first hundred; what is wrong in all of them is not found by reading on.
    func bounded() -> [Diagnostic] {
        guard count > Diagnostic.most else { return self }
        let kept = Array(
            (filter { $0.severity == .error } + filter { $0.severity == .warning }).prefix(Diagnostic.most))
        guard let last = kept.last else { return kept }
        let more = Diagnostic(
            .moreDiagnostics, last.severity,
            Message("there are more, which are not shown", ko: "더 있지만 보이지 않습니다"), at: nil,
            help: [Message("mend these first", ko: "이것들부터 고치세요")])
        return kept + [more]
    }
}

/// The stages of a query in its own words.
extension Compilation {
    /// Each stage with its text, the source first.
    package func worded(_ stages: [NaruEngine.StageCount]) -> [QueryResult.StageCount] {
        stages.enumerated().map { index, stage in
            // What follows may have been written elsewhere, in a `let`.
            let next = stages.dropFirst(index + 1).map(\.span).filter {
                $0.text == stage.span.text && $0.start > stage.span.start
            }.map(\.start).min()
            return QueryResult.StageCount(text(stage.span, before: next ?? Int.max), stage)
        }
    }

    /// The program's text of a place, on one line.
    package func words(_ span: Span) -> String { text(span, before: .max) }

    /// On one line, without the bar that leads to the next stage; the source's
    /// place is that of the whole query, and ends where the first stage begins.
    private func text(_ span: Span, before next: Int) -> String {
        let end = next > span.start ? min(span.end, next) : span.end
        let source = otherText(of: span) ?? source
        let lines = source.text(in: Span(span.start, end)).split(whereSeparator: \.isNewline)
        let words = lines.map(withoutComment).flatMap { $0.split(separator: " ") }
        let kept = words.last == "|" ? words.dropLast() : words[...]
        return kept.joined(separator: " ")
    }

    private func withoutComment(_ line: Substring) -> Substring {
        line.contains("\"") ? line : line.prefix { $0 != "#" }
    }
}

extension Diagnostic {
    /// Nobody can change what an earlier program says: a mistake in it comes from
    /// what the new one gives another meaning, and so does not.
    fileprivate func told(after earlier: [ProgramText], by statements: [Statement]) -> Diagnostic {
        guard let source, earlier.contains(where: { $0.source == source }) else { return self }
        var told = self
        told.suggestions = []
        let names = statements.compactMap(\.definedName).map { "'\($0)'" }.joined(separator: ", ")
        guard severity == .error, !names.isEmpty else { return told }
        told.help.append(
            Message(
                "this was defined before and stays; with it \(names) cannot be what was typed now, which is not kept",
                ko: "이것은 앞에서 정의한 것이고 그대로 남습니다. 지금 쓴 \(names)의 정의와는 함께 쓸 수 없어 새 정의는 받아들이지 않습니다"))
        return told
    }
}

extension Statement {
    fileprivate var definedName: String? {
        switch kind {
        case .definition(let definition): definition.name.text
        case .parameter(let parameter, _): parameter.name.text
        case .importFile, .query: nil
        }
    }
}

/// Which findings of the checker may only follow from text that the parser
/// could not read.
struct FollowOnErrors {
    private let boundaries: [Int]
    private let brokenParts: Set<Int>
    private let brokenStatements: Set<Int>
    private let statements: [Int]

    /// A program falls into parts at every `|` and statement; a part with a
    /// syntax error is read incompletely.
    init(_ source: SourceText, _ program: Program, syntaxErrors: [Diagnostic]) {
        let bars = Lexer.tokens(of: source).tokens.filter { $0.symbol == .bar }.map(\.span.start)
        let starts = (bars + program.statements.map(\.span.start)).sorted()
        let places = syntaxErrors.filter { $0.severity == .error }.compactMap(\.span?.start)
        let statements = program.statements.map(\.span.start)
        boundaries = starts
        self.statements = statements
        brokenParts = Set(places.map { place in FollowOnErrors.part(of: place, starts) })
        brokenStatements = Set(places.map { place in max(0, FollowOnErrors.part(of: place, statements)) })
    }

    func mayBeOne(_ diagnostic: Diagnostic) -> Bool {
        guard !brokenParts.isEmpty else { return false }
        guard diagnostic.source == nil, let place = diagnostic.span?.start else { return true }
        if brokenParts.contains(FollowOnErrors.part(of: place, boundaries)) { return true }
        // What is missing may be what the other statement would have defined.
        let statement = max(0, FollowOnErrors.part(of: place, statements))
        let definesNames = ["E2001", "E2010"].contains(diagnostic.code.description)
        return definesNames && brokenStatements.contains { $0 != statement }
    }

    /// The last of the ascending boundaries that is not behind the place, or -1.
    private static func part(of place: Int, _ boundaries: [Int]) -> Int {
        var (low, high) = (0, boundaries.count)
        while low < high {
            let middle = (low + high) / 2
            if boundaries[middle] <= place { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }
}
