import NaruSyntax

extension Diagnostic {
    static func manyValues(_ written: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .manyValues, "'\(written)' has many values, and one is needed here",
            ko: "'\(written)': 값이 여럿인데 여기에는 하나가 필요합니다", at: span,
            label: Message("many values", ko: "값이 여럿"), suggestions: ways)
    }

    static func incomparable(_ left: String, _ right: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .incomparable, "\(left) and \(right) can never be compared", ko: "\(left)와(과) \(right)은(는) 비교할 수 없습니다",
            at: span, suggestions: ways)
    }

    static func entityComparedWithText(_ type: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .entityWithText, "an entity (\(type)) is not a text", ko: "\(type): 글이 아니라 개체입니다", at: span,
            label: Message("entity beside text", ko: "개체와 글"), suggestions: ways)
    }

    static func daysWithMonths(ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .daysWithMonths, "days and months do not compare: months differ in length",
            ko: "일과 개월은 비교할 수 없습니다: 달마다 길이가 다릅니다", at: span,
            help: ways.isEmpty
                ? [Message("compare days with days, months with months", ko: "일은 일과, 개월은 개월과 비교하세요")] : [],
            suggestions: ways)
    }

    static func comparesLists(ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .comparesLists, "sets and lists do not compare", ko: "집합이나 목록끼리는 비교할 수 없습니다", at: span,
            suggestions: ways)
    }

    static func comparesRecords(_ written: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .comparesLists, "'\(written)' is a record, and records do not compare", ko: "'\(written)': 레코드는 비교할 수 없습니다",
            at: span, help: [Message("compare one of its fields", ko: "그 필드 가운데 하나를 비교하세요")], suggestions: ways)
    }

    static func noOrder(_ type: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(.noOrder, "\(type) has no order", ko: "\(type): 순서가 없는 값입니다", at: span, suggestions: ways)
    }

    static func matchOfNoText(_ type: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .matchOfNoText, "`~` searches in text, not in \(type)", ko: "`~`은(는) 글에서 찾습니다. 여기는 \(type)입니다", at: span,
            suggestions: ways)
    }

    static func notASet(_ written: String, _ type: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .notASet, "'\(written)' is one \(type); `in` takes a list, set, range or period",
            ko: "'\(written)': \(type) 하나입니다. `in`에는 목록, 집합, 범위, 기간이 옵니다", at: span, suggestions: ways)
    }

    static func periodEqualsDays(ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .periodWithDays, "a period and days are never equal", ko: "기간과 날짜는 같을 수 없습니다", at: span,
            suggestions: ways)
    }

    static func periodWeakOrder(_ sign: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .periodWithDays, "a period lies wholly before (`<`), after (`>`) or in days; `\(sign)` says neither",
            ko: "기간은 날짜보다 온전히 앞(`<`), 뒤(`>`), 또는 그 안(`in`)에 놓입니다. `\(sign)`(으)로는 견줄 수 없습니다", at: span,
            suggestions: ways)
    }

    static func misleadingQuantifier(_ written: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .misleadingQuantifier, "`\(written)` is yes or no; this reads as something else",
            ko: "`\(written)`의 값은 예/아니요입니다. 다르게 읽히기 쉬운 식입니다", at: span, suggestions: ways)
    }

    static func quantifiedCondition(_ condition: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .misleadingQuantifier, "`any` and `no` ask whether there is something; `\(condition)` is yes or no",
            ko: "`any`와 `no`는 무엇이 있는지를 묻습니다. `\(condition)`의 값은 예/아니요입니다", at: span,
            suggestions: ways)
    }

    /// A column that is text because a few of its cells are no numbers.
    static func orderedTexts(_ written: String, _ majority: Field.Majority, at span: Span) -> Diagnostic {
        let (english, korean) = majority.areDates ? ("dates", "날짜") : ("numbers", "수")
        return Diagnostic(
            .orderedTexts,
            "'\(written)' is text, although \(majority.count) of \(majority.of) values are \(english)",
            ko: "'\(written)': \(majority.of)개 가운데 \(majority.count)개가 \(korean)이지만 글입니다", at: span,
            label: Message("ordered as text: \"10\" before \"9\"", ko: "글의 차례: \"10\"이 \"9\"보다 앞"),
            help: [
                Message(
                    "open the data with --absent \"TEXT,TEXT\" if the others stand for no value",
                    ko: "나머지가 값이 없다는 뜻이면 --absent \"글,글\"과 함께 여세요")
            ])
    }

    static func unknownText(_ text: String, of field: String, near: [String], at span: Span) -> Diagnostic {
        Diagnostic(
            .unknownText, "no '\(field)' of these data is \(Notation.text(text))",
            ko: "이 자료에는 '\(field)'이(가) \(Notation.text(text))인 것이 없습니다", at: span,
            suggestions: near.map { Suggestion([TextEdit(span, Notation.text($0))], .didYouMean, isAtCaret: true) })
    }

    /// `outer` is the comparison with the outer row, where there is one, and the
    /// ways to name that row;
    /// `presence` asks whether there is a value at all.
    static func comparedWithItself(
        _ written: String, outer: (comparison: String, edits: [[TextEdit]])?, presence: String?, at span: Span
    ) -> Diagnostic {
        let other = Message("compare it with something else", ko: "다른 것과 비교하세요")
        let hidden = outer.map { way in
            let message = Message(
                "an inner `it` hides the outer one: name that first with `| add me: it`, then write `\(way.comparison)`",
                ko: "안쪽 `it`은 바깥 `it`을 가립니다. 먼저 `| add me: it`으로 이름을 붙이고 이렇게 쓰세요: `\(way.comparison)`")
            return way.edits.map { Suggestion($0, .said(message)) }
        }
        let present = presence.map {
            let message = Message(
                "to ask whether there is a value write `\($0)`", ko: "값이 있는지 물으려면 이렇게 쓰세요: `\($0)`")
            return [Suggestion([TextEdit(span, $0)], .said(message))]
        }
        let ways = hidden ?? present ?? []
        return Diagnostic(
            .comparedWithItself, "'\(written)' is compared with itself", ko: "'\(written)': 자기 자신과 비교하고 있습니다", at: span,
            label: Message("both sides are the same value", ko: "양쪽이 같은 값"), help: ways.isEmpty ? [other] : [],
            suggestions: ways)
    }
}
