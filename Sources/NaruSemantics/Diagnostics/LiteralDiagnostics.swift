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
