import NaruSyntax

extension Diagnostic {
    static func mixedTypes(_ first: String, _ other: String, ways: [Suggestion] = [], at span: Span) -> Diagnostic {
        Diagnostic(
            .mixedTypes, "these must have one type, and are \(first) and \(other)",
            ko: "유형이 하나여야 하는데 \(first)와(과) \(other)입니다", at: span, suggestions: ways)
    }

    static func mixedSets(
        _ operation: SetOperator, _ first: String, _ other: String, ways: [Suggestion] = [], at span: Span
    ) -> Diagnostic {
        Diagnostic(
            .mixedTypes, "`\(operation.rawValue)` takes values of one kind, not \(first) and \(other)",
            ko: "`\(operation.rawValue)`의 양쪽은 같은 종류여야 하는데 \(first)와(과) \(other)입니다", at: span,
            suggestions: ways)
    }

    static func disjointSets(_ operation: SetOperator, _ first: String, _ other: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .incomparable,
            "\(first) and \(other) have nothing in common, so `\(operation.rawValue)` has nothing to match",
            ko: "\(first)이면서 \(other)인 것은 없어서 `\(operation.rawValue)`이(가) 맞출 것이 없습니다", at: span)
    }

    static func acrossNeedsCases(_ written: String, _ type: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .acrossNeedsCases, "'\(written)' is \(type), so the columns of `across` have to be listed",
            ko: "'\(written)'의 값은 \(type)(이)라 `across`의 열을 적어 주어야 합니다", at: span,
            label: Message("which values get a column?", ko: "어떤 값을 열로 놓을까요?"),
            suggestions: ways)
    }

    static func acrossOfNoLiterals(_ written: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .acrossCases, "'\(written)' is no list of literals: columns have to be known before anything runs",
            ko: "'\(written)': 값을 그대로 적은 목록이 아닙니다. 열은 실행하기 전에 정해져야 합니다", at: span,
            suggestions: ways)
    }

    static func acrossTwice(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .acrossCases, "'\(name)' is listed twice", ko: "'\(name)'이(가) 두 번 적혀 있습니다", at: span,
            label: Message("one column is enough", ko: "열은 하나면 됩니다"))
    }

    static func acrossOfOtherType(
        _ written: String, _ type: String, _ value: String, _ valueType: String, ways: [Suggestion], at span: Span
    ) -> Diagnostic {
        Diagnostic(
            .acrossCases, "'\(written)' is \(type), and '\(value)' is \(valueType): no row can be of it",
            ko: "'\(written)'은(는) \(type)인데 '\(value)'은(는) \(valueType)(이)라 여기에 드는 행이 없습니다", at: span,
            suggestions: ways)
    }

    static func noArithmetic(_ sign: String, _ left: String, _ right: String, ways: [Suggestion], at span: Span)
        -> Diagnostic
    {
        Diagnostic(
            .arithmetic, "there is no `\(left) \(sign) \(right)`", ko: "`\(left) \(sign) \(right)` 계산은 없습니다", at: span,
            suggestions: ways)
    }

    static func noNegation(_ type: String, at span: Span) -> Diagnostic {
        Diagnostic(.arithmetic, "\(type) has no negative", ko: "\(type): 음수로 만들 수 없습니다", at: span)
    }

    static func noCondition(_ written: String, _ type: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .noCondition, "'\(written)' is no condition: yes or no is wanted, not \(type)",
            ko: "'\(written)': 조건이 아닙니다(예/아니요가 아니라 \(type))", at: span,
            suggestions: ways)
    }

    static func conditionIsLiteral(_ written: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .noCondition, "'\(written)' is no condition: `or` stands between yes and no",
            ko: "'\(written)': 조건이 아닙니다. `or`의 양쪽에는 예/아니요가 옵니다", at: span, suggestions: ways)
    }

    static func testOfNoEntity(_ written: String, _ type: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .typeTest, "`is` asks for the type of an entity, and '\(written)' is \(type)",
            ko: "`is`는 개체의 유형을 묻는데 '\(written)'은(는) \(type)입니다", at: span, suggestions: ways)
    }

    static func neverOfType(_ type: String, _ tested: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .typeTest, "\(type.withArticle) is never \(tested.withArticle)", ko: "\(tested)인 \(type)은(는) 있을 수 없습니다",
            at: span,
            label: Message("never yes", ko: "참이 될 수 없음"))
    }
}

extension String {
    fileprivate var withArticle: String { ("aeio".contains(prefix(1)) ? "an " : "a ") + self }
}
