extension Diagnostic {
    static func chainedComparison(at span: Span) -> Diagnostic {
        syntax(
            .chainedComparison, Message("comparisons don't chain", ko: "비교는 이어 쓸 수 없습니다"), at: span,
            label: Message("a second comparison", ko: "두 번째 비교"),
            help: [
                Message(
                    "join two comparisons with 'and', or ask with 'in' whether a value lies in a range",
                    ko: "두 비교를 'and'로 잇거나 값이 범위 안에 있는지 'in'으로 물으세요")
            ])
    }

    static func mixedSetOperators(_ first: SetOperator, _ second: SetOperator, at span: Span) -> Diagnostic {
        syntax(
            .mixedSetOperators,
            Message(
                "'\(first.rawValue)' and '\(second.rawValue)' together need parentheses",
                ko: "'\(first.rawValue)'와(과) '\(second.rawValue)'을(를) 섞으려면 괄호가 필요합니다"),
            at: span)
    }

    static func misleadingComparison(_ word: String, way: TextEdit?, at span: Span) -> Diagnostic {
        syntax(
            .misleadingReading,
            Message(
                "this compares the yes or no of '\(word)', not the elements",
                ko: "원소가 아니라 '\(word)'의 참·거짓을 비교하게 됩니다"),
            at: span,
            help: [
                Message(
                    "put the test into a filter, in square brackets behind the set", ko: "조건을 집합 뒤의 대괄호 안, 필터에 쓰세요")
            ], suggestions: way.map { [Suggestion([$0])] } ?? [])
    }

    static func misleadingSet(_ word: String, _ operation: String, at span: Span) -> Diagnostic {
        syntax(
            .misleadingReading,
            Message(
                "'\(word)' takes only the set directly behind it, not the whole '\(operation)'",
                ko: "'\(word)'은(는) '\(operation)' 전체가 아니라 바로 뒤의 집합에만 걸립니다"),
            at: span,
            help: [
                Message(
                    "for the whole of it put parentheses around what '\(word)' takes",
                    ko: "전체에 걸려면 '\(word)'이(가) 받는 것을 괄호로 감싸세요")
            ])
    }

    static func spacedRange(at span: Span) -> Diagnostic {
        syntax(
            .spacedRange, Message("'..' touches its bounds", ko: "'..'은(는) 양 끝에 붙여 씁니다"), at: span)
    }

    static func windowWithoutCall(_ value: Expression, at span: Span) -> Diagnostic {
        syntax(
            .windowWithoutCall,
            Message("'over' stands directly behind a function call", ko: "'over'은(는) 함수 호출 바로 뒤에 씁니다"), at: span,
            help: [
                Message(
                    "such as an aggregate, which then goes over the rows", ko: "집계 같은 호출이 오며, 그러면 여러 행에 걸쳐 셉니다")
            ],
            suggestions: ["sum", "count"].map { name in
                Suggestion(
                    [.insertion("\(name)(", at: value.span.start), .insertion(")", at: value.span.end)],
                    shown: value.span.joined(span))
            })
    }

    static func nullWord(at span: Span) -> Diagnostic {
        syntax(
            .nullWord, Message("there is no null to compare with", ko: "비교할 null 이 없습니다"), at: span,
            help: [
                Message(
                    "'no' before a value says that it is absent, 'any' that it is there, '??' gives a default",
                    ko: "값 앞의 'no'는 없음, 'any'는 있음을 뜻하고, '??'는 기본값을 줍니다")
            ])
    }

    static func foreignWord(_ token: Token, meant: String, suggestions: [Suggestion] = []) -> Diagnostic {
        syntax(
            .foreignWord,
            Message("Naru writes '\(meant)' for '\(token.text)'", ko: "나루에서는 '\(token.text)' 대신 '\(meant)'을(를) 씁니다"),
            at: token.span, suggestions: suggestions)
    }

    static func testOfValue(isNegated: Bool, at span: Span) -> Diagnostic {
        let sign = isNegated ? "!=" : "="
        return syntax(
            .foreignWord,
            Message(
                "'is' asks for a type; values are compared with '\(sign)'", ko: "'is'는 유형을 묻습니다; 값은 '\(sign)'(으)로 비교합니다"
            ),
            at: span)
    }

    static func isNotIn(at span: Span) -> Diagnostic {
        syntax(
            .foreignWord, Message("'in' is negated without 'is'", ko: "'in'은 'is' 없이 부정합니다"), at: span)
    }

    /// `closer`: where the call ends.
    static func starArgument(of function: Name, at span: Span, closer: Int) -> Diagnostic {
        syntax(
            .starArgument, Message("'*' is no argument", ko: "'*'은(는) 인자가 될 수 없습니다"), at: span,
            label: Message("leave it out", ko: "빼세요"),
            suggestions: [Suggestion([TextEdit(span, "")], shown: Span(function.span.start, closer))])
    }

    static func starColumn(at span: Span, suggestions: [Suggestion]) -> Diagnostic {
        syntax(
            .starArgument, Message("'*' stands for no columns", ko: "'*'로 모든 열을 뜻할 수 없습니다"), at: span,
            help: [
                Message(
                    "without 'select' every column stays; 'drop' removes some, 'add' adds some",
                    ko: "'select'가 없으면 모든 열이 남습니다; 'drop'으로 빼고 'add'로 더하세요")
            ], suggestions: suggestions)
    }
}
