import NaruSemantics
import NaruSyntax

/// Answers statements of other languages with the dataset's own words, which
/// the parser doesn't know.
struct ForeignAnswers {
    let checker: Checker
    let source: SourceText
    let statements: [Statement]

    private var schema: Schema { checker.catalog.schema }

    func answered(_ diagnostic: Diagnostic) -> Diagnostic {
        guard let span = diagnostic.span, diagnostic.source == nil,
            let statement = statements.last(where: { $0.span.start <= span.start })
        else { return diagnostic }
        switch diagnostic.code {
        case .sqlOrder where isForeign(statement) && statement.span.start == span.start:
            return translated(diagnostic, statement)
        case .noQuery: return named(diagnostic)
        case DiagnosticCode("E2001"), DiagnosticCode("E2009"):
            return word(of: statement, span).map { word, pointer in
                named(.noQuery(word, pointer, at: statement.span))
            } ?? diagnostic
        default: return diagnostic
        }
    }

    /// A statement that is one of another language as a whole.
    private func isForeign(_ statement: Statement) -> Bool {
        let start = Span(statement.span.start, min(statement.span.end, statement.span.start + 40))
        let word = source.text(in: start).prefix { $0.isLetter }.lowercased()
        return ["select", "with", "match", "optional"].contains(word)
    }

    /// `exit`, `help`, `quit()`: nothing but a word that names nothing here.
    private func word(of statement: Statement, _ span: Span) -> (String, Pointer)? {
        guard span.start == statement.span.start, statement.span.end - statement.span.start < 80 else { return nil }
        let text = source.text(in: statement.span)
        guard let pointer = ForeignStatement.word(text) else { return nil }
        return (text, pointer)
    }

    /// A table that is asked for is a type by its own name.
    private func named(_ diagnostic: Diagnostic) -> Diagnostic {
        var answer = diagnostic
        for (index, help) in diagnostic.help.enumerated() {
            guard case .schemaOf(let name)? = help.pointer else { continue }
            let type = SelectTranslation.type(named: name, in: schema)
            answer.help[index].pointer = type.map { .schemaOf(schema[$0].name) } ?? .schema
        }
        return answer
    }

    /// Longer ones are no person's, and their conditions would be read and written
    /// by recursion.
    private static let longestStatement = 2_000

    private func translated(_ diagnostic: Diagnostic, _ statement: Statement) -> Diagnostic {
        var answer = diagnostic
        guard statement.span.end - statement.span.start <= Self.longestStatement else { return answer }
        let text = source.text(in: statement.span)
        if ["match", "optional"].contains(text.prefix { $0.isLetter }.lowercased()) {
            let query = PatternExample.query(like: text, in: checker)
            answer.help = []
            answer.suggestions = [
                instead(
                    of: statement, query,
                    Message(
                        "a pattern is a set and the links that are followed from it: \(query)",
                        ko: "패턴 대신 집합에서 링크를 따라갑니다: \(query)"))
            ]
            return answer
        }
        let query: String
        switch SelectTranslation.of(text, in: checker) {
        case .none(let way):
            answer.help = [way]
            return answer
        case .nearest(let nearest, let loss):
            guard errors(in: SourceText(name: "query", text: nearest)).isEmpty else {
                query = nearest
                break
            }
            answer.help = [Message("the nearest in Naru: \(nearest)", ko: "나루로 가장 가까운 것: \(nearest)"), loss]
            return answer
        case .same(let same): query = same
        }
        let translated = SourceText(name: "query", text: query)
        guard let mistake = errors(in: translated).first else {
            answer.help = []
            answer.suggestions = [
                instead(of: statement, query, Message("in Naru: \(query)", ko: "나루로는: \(query)"))
            ]
            return answer
        }
        let label = mistake.caption(in: translated).map { Message("; \($0.english)", ko: "; \($0.korean)") }
        answer.help = [
            Message("the nearest in Naru: \(query)", ko: "나루로 가장 가까운 것: \(query)"),
            Message(
                "in it \(mistake.message.english)\(label?.english ?? "")",
                ko: "남은 문제: \(mistake.message.korean)\(label?.korean ?? "")"),
        ]
        return answer
    }

    private func instead(of statement: Statement, _ query: String, _ words: Message) -> Suggestion {
        Suggestion([TextEdit(statement.span, query)], .said(words))
    }

    private func errors(in text: SourceText) -> [Diagnostic] {
        let parsed = Parser.parse(text)
        let wrong = parsed.diagnostics.filter { $0.severity == .error }
        return wrong.isEmpty
            ? checker.check(parsed.program, source: text).diagnostics.filter { $0.severity == .error } : wrong
    }
}
