import NaruSyntax

extension Diagnostic {
    static func graphOfNoEntity(_ written: String, _ type: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .graphPath, "a graph has entities as nodes, and '\(written)' is \(type)",
            ko: "그래프의 마디는 개체인데 '\(written)'은(는) \(type)입니다", at: span)
    }

    /// `column` is what was written where that is one name.
    static func pathOfNoLinks(
        _ written: String, _ type: String, links: [ListedName], of owner: String, column: String?, at span: Span
    ) -> Diagnostic {
        let way = column.map { column in
            Message(
                """
                in schema.ties `\(column) -> TYPE` makes a column a link: its cells are then the keys of a type that \
                has a table of its own; `naru schema infer FILE...` writes a schema.ties to start from
                """,
                ko: """
                    schema.ties에 `\(column) -> 유형`이라고 쓰면 열이 링크가 됩니다. 칸에는 표가 따로 있는 그 유형의 키가 \
                    옵니다. `naru schema infer 파일...`이 schema.ties의 초안을 씁니다
                    """)
        }
        return Diagnostic(
            .graphPath, "`via` takes a path of links, and '\(written)' is \(type)",
            ko: "`via`에는 링크의 경로가 오는데 '\(written)'은(는) \(type)입니다", at: span,
            help: Message.listing("links of \(owner)", ko: "\(owner)의 링크", links, more: .fields(owner))
                + [way].compactMap { $0 })
    }

    static func pathLeadsElsewhere(
        _ written: String, from: String, to: String, ways: [Suggestion], at span: Span
    ) -> Diagnostic {
        Diagnostic(
            .graphPath, "'\(written)' leads from \(from) to \(to), so its steps cannot be repeated",
            ko: "'\(written)': \(from)에서 \(to)(으)로 가므로 걸음을 이어 갈 수 없습니다", at: span,
            help: [
                Message(
                    "`via` leads from a type to that type or a supertype; go on to it by another link",
                    ko: "`via`는 어떤 유형에서 같은 유형이나 상위 유형으로 갑니다. 다른 링크로 거기까지 이어 쓰세요")
            ], suggestions: ways)
    }

    static func simpleNeedsLimit(ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .walkNeedsLimit, "`simple` paths need a bound: there can be very many",
            ko: "`simple` 경로는 매우 많을 수 있어 한도가 필요합니다", at: span, suggestions: ways)
    }

    static func nestedWalkNeedsLimit(ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .walkNeedsLimit, "a walk that starts from an outer row needs a bound",
            ko: "바깥 행에서 시작하는 탐색에는 한도가 필요합니다", at: span, suggestions: ways)
    }

    static func viewNeedsDay(_ view: String, _ type: String, isCoarse: Bool, ways: [Suggestion], at span: Span)
        -> Diagnostic
    {
        let help =
            isCoarse
            ? Message("give one day", ko: "하루를 쓰세요")
            : Message("give a date, such as a literal or `today`", ko: "리터럴이나 `today` 같은 날짜를 쓰세요")
        return Diagnostic(
            .viewDate, "`\(view)` takes a date, not \(type)", ko: "`\(view)`에는 날짜가 옵니다(여기는 \(type))", at: span,
            help: [help], suggestions: ways)
    }

    static func repeatedView(_ view: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .repeatedView, "a query has one view `\(view)`, and this is a second one",
            ko: "한 질의에 `\(view)` 보기는 하나뿐인데 또 있습니다", at: span,
            help: [
                Message(
                    "leave one of the two out; a nested query in parentheses may have its own",
                    ko: "둘 중 하나를 지우세요. 괄호 안의 질의는 따로 가질 수 있습니다")
            ], suggestions: ways)
    }

    static func noDatedSource(hasType: Bool, at span: Span) -> Diagnostic {
        let help =
            hasType
            ? Message("give the sources a date in their field `published`", ko: "출처의 `published` 필드에 날짜를 쓰세요")
            : Message(
                "sources are the records of a type `source` with a date field `published`",
                ko: "출처는 날짜 필드 `published`가 있는 `source` 유형의 레코드입니다")
        return Diagnostic(
            .noDatedSource, "`known by` needs sources with dates, and no source of this dataset has one",
            ko: "`known by`에는 날짜 있는 출처가 필요한데 이 데이터에는 없습니다", at: span, help: [help])
    }

    static func columnsDiffer(
        _ operation: SetOperator, left: String, right: String, missing: [String], extra: [String], at span: Span
    ) -> Diagnostic {
        var help = [
            Message("the rows on the left have: \(left)", ko: "왼쪽 행: \(left)"),
            Message("the rows on the right have: \(right)", ko: "오른쪽 행: \(right)"),
        ]
        if !missing.isEmpty {
            let names = missing.joined(separator: ", ")
            help.append(Message("missing on the right: \(names)", ko: "오른쪽에 없음: \(names)"))
        }
        if !extra.isEmpty {
            let names = extra.joined(separator: ", ")
            help.append(Message("only on the right: \(names)", ko: "오른쪽에만 있음: \(names)"))
        }
        return Diagnostic(
            .columnsDiffer, "`\(operation.rawValue)` matches columns by name, and these differ",
            ko: "`\(operation.rawValue)`은(는) 열을 이름으로 맞추는데 서로 다릅니다", at: span, help: help)
    }

    static func columnTypesDiffer(_ name: String, _ left: String, _ right: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .columnsDiffer, "'\(name)' is \(left) on the left and \(right) on the right",
            ko: "'\(name)': 왼쪽은 \(left), 오른쪽은 \(right)입니다", at: span)
    }
}
