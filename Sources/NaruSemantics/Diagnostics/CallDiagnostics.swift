import NaruSyntax

extension Diagnostic {
    /// `foreign`: what Naru has for a function of another language.
    static func unknownFunction(_ name: Name, isValue: Bool, foreign: Message?, ways: [Suggestion]) -> Diagnostic {
        let help =
            isValue
            ? [
                Message(
                    "'\(name.text)' takes no arguments: leave the parentheses out",
                    ko: "'\(name.text)'은(는) 인자가 없습니다. 괄호를 빼세요")
            ]
            : foreign.map { [$0] }
                ?? (ways.contains { $0.wording == .write }
                    ? []
                    : Message.listing(
                        "functions", ko: "함수", FunctionSignature.all.map { ListedName($0.name) }, more: .functions))
        return Diagnostic(
            .unknownFunction, "there is no function '\(name.text)'", ko: "'\(name.text)'(이)라는 함수가 없습니다",
            at: name.span, help: help, suggestions: ways)
    }

    static func wrongArgumentCount(
        _ signature: String, expected: Int, found: Int, ways: [Suggestion] = [], at span: Span
    ) -> Diagnostic {
        Diagnostic(
            .argumentCount, "this call has \(found) argument\(found == 1 ? "" : "s")", ko: "인자가 \(found)개인 호출입니다",
            at: span, help: [Message("it is `\(signature)`", ko: "꼴: `\(signature)`")], suggestions: ways)
    }

    static func missingArgument(_ parameter: String, of signature: String, ways: [Suggestion], at span: Span)
        -> Diagnostic
    {
        Diagnostic(
            .argumentCount, "this call lacks '\(parameter)'", ko: "이 호출에는 '\(parameter)' 인자가 빠졌습니다",
            at: span, help: [Message("it is `\(signature)`", ko: "꼴: `\(signature)`")], suggestions: ways)
    }

    static func wrongArgument(
        _ written: String, function: String, expected: Message, found: String, ways: [Suggestion] = [], at span: Span
    ) -> Diagnostic {
        Diagnostic(
            .argumentType, "'\(written)' is \(found), and \(expected.english) is wanted here",
            ko: "'\(written)': \(found)입니다. 여기에는 \(expected.korean)이(가) 와야 합니다", at: span,
            help: [Message("in `\(function)`", ko: "`\(function)`에서")], suggestions: ways)
    }

