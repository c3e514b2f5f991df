import NaruSyntax

extension Diagnostic {
    static func unknownUnit(_ unit: Name, spellings: [Suggestion]) -> Diagnostic {
        Diagnostic(
            .unknownUnit, "'\(unit.text)' is no unit", ko: "'\(unit.text)'(이)라는 단위가 없습니다", at: unit.span,
            help: [
                Message(
                    "units are ISO 4217 currencies such as KRW, units of time, and those that the data use",
                    ko: "단위는 KRW 같은 ISO 4217 통화, 시간의 단위, 데이터에 쓰인 단위입니다")
            ], suggestions: spellings)
    }

    static func inexactQuantity(_ number: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .badAmount, "a quantity is exact, and \(number) is a floating-point number",
            ko: "수량은 정확한 값이어야 하는데 \(number)은(는) 부동소수입니다", at: span,
            help: [Message("write it without an exponent", ko: "지수 없이 쓰세요")])
    }

    static func wrongDuration(_ number: String, unit: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .badAmount, "a duration takes a whole number, at most 2,147,483,647 of days or months",
            ko: "기간은 정수로 쓰며 일이나 개월로 2,147,483,647까지입니다", at: span)
    }

    static func wrongCount(_ written: String, at span: Span) -> Diagnostic {
        Diagnostic(.badAmount, "\(written) is no number of rows", ko: "\(written): 행의 수가 될 수 없습니다", at: span)
    }

    static func countNeedsInt(_ name: Name, _ type: String, ways: [Suggestion]) -> Diagnostic {
        Diagnostic(
            .parameterType, "'$\(name.text)' is \(type), and a number of rows is an int",
            ko: "'$\(name.text)': \(type)입니다. 행의 수는 int여야 합니다", at: name.span,
            suggestions: ways)
    }

    static func noRange(_ types: [String], at span: Span) -> Diagnostic {
        Diagnostic(
            .badRange, "a range lies between dates or numbers, not \(types.joined(separator: " and "))",
            ko: "범위는 날짜나 수 사이에 둡니다(여기는 \(types.joined(separator: ", ")))", at: span)
    }

    static func emptyRange(_ written: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .badRange, "\(written) ends before it begins", ko: "\(written): 시작보다 끝이 앞섭니다", at: span, suggestions: ways)
    }
}

extension Diagnostic {
    static func unknownEntity(
        _ text: String, type: String, nearest: [String], ways: [Suggestion], at span: Span
    ) -> Diagnostic {
        var help: [Message] = []
        if nearest.count > 1 {
            help += Message.listing("near names", ko: "비슷한 이름", nearest.map { ListedName("\"\($0)\"") })
        }
        return Diagnostic(
            .unknownEntity, "no \(type) is called \"\(text)\"", ko: "\"\(text)\"(이)라는 \(type)이(가) 없습니다", at: span,
            help: help, suggestions: Suggestion.spellings(nearest.map { Notation.text($0) }, of: span) + ways)
    }

    static func ambiguousEntity(
        _ text: String, type: String, _ matches: [(label: String, id: String, type: String)], at span: Span
    ) -> Diagnostic {
        let ways = matches.prefix(8).map { match in
            let written = Notation.text("id:\(match.id)")
            let words = "\(match.type) \(match.label): `\(type) \(written)`"
            return Suggestion([TextEdit(span, written)], .said(Message(words, ko: words)))
        }
        let help =
            matches.count > 8 ? [Message("the first 8 of \(matches.count)", ko: "\(matches.count)개 가운데 8개")] : []
        return Diagnostic(
            .ambiguousEntity, "\(matches.count) entities are called \"\(text)\"",
            ko: "\"\(text)\"(이)라는 개체가 \(matches.count)개 있습니다", at: span,
            label: Message("say which by its id", ko: "id로 하나를 고르세요"), help: help, suggestions: ways)
    }

    static func unknownEnumCase(
        _ name: Name, of owner: String, spellings: [Suggestion], cases: [ListedName], at span: Span
    )
        -> Diagnostic
    {
        Diagnostic(
            .unknownEnumCase, "'.\(name.text)' is not a case of \(owner)", ko: "\(owner)에 '.\(name.text)'(이)라는 값이 없습니다",
            at: span, help: Message.listing("cases of \(owner)", ko: "\(owner)의 값", cases, limit: 12),
            suggestions: spellings)
    }

    static func enumCaseWithoutContext(_ name: Name, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .enumCaseContext, "nothing here says which enum '.\(name.text)' is a case of",
            ko: "'.\(name.text)'이(가) 어느 열거형의 값인지 여기서는 알 수 없습니다", at: span,
            help: [Message("compare it with a field of that enum", ko: "그 열거형의 필드와 비교하세요")], suggestions: ways)
    }

    static func caseOfNoEnum(_ name: Name, spellings: [Suggestion]) -> Diagnostic {
        Diagnostic(
            .unknownEnumCase, "no enum has a case '.\(name.text)'", ko: "'.\(name.text)'(이)라는 값을 가진 열거형이 없습니다",
            at: name.span, suggestions: spellings)
    }

    static func casesOfSeveralEnums(_ written: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .mixedTypes, "no enum has all the cases in '\(written)'", ko: "'\(written)'의 값을 모두 가진 열거형이 없습니다", at: span)
    }

    static func casesWithoutContext(_ name: Name, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .enumCaseContext, "'\(name.text)' holds enum cases, and nothing here says of which enum",
            ko: "'\(name.text)'에 든 값이 어느 열거형의 것인지 여기서는 알 수 없습니다", at: span, suggestions: ways)
    }

    static func enumCaseForOther(_ name: Name, type: String, ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .enumCaseContext, "'.\(name.text)' is an enum case, but \(type) is wanted here",
            ko: "'.\(name.text)': 열거형의 값인데 여기에는 \(type) 값이 와야 합니다", at: span, suggestions: ways)
    }
}
