extension Diagnostic {
    static func missingSource(_ token: Token) -> Diagnostic {
        syntax(
            .missingSource, Message("a query begins with what it is about", ko: "질의는 무엇에 대한 것인지로 시작합니다"),
            at: token.span,
            label: Message("nothing comes before '\(token.text)'", ko: "'\(token.text)' 앞에 아무것도 없습니다"),
            help: [
                Message("write the name of a set there, or another source", ko: "거기에 집합의 이름이나 다른 대상을 쓰세요")
            ])
    }

    static func sqlOrder(_ word: String, at span: Span) -> Diagnostic {
        syntax(
            .sqlOrder, Message("a query doesn't begin with '\(word)'", ko: "질의는 '\(word)'(으)로 시작하지 않습니다"), at: span,
            help: [
                Message(
                    "the source comes first, then stages: agreements | where signed >= @2023 | select title",
                    ko: "대상을 먼저 쓰고 단계를 잇습니다: agreements | where signed >= @2023 | select title")
            ])
    }

    /// `removed`: the word with the space behind it.
    static func needlessFrom(at span: Span, removed: Span) -> Diagnostic {
        syntax(
            .sqlOrder, Message("a query begins with its source, without 'from'", ko: "질의는 'from' 없이 대상으로 시작합니다"),
            at: span,
            suggestions: [.removal(of: removed, Message("remove 'from'", ko: "'from'을 지우세요"))])
    }

    static func needlessBy(at span: Span, removed: Span) -> Diagnostic {
        syntax(
            .foreignWord, Message("'sort' takes its keys without 'by'", ko: "'sort' 뒤에는 'by' 없이 열을 씁니다"), at: span,
            suggestions: [.removal(of: removed, Message("remove 'by'", ko: "'by'를 지우세요"))])
    }

    static func pathModeFirst(at span: Span) -> Diagnostic {
        syntax(
            .foreignWord, Message("the kind of paths stands at their end", ko: "경로의 종류는 끝에 씁니다"), at: span)
    }

    static func needlessOf(at span: Span, removed: Span) -> Diagnostic {
        syntax(
            .foreignWord, Message("'network' takes its set without 'of'", ko: "'network' 뒤에는 'of' 없이 집합을 씁니다"),
            at: span,
            suggestions: [.removal(of: removed, Message("remove 'of'", ko: "'of'를 지우세요"))])
    }

    static func networkOfNothing(at span: Span) -> Diagnostic {
        syntax(
            .unexpectedToken,
            Message("'network' needs the set whose network is measured", ko: "'network'에는 잴 집합이 필요합니다"),
            at: span,
            help: [Message("the set stands before 'via'", ko: "집합은 'via' 앞에 씁니다")])
    }

    static func missingBar(_ token: Token) -> Diagnostic {
        syntax(
            .missingBar, Message("'\(token.text)' needs a '|' before it", ko: "'\(token.text)' 앞에 '|'이(가) 필요합니다"),
            at: token.span,
            suggestions: [Suggestion([.insertion("| ", at: token.span.start)], isAtCaret: true, shown: token.span)])
    }

    static func missingStage(_ token: Token, after previous: Token) -> Diagnostic {
        syntax(
            .missingStage, Message("'|' needs a stage behind it", ko: "'|' 뒤에 단계가 필요합니다"),
            at: place(of: token, after: previous),
            label: Message("expected a stage", ko: "단계가 와야 합니다"), help: [stageHelp])
    }

    static func viewAfterStage(at span: Span, suggestions: [Suggestion]) -> Diagnostic {
        syntax(
            .viewAfterStage,
            Message("a view stands before every stage", ko: "보기는 모든 단계보다 앞에 씁니다"), at: span,
            label: Message("move it directly behind the source", ko: "대상 바로 뒤로 옮기세요"), suggestions: suggestions)
    }

    static func unboundElement(after word: String, at wordSpan: Span, _ token: Token) -> Diagnostic {
        syntax(
            .unexpectedToken, Message("'\(word)' names what it brings in", ko: "'\(word)'에는 이름이 필요합니다"),
            at: token.span, label: Message("a name and ':' stand before it", ko: "앞에 이름과 ':'을 씁니다"),
            suggestions: [
                Suggestion([.insertion("x: ", at: token.span.start)], shown: wordSpan.joined(token.span))
            ])
    }

    static func joinWithoutOn(_ name: Name, word: Span, at span: Span) -> Diagnostic {
        syntax(
            .unexpectedToken,
            Message("'join' says which rows belong together", ko: "'join'에는 어느 행끼리 짝인지 씁니다"), at: span,
            label: Message("'on' and a condition are missing", ko: "'on'과 조건이 빠졌습니다"),
            help: [
                Message(
                    "behind 'on' a field of the row is compared with one of '\(name.text)'",
                    ko: "'on' 뒤에서 행의 필드를 '\(name.text)'의 필드와 비교합니다"),
                Message(
                    "a link of the row is followed with 'expand', without a condition",
                    ko: "행의 링크는 조건 없이 'expand'로 따라갑니다"),
            ], suggestions: [.write("expand", for: word)])
    }

    static func onlyAsks(_ word: String, at span: Span) -> Diagnostic {
        syntax(
            .foreignWord, Message("Naru only asks, it changes no data", ko: "나루는 묻기만 하며 데이터를 바꾸지 않습니다"),
            at: span, label: Message("there is no '\(word)'", ko: "'\(word)'은(는) 없습니다"),
            help: [
                Message(
                    "to see other values use 'add' in a query; the data themselves are changed in their files",
                    ko: "질의 안에서 값을 달리 보려면 'add'를 쓰고, 데이터는 그 파일에서 고치세요")
            ])
    }

    static func spreadsheetFormula(at span: Span) -> Diagnostic {
        syntax(
            .foreignOperator, Message("a query doesn't begin with '='", ko: "질의는 '='로 시작하지 않습니다"), at: span,
            help: [
                Message(
                    "a count with a condition has it in square brackets behind the set, within 'count'",
                    ko: "조건을 세려면 'count' 안에서 집합 뒤의 대괄호에 조건을 씁니다")
            ])
    }

    /// `operand`: the place of the query without its parentheses.
    static func setStageParentheses(_ word: String, operand: Span?, at span: Span) -> Diagnostic {
        syntax(
            .needsParentheses,
            Message("the query behind '\(word)' stands in parentheses", ko: "'\(word)' 뒤의 질의는 괄호로 감쌉니다"), at: span,
            suggestions: Suggestion.parentheses(operand))
    }

    static func notACount(_ token: Token, after word: String) -> Diagnostic {
        syntax(
            .notACount,
            Message(
                "'\(word)' takes a whole number from 0 on, or a parameter", ko: "'\(word)' 뒤에는 0 이상의 정수나 매개변수를 씁니다"),
            at: token.span, label: Message("no whole number", ko: "정수가 아님"))
    }
}