    static func noConversion(_ type: String, to function: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .argumentType, "\(type) does not convert to \(function)", ko: "\(type)을(를) \(function)(으)로 바꿀 수 없습니다",
            at: span, suggestions: ways)
    }

    static func wrongLabel(_ label: Name, expected: String, function: String) -> Diagnostic {
        Diagnostic(
            .argumentLabel, "the parameter here is '\(expected)', not '\(label.text)'",
            ko: "이 자리의 매개변수는 '\(label.text)'이(가) 아니라 '\(expected)'입니다", at: label.span,
            help: [Message("it is `\(function)`", ko: "꼴: `\(function)`")],
            suggestions: Suggestion.spellings([Notation.name(expected)], of: label.span))
    }

    static func unknownLabel(_ label: Name, function: String, spellings: [Suggestion]) -> Diagnostic {
        Diagnostic(
            .argumentLabel, "there is no parameter '\(label.text)' to give", ko: "'\(label.text)'(이)라는 매개변수를 줄 수 없습니다",
            at: label.span, help: [Message("it is `\(function)`", ko: "꼴: `\(function)`")], suggestions: spellings)
    }

    static func directionOfArgument(
        _ direction: SortDirection, function: String, ways: [Suggestion], at span: Span
    ) -> Diagnostic {
        Diagnostic(
            .argumentDirection, "`\(direction.rawValue)` belongs to `sort`, `top` and `rank`, not to \(function)",
            ko: "`\(direction.rawValue)`은(는) `sort`, `top`, `rank`에 씁니다(\(function)에는 쓸 수 없음)", at: span,
            suggestions: ways)
    }

    static func countOfNothing(ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .aggregateOfOne, "`count()` counts the rows of a group; here it has to say what to count",
            ko: "`count()`는 그룹의 행을 셉니다. 여기서는 무엇을 셀지 써야 합니다", at: span,
            help: [
                Message(
                    "a set stands in the parentheses; all rows are counted by `group` with `into`",
                    ko: "괄호 안에 집합을 씁니다. 행 전체는 `group`과 `into`로 셉니다")
            ], suggestions: ways)
    }

    /// `group by country, n: count()`
    static func aggregateAsKey(_ name: Name, of call: Span, way: TextEdit) -> Diagnostic {
        Diagnostic(
            .aggregateOfOne, "`\(name.text)` is of the group and no key of it; aggregates stand behind `into`",
            ko: "`\(name.text)`은(는) 그룹의 키가 아니라 그룹에 대한 집계이므로 `into` 뒤에 씁니다", at: name.span,
            suggestions: [Suggestion([way], shown: call)])
    }

    static func aggregateOfOne(
        _ aggregate: String, _ written: String, ways: [Suggestion], at span: Span
    ) -> Diagnostic {
        let call = "\(aggregate)(\(written))"
        return Diagnostic(
            .aggregateOfOne, "'\(written)' is one value a row, so `\(call)` adds nothing to it",
            ko: "'\(written)': 행마다 값이 하나여서 `\(call)`이(가) 모을 것이 없습니다", at: span,
            suggestions: ways)
    }

    static func windowElsewhere(_ name: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .windowPlace, "`\(name)` over rows stands only in a column of `select` or `add`",
            ko: "행에 걸친 `\(name)`은(는) `select`나 `add`의 열에만 쓸 수 있습니다", at: span,
            help: [
                Message(
                    "`add` it as a column, then use the column", ko: "`add`로 열을 만든 다음 그 열을 쓰세요")
            ], suggestions: ways)
    }

    static func windowOfNoCall(at span: Span) -> Diagnostic {
        Diagnostic(
            .windowPlace, "`over` follows a call, such as that of an aggregate",
            ko: "`over`는 집계 같은 호출 뒤에 씁니다", at: span)
    }

    static func runningRowWindow(_ name: Name, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .windowPlace, "`\(name.text)` speaks of each row in its place already: `so far` ends an aggregate there",
            ko: "`\(name.text)`은(는) 이미 그 행의 자리를 말합니다. `so far`는 집계를 그 행에서 끊을 때 씁니다", at: span,
            suggestions: ways)
    }

    static func noWindowFunction(_ name: Name) -> Diagnostic {
        Diagnostic(
            .windowPlace, "'\(name.text)' does not work over rows", ko: "'\(name.text)'은(는) `over`와 함께 쓸 수 없습니다",
            at: name.span,
            help: [
                Message(
                    "aggregates such as `sum`, and `row`, `rank`, `previous` do",
                    ko: "`sum` 같은 집계와 `row`, `rank`, `previous`에 씁니다")
            ])
    }

    static func repeatedEntity(_ written: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .repeatedValues,
            "'\(written)' is from before `expand` or `join`: it counts once, however many rows it has",
            ko: "'\(written)': `expand`나 `join` 앞의 개체여서 행이 여러 개라도 한 번만 셉니다", at: span,
            label: Message("counts each entity once", ko: "개체마다 한 번"),
            help: [Message("`count()` counts the rows", ko: "행의 수는 `count()`로 셉니다")])
    }

    static func repeatedValues(_ aggregate: String, _ written: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .repeatedValues,
            "'\(written)' is from before `expand` or `join`, so \(aggregate) may take a value several times",
            ko: "'\(written)': `expand`나 `join` 앞의 값이어서 \(aggregate)이(가) 같은 값을 여러 번 셀 수 있습니다", at: span,
            label: Message("may repeat", ko: "되풀이될 수 있음"),
            help: [
                Message(
                    "aggregate before the `expand`, or count entities, which are counted once",
                    ko: "`expand` 앞에서 집계하거나, 한 번씩만 세는 개체를 세세요")
            ])
    }
}
