extension Diagnostic {
    static func missingSource(_ token: Token) -> Diagnostic {
        syntax(
            .missingSource, Message("a query begins with what it is about", ko: "질의는 무엇에 대한 것인지로 시작합니다"),
            at: token.span,
            label: Message("nothing comes before '\(token.text)'", ko: "'\(token.text)' 앞에 아무것도 없습니다"),
            help: [example(after: token)])
    }

    private static func example(after token: Token) -> Message {
        guard ["all", "shortest", "simple"].contains(token.text) else {
            return Message("for example: agreements | take 3", ko: "예: agreements | take 3")
        }
        return Message(
            "for example: paths from city \"a\" to city \"b\" via partners all shortest",
            ko: "예: paths from city \"가\" to city \"나\" via partners all shortest")
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

    static func needlessFrom(at span: Span) -> Diagnostic {
        syntax(
            .sqlOrder, Message("a query begins with its source, without 'from'", ko: "질의는 'from' 없이 대상으로 시작합니다"),
            at: span,
            label: Message("remove 'from'", ko: "'from'을 지우세요"))
    }

    static func needlessBy(at span: Span) -> Diagnostic {
        syntax(
            .foreignWord, Message("'sort' takes its keys without 'by'", ko: "'sort' 뒤에는 'by' 없이 열을 씁니다"), at: span,
            label: Message("remove 'by'", ko: "'by'를 지우세요"))
    }

    static func pathModeFirst(at span: Span) -> Diagnostic {
        syntax(
            .foreignWord, Message("the kind of paths stands at their end", ko: "경로의 종류는 끝에 씁니다"), at: span,
            help: [
                Message(
                    "for example: paths from city \"a\" to city \"b\" via partners all shortest",
                    ko: "예: paths from city \"가\" to city \"나\" via partners all shortest")
            ])
    }

    static func needlessOf(at span: Span) -> Diagnostic {
        syntax(
            .foreignWord, Message("'network' takes its set without 'of'", ko: "'network' 뒤에는 'of' 없이 집합을 씁니다"),
            at: span,
            label: Message("remove 'of'", ko: "'of'를 지우세요"))
    }

    static func networkOfNothing(at span: Span) -> Diagnostic {
        syntax(
            .unexpectedToken,
            Message("'network' needs the set whose network is measured", ko: "'network'에는 잴 집합이 필요합니다"),
            at: span,
            help: [Message("for example: network cities via partners", ko: "예: network cities via partners")])
    }

    static func missingBar(_ token: Token) -> Diagnostic {
        syntax(
            .missingBar, Message("'\(token.text)' needs a '|' before it", ko: "'\(token.text)' 앞에 '|'이(가) 필요합니다"),
            at: token.span,
            label: Message("write '| \(token.text)'", ko: "'| \(token.text)'(으)로 쓰세요"))
    }

    static func missingStage(_ token: Token, after previous: Token) -> Diagnostic {
        syntax(
            .missingStage, Message("'|' needs a stage behind it", ko: "'|' 뒤에 단계가 필요합니다"),
            at: place(of: token, after: previous),
            label: Message("expected a stage", ko: "단계가 와야 합니다"), help: [stageHelp])
    }

    static func viewAfterStage(at span: Span) -> Diagnostic {
        syntax(
            .viewAfterStage,
            Message("a view stands before every stage", ko: "보기는 모든 단계보다 앞에 씁니다"), at: span,
            label: Message("move it directly behind the source", ko: "대상 바로 뒤로 옮기세요"))
    }

    static func unboundElement(after word: String, _ token: Token) -> Diagnostic {
        syntax(
            .unexpectedToken, Message("'\(word)' names what it brings in", ko: "'\(word)'에는 이름이 필요합니다"),
            at: token.span,
            label: Message("write '\(word) x: \(token.text)'", ko: "'\(word) x: \(token.text)'처럼 쓰세요"))
    }

    static func joinWithoutOn(_ name: Name, at span: Span) -> Diagnostic {
        syntax(
            .unexpectedToken,
            Message("'join' says which rows belong together", ko: "'join'에는 어느 행끼리 짝인지 씁니다"), at: span,
            label: Message("'on' and a condition are missing", ko: "'on'과 조건이 빠졌습니다"),
            help: [
                Message(
                    "for example on country = \(name.text).country", ko: "예: on country = \(name.text).country"),
                Message(
                    "a link of the row is followed by 'expand \(name.text): …', without a condition",
                    ko: "행의 링크는 조건 없이 'expand \(name.text): …'로 따라갑니다"),
            ])
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
                    "a count with a condition is written count(agreements[signed >= @2023])",
                    ko: "조건을 세는 식은 count(agreements[signed >= @2023]) 처럼 씁니다")
            ])
    }

    static func setStageParentheses(_ word: String, at span: Span) -> Diagnostic {
        syntax(
            .needsParentheses,
            Message("the query behind '\(word)' stands in parentheses", ko: "'\(word)' 뒤의 질의는 괄호로 감쌉니다"), at: span,
            label: Message("write | \(word) (...)", ko: "| \(word) (...) 로 쓰세요"))
    }

    static func notACount(_ token: Token, after word: String) -> Diagnostic {
        syntax(
            .notACount,
            Message(
                "'\(word)' takes a whole number from 0 on, or a parameter", ko: "'\(word)' 뒤에는 0 이상의 정수나 매개변수를 씁니다"),
            at: token.span,
            help: [Message("for example \(word) 10 or \(word) $n", ko: "예: \(word) 10 또는 \(word) $n")])
    }
}
