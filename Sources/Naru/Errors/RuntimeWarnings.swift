import NaruEngine
import NaruSemantics
import NaruSyntax

/// Words for what made values absent while a query ran, with a mend that fits
/// what was computed.
struct RuntimeWarning {
    private let compilation: Compilation

    init(_ compilation: Compilation) { self.compilation = compilation }

    func diagnostic(_ warning: Warning, count: Int) -> Diagnostic {
        let times = count == 1 ? "1 value is" : "\(count) values are"
        func say(_ code: DiagnosticCode, _ english: String, _ korean: String) -> Diagnostic {
            Diagnostic(
                code, .warning, Message("\(english): \(times) absent", ko: "\(korean): 값 \(count)개가 비었습니다"),
                at: warning.span, help: [mend(warning)],
                suggestions: WarningMends(warning, in: compilation).suggestions,
                source: compilation.otherText(of: warning.span))
        }
        switch warning.kind {
        case .divisionByZero: return say(.divisionByZero, "division by zero", "0으로 나눔")
        case .overflow: return say(.overflow, "the result is too large", "결과가 너무 큽니다")
        case .failedConversion: return say(.failedConversion, "cannot convert", "바꿀 수 없음")
        case .ambiguousDate:
            return say(
                .failedConversion, "day and month may be either way round, as in 03/04/1989",
                "03/04/1989처럼 어느 쪽이 월인지 알 수 없음")
        case .impossibleDate: return say(.failedConversion, "there is no such day", "그런 날짜는 없음")
        case .undefinedResult: return say(.undefinedResult, "the result is undefined", "정의되지 않는 결과")
        case .mixedUnits: return say(.mixedUnits, "units differ", "단위가 다릅니다")
        case .severalUnits:
            return Diagnostic(
                .mixedUnits, .warning,
                Message("units differ: the order is by unit, then by amount", ko: "단위가 다릅니다: 단위 순서 안에서 금액 순서입니다"),
                at: warning.span, help: [mend(warning)], source: compilation.otherText(of: warning.span))
        }
    }

    private func mend(_ warning: Warning) -> Message {
        switch warning.kind {
        case .divisionByZero:
            Message("test the divisor first, with `if`", ko: "먼저 `if`로 나누는 수를 확인하세요")
        case .overflow: overflow(warning.cause)
        case .failedConversion: conversion(warning)
        case .ambiguousDate:
            Message(
                "say which is which: give `date` a year, a month and a day, or write the year first, as in 1989-04-03",
                ko: "무엇이 월인지 밝히세요: `date`에 연, 월, 일을 따로 주거나 1989-04-03처럼 연도를 앞에 씁니다")
        case .impossibleDate:
            Message("check the month (1 to 12) and the day", ko: "월(1~12)과 일을 확인하세요")
        case .undefinedResult: undefined(warning.cause)
        case .severalUnits:
            Message(
                "keep to one unit with `where` and `.unit`, or bring all to one with `convert`",
                ko: "`where`와 `.unit`으로 단위 하나만 고르거나 `convert`로 맞추세요")
        case .mixedUnits where warning.cause.isOfDurations:
            Message(
                "a month has 28 to 31 days: compare days with days, months with months",
                ko: "한 달은 28일에서 31일입니다: 일은 일끼리, 달은 달끼리 비교하세요")
        case .mixedUnits where warning.cause == .arithmetic(.duration):
            Message(
                "days go into days, months into months", ko: "일은 일로, 개월은 개월로 나눕니다")
        case .mixedUnits:
            Message(
                "group by `.unit`, or bring all to one unit with `convert`",
                ko: "`.unit`으로 묶거나 `convert`로 단위를 맞추세요")
        }
    }

