extension Diagnostic {
    static func chainedComparison(at span: Span) -> Diagnostic {
        syntax(
            .chainedComparison, Message("comparisons don't chain", ko: "비교는 이어 쓸 수 없습니다"), at: span,
            label: Message("a second comparison", ko: "두 번째 비교"),
            help: [
                Message(
                    "join two comparisons with 'and' (a < b and b < c), or test a range (b in 1..9)",
                    ko: "두 비교를 'and'로 잇거나(a < b and b < c) 범위를 쓰세요(b in 1..9)")
            ])
    }

    static func mixedSetOperators(_ first: SetOperator, _ second: SetOperator, at span: Span) -> Diagnostic {
        syntax(
            .mixedSetOperators,
            Message(
                "'\(first.rawValue)' and '\(second.rawValue)' together need parentheses",
                ko: "'\(first.rawValue)'와(과) '\(second.rawValue)'을(를) 섞으려면 괄호가 필요합니다"),
            at: span,
            help: [
                Message(
                    "write (a \(first.rawValue) b) \(second.rawValue) c or a \(first.rawValue) (b \(second.rawValue) c)",
                    ko:
                        "(a \(first.rawValue) b) \(second.rawValue) c 또는 a \(first.rawValue) (b \(second.rawValue) c) 로 쓰세요"
                )
            ])
    }

    static func misleadingComparison(_ word: String, way: String?, at span: Span) -> Diagnostic {
        let way = way ?? "\(word) xs[it is …]"
        return syntax(
            .misleadingReading,
            Message(
                "this compares the yes or no of '\(word)', not the elements",
                ko: "원소가 아니라 '\(word)'의 참·거짓을 비교하게 됩니다"),
            at: span,
            help: [
                Message(
                    "put the test into a filter: \(way)",
                    ko: "조건을 필터 안에 쓰세요: \(way)")
            ])
    }

    static func misleadingSet(_ word: String, _ operation: String, at span: Span) -> Diagnostic {
        let whole = operation == ".." ? "a..b" : "a \(operation) b"
        return syntax(
            .misleadingReading,
            Message(
                "'\(word)' takes only the set directly behind it, not the whole '\(operation)'",
                ko: "'\(word)'은(는) '\(operation)' 전체가 아니라 바로 뒤의 집합에만 걸립니다"),
            at: span,
            help: [Message("write \(word) (\(whole))", ko: "\(word) (\(whole)) 로 쓰세요")])
    }

    static func spacedRange(at span: Span) -> Diagnostic {
        syntax(
            .spacedRange, Message("'..' touches its bounds", ko: "'..'은(는) 양 끝에 붙여 씁니다"), at: span,
            label: Message("write it without spaces: 3..4", ko: "3..4 처럼 띄어쓰기 없이 쓰세요"))
    }

    static func windowWithoutCall(at span: Span) -> Diagnostic {
        syntax(
            .windowWithoutCall,
            Message("'over' stands directly behind a function call", ko: "'over'은(는) 함수 호출 바로 뒤에 씁니다"), at: span,
            help: [Message("for example sum(n) over all", ko: "예: sum(n) over all")])
    }

    static func nullWord(at span: Span) -> Diagnostic {
        syntax(
            .nullWord, Message("there is no null to compare with", ko: "비교할 null 이 없습니다"), at: span,
            help: [
                Message(
                    "'no x' says that x is absent, 'any x' that it is there, 'x ?? y' gives a default",
                    ko: "x 가 없음은 'no x', 있음은 'any x', 기본값은 'x ?? y'로 씁니다")
            ])
    }

    static func foreignWord(_ token: Token, meant: String) -> Diagnostic {
        let isDirection = SortDirection(rawValue: meant) != nil
        let example = token.text.lowercased() == "between" ? "x in 1..9" : isDirection ? "x \(meant)" : "x \(meant) y"
        return syntax(
            .foreignWord,
            Message("Naru writes '\(meant)' for '\(token.text)'", ko: "나루에서는 '\(token.text)' 대신 '\(meant)'을(를) 씁니다"),
            at: token.span, label: Message("write \(example)", ko: "\(example) 처럼 쓰세요"))
    }

    static func testOfValue(isNegated: Bool, at span: Span) -> Diagnostic {
        let sign = isNegated ? "!=" : "="
        return syntax(
            .foreignWord,
            Message(
                "'is' asks for a type; values are compared with '\(sign)'", ko: "'is'는 유형을 묻습니다; 값은 '\(sign)'(으)로 비교합니다"
            ),
            at: span, label: Message("write x \(sign) y", ko: "x \(sign) y 처럼 쓰세요"))
    }

    static func isNotIn(at span: Span) -> Diagnostic {
        syntax(
            .foreignWord, Message("'in' is negated without 'is'", ko: "'in'은 'is' 없이 부정합니다"), at: span,
            label: Message("write x not in y", ko: "x not in y 처럼 쓰세요"))
    }

    static func starArgument(of function: Name, at span: Span) -> Diagnostic {
        syntax(
            .starArgument, Message("'*' is no argument", ko: "'*'은(는) 인자가 될 수 없습니다"), at: span,
            label: Message("write \(function.text)()", ko: "\(function.text)() 로 쓰세요"))
    }

    static func starColumn(at span: Span) -> Diagnostic {
        syntax(
            .starArgument, Message("'*' stands for no columns", ko: "'*'로 모든 열을 뜻할 수 없습니다"), at: span,
            help: [
                Message(
                    "without 'select' every column stays; 'drop' removes some, 'add' adds some",
                    ko: "'select'가 없으면 모든 열이 남습니다; 'drop'으로 빼고 'add'로 더하세요")
            ])
    }
}