    private func overflow(_ cause: Warning.Cause) -> Message {
        switch cause {
        case .aggregate(_, .int): Message("add up decimals", ko: "십진수로 더하세요")
        case .arithmetic(.float), .function(.exp, _), .function(.power, _), .aggregate(_, .float):
            Message("a float goes up to 1.8e308: check the operands", ko: "실수는 1.8e308까지입니다: 피연산자를 확인하세요")
        case .arithmetic(.decimal), .arithmetic(.quantity), .aggregate(_, .decimal), .aggregate(_, .quantity),
            .function(_, .decimal), .function(_, .quantity):
            Message(
                "a decimal has 38 digits: calculate with `float`, or with fewer places by `round`",
                ko: "십진수는 38자리까지입니다: `float`로 계산하거나 `round`로 자릿수를 줄이세요")
        case .arithmetic(.date), .arithmetic(.period), .arithmetic(.days):
            Message("the calendar goes from year 1 to year 9999", ko: "달력은 1년부터 9999년까지입니다")
        case .arithmetic(.duration), .aggregate(_, .duration):
            Message(
                "a duration has up to 2147483647 months and as many days", ko: "기간은 2147483647개월과 2147483647일까지입니다")
        default:
            Message(
                "`decimal` and `float` have a wider range", ko: "`decimal`과 `float`는 범위가 더 넓습니다")
        }
    }

    /// A default would only hide the value, and the warning would stay.
    private func conversion(_ warning: Warning) -> Message {
        guard case .function(let function, let type) = warning.cause else {
            return Message("`no` before it finds the rows", ko: "앞에 `no`를 쓰면 그런 행을 찾습니다")
        }
        if function == .int, type == .float || type == .decimal {
            return Message(
                "a whole number has no fraction and up to 19 digits: round it first",
                ko: "정수에는 소수 부분이 없고 19자리까지입니다. 먼저 반올림하세요")
        }
        guard function == .date else {
            return Message(
                "a number has digits, a sign and a point; `no` before the call finds the rows with other texts",
                ko: "수에는 숫자, 부호, 소수점만 씁니다. 호출 앞에 `no`를 쓰면 다른 글이 있는 행을 찾습니다")
        }
        return Message(
            "a date is written as 2023, 2023-10 or 2023-10-31; `no` before the call finds the rows with other texts",
            ko: "날짜는 2023, 2023-10, 2023-10-31처럼 씁니다. 호출 앞에 `no`를 쓰면 다른 글이 있는 행을 찾습니다")
    }

    private func undefined(_ cause: Warning.Cause) -> Message {
        switch cause {
        case .function(.sqrt, _):
            Message("a square root is only of numbers from 0 on", ko: "제곱근은 0 이상만 됩니다")
        case .function(.ln, _), .function(.log, _):
            Message("a logarithm is only of numbers above 0", ko: "로그는 0보다 큰 수만 됩니다")
        case .function(.power, _):
            Message(
                "a negative base takes a whole exponent, and 0 none below 0",
                ko: "밑이 음수면 지수는 정수여야 하고, 0에는 음의 지수를 쓸 수 없습니다")
        case .property(.amount):
            Message("a range has two ends, `.low` and `.high`", ko: "범위에는 두 끝 `.low`와 `.high`가 있습니다")
        case .arithmetic(.decimal), .function(.convert, _):
            Message(
                "a quantity that may be more or less has no quotient: use its `.low` or `.high`",
                ko: "더 많거나 적을 수 있는 수량은 나눌 수 없습니다: `.low`나 `.high`를 쓰세요")
        case .aggregate(.median, .quantity), .aggregate(.percentile, .quantity):
            Message(
                "`at least` and `at most` leave the middle open: use their `.low` or `.high`",
                ko: "`at least`와 `at most`가 섞이면 가운데를 정할 수 없습니다: `.low`나 `.high`를 쓰세요")
        case .arithmetic(.quantity), .aggregate(_, .quantity):
            Message(
                "`at least` and `at most` add up to nothing certain: use their `.amount`",
                ko: "`at least`와 `at most`의 합은 정할 수 없습니다: `.amount`를 쓰세요")
        default: Message("filter the operands first", ko: "먼저 조건으로 거르세요")
        }
    }
}

extension Warning.Cause {
    fileprivate var isOfDurations: Bool {
        if case .aggregate(_, .duration) = self { true } else { false }
    }
}

/// The expression that a warning is about, written so that it no longer warns.
struct WarningMends {
    private let warning: Warning
    private let source: SourceText

    init(_ warning: Warning, in compilation: Compilation) {
        self.warning = warning
        source = compilation.source
    }

    /// None for what an import or the dataset's own definitions compute.
    var suggestions: [Suggestion] {
        guard warning.span.text == 0, let expression else { return [] }
        return texts(of: expression).map { .write($0, for: warning.span) }
    }

    /// Read again by itself; its places count from the warning's.
    private var expression: Expression? {
        guard warning.span.start >= 0, warning.span.end <= source.utf8.count, warning.span.start < warning.span.end
        else { return nil }
        let parsed = Parser.parse(SourceText(name: source.name, text: source.text(in: warning.span)))
        guard parsed.diagnostics.isEmpty, parsed.program.statements.count == 1,
            case .query(let query) = parsed.program.statements[0].kind, query.views.isEmpty, query.stages.isEmpty,
            case .expression(let expression) = query.source.kind
        else { return nil }
        return expression
    }

    private func texts(of expression: Expression) -> [String] {
        let whole = Printer.print(expression)
        switch (warning.kind, expression.kind) {
        case (.divisionByZero, .arithmetic(_, _, let divisor)): return guarded(whole, divisor)
        case (.divisionByZero, .call(_, let arguments)) where arguments.count == 2:
            return guarded(whole, arguments[1].value)
        case (.overflow, .arithmetic(let sign, let left, let right)): return widened(left, sign, right)
        case (.overflow, .call(let name, let arguments)): return aggregated(name, arguments)
        case (.failedConversion, .call(let name, let arguments)): return rounded(name, arguments)
        case (.undefinedResult, .call(let name, let arguments)): return defined(whole, name, arguments)
        case (.undefinedResult, .member(let value, _)) where warning.cause == .property(.amount):
            return ["low", "high"].map { "\(operand(value)).\($0)" }
        default: return []
        }
    }

    private func guarded(_ whole: String, _ divisor: Expression) -> [String] {
        let (written, operand) = (Printer.print(divisor), operand(divisor))
        return ["\(operand) != 0", "\(operand).amount != 0", "\(written) != 0 days"].map { "(if \($0) then \(whole))" }
    }

    private func widened(_ left: Expression, _ sign: ArithmeticOperator, _ right: Expression) -> [String] {
        let wider: String
        switch warning.cause {
        case .arithmetic(.int): wider = "decimal"
        case .arithmetic(.decimal): wider = "float"
        default: return []
        }
        return ["\(wider)(\(Printer.print(left))) \(sign.rawValue) \(operand(right))"]
    }

    private func aggregated(_ name: Name, _ arguments: [Argument]) -> [String] {
        guard case .aggregate(_, .int) = warning.cause, arguments.count == 1 else { return [] }
        let inner = Printer.print(arguments[0].value)
        return ["\(name.text)(decimal(\(inner)))", "\(name.text)(\(operand(arguments[0].value)){x: decimal(it)}.x)"]
    }

    private func rounded(_ name: Name, _ arguments: [Argument]) -> [String] {
        guard case .function(.int, let type) = warning.cause, type == .float || type == .decimal, arguments.count == 1
        else { return [] }
        switch arguments[0].value.kind {
        // What is round already, or written out, is too large.
        case .call(let inner, _) where ["round", "floor", "ceil"].contains(inner.text): return []
        case .number(let number) where number.text.contains("e"): return []
        default: return ["\(name.text)(round(\(Printer.print(arguments[0].value))))"]
        }
    }

    private func defined(_ whole: String, _ name: Name, _ arguments: [Argument]) -> [String] {
        guard case .function(let function, _) = warning.cause, let first = arguments.first?.value else { return [] }
        switch function {
        case .sqrt: return ["(if \(operand(first)) >= 0 then \(whole))"]
        case .ln, .log: return ["(if \(operand(first)) > 0 then \(whole))"]
        default: return []
        }
    }

    private func operand(_ expression: Expression) -> String {
        let written = Printer.print(expression)
        switch expression.kind {
        case .name, .it, .member, .call, .number, .nested, .list, .parameter: return written
        default: return "(\(written))"
        }
    }
}
