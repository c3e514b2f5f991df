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
                at: warning.span, help: [mend(warning)], source: compilation.otherText(of: warning.span))
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
            Message("test the divisor first: if n != 0 then x / n", ko: "먼저 나누는 수를 확인하세요: if n != 0 then x / n")
        case .overflow: overflow(warning.cause)
        case .failedConversion: conversion(warning)
        case .ambiguousDate:
            Message(
                "say which is which: date(year, month, day), or write the year first: 1989-04-03",
                ko: "무엇이 월인지 밝히세요: date(연, 월, 일), 또는 연도를 앞에 씁니다: 1989-04-03")
        case .impossibleDate:
            Message(
                "check the month (1 to 12) and the day: date(2023, 2, 28)", ko: "월(1~12)과 일을 확인하세요: date(2023, 2, 28)")
        case .undefinedResult: undefined(warning.cause)
        case .severalUnits:
            Message(
                "keep to one unit: where x.unit = \"KRW\", or convert(x, 1 USD, 1350 KRW)",
                ko: "단위 하나만 고르거나(where x.unit = \"KRW\") convert(x, 1 USD, 1350 KRW)를 쓰세요")
        case .mixedUnits where warning.cause.isOfDurations:
            Message(
                "a month has 28 to 31 days: compare days with days, months with months",
                ko: "한 달은 28일에서 31일입니다: 일은 일끼리, 달은 달끼리 비교하세요")
        case .mixedUnits where warning.cause == .arithmetic(.duration):
            Message(
                "days go into days, months into months: x / 1 day, or x / 1 month",
                ko: "일은 일로, 개월은 개월로 나눕니다: x / 1 day 또는 x / 1 month")
        case .mixedUnits:
            Message(
                "group by x.unit, or convert(x, 1 USD, 1350 KRW)",
                ko: "x.unit으로 묶거나 convert(x, 1 USD, 1350 KRW)를 쓰세요")
        }
    }

    private func overflow(_ cause: Warning.Cause) -> Message {
        switch cause {
        case .aggregate(_, .int): Message("add up decimals: sum(decimal(x))", ko: "십진수로 더하세요: sum(decimal(x))")
        case .arithmetic(.float), .function(.exp, _), .function(.power, _), .aggregate(_, .float):
            Message("a float goes up to 1.8e308: check the operands", ko: "실수는 1.8e308까지입니다: 피연산자를 확인하세요")
        case .arithmetic(.decimal), .arithmetic(.quantity), .aggregate(_, .decimal), .aggregate(_, .quantity),
            .function(_, .decimal), .function(_, .quantity):
            Message(
                "a decimal has 38 digits: use float(x), or fewer places with round(x, 2)",
                ko: "십진수는 38자리까지입니다: float(x)를 쓰거나 round(x, 2)로 자릿수를 줄이세요")
        case .arithmetic(.date), .arithmetic(.period), .arithmetic(.days):
            Message("the calendar goes from year 1 to year 9999", ko: "달력은 1년부터 9999년까지입니다")
        case .arithmetic(.duration), .aggregate(_, .duration):
            Message(
                "a duration has up to 2147483647 months and as many days", ko: "기간은 2147483647개월과 2147483647일까지입니다")
        default:
            Message("use decimal(x) or float(x) for a wider range", ko: "더 넓은 범위가 필요하면 decimal(x)나 float(x)를 쓰세요")
        }
    }

    /// A default of the wanted type, in the user's own words.
    private func conversion(_ warning: Warning) -> Message {
        guard case .function(let function, let type) = warning.cause else {
            return Message("give a default: int(x) ?? 0", ko: "기본값을 주세요: int(x) ?? 0")
        }
        if function == .int, type == .float || type == .decimal {
            return Message("round it first: int(round(x))", ko: "먼저 반올림하세요: int(round(x))")
        }
        let fallback =
            switch function {
            case .date: "@2000-01-01"
            case .decimal: "0.0"
            case .float: "0e0"
            default: "0"
            }
        let call = written(warning.span) ?? "\(function.rawValue)(x)"
        return Message("give a default: \(call) ?? \(fallback)", ko: "기본값을 주세요: \(call) ?? \(fallback)")
    }

    private func undefined(_ cause: Warning.Cause) -> Message {
        switch cause {
        case .function(.sqrt, _):
            Message("only from 0 on: if x >= 0 then sqrt(x)", ko: "0 이상만 됩니다: if x >= 0 then sqrt(x)")
        case .function(.ln, _):
            Message("only above 0: if x > 0 then ln(x)", ko: "0보다 커야 합니다: if x > 0 then ln(x)")
        case .function(.log, _):
            Message("only above 0: if x > 0 then log(x)", ko: "0보다 커야 합니다: if x > 0 then log(x)")
        case .function(.power, _):
            Message(
                "a negative base takes a whole exponent, and 0 none below 0",
                ko: "밑이 음수면 지수는 정수여야 하고, 0에는 음의 지수를 쓸 수 없습니다")
        case .property(.amount):
            Message("a range has two ends: x.low, x.high", ko: "범위에는 두 끝이 있습니다: x.low, x.high")
        case .arithmetic(.decimal), .function(.convert, _):
            Message(
                "a quantity that may be more or less has no quotient: use x.low or x.high",
                ko: "더 많거나 적을 수 있는 수량은 나눌 수 없습니다: x.low나 x.high를 쓰세요")
        case .aggregate(.median, .quantity), .aggregate(.percentile, .quantity):
            Message(
                "`at least` and `at most` leave the middle open: use x.low or x.high",
                ko: "`at least`와 `at most`가 섞이면 가운데를 정할 수 없습니다: x.low나 x.high를 쓰세요")
        case .arithmetic(.quantity), .aggregate(_, .quantity):
            Message(
                "`at least` and `at most` add up to nothing certain: use x.amount",
                ko: "`at least`와 `at most`의 합은 정할 수 없습니다: x.amount를 쓰세요")
        default: Message("filter the operands first", ko: "먼저 조건으로 거르세요")
        }
    }

    /// A short piece of the program on one line.
    private func written(_ span: Span) -> String? {
        let bytes = (compilation.otherText(of: span) ?? compilation.source).utf8
        guard span.start >= 0, span.end <= bytes.count, span.end - span.start <= 60, span.start < span.end else {
            return nil
        }
        let text = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
        return text.contains(where: \.isNewline) ? nil : text
    }
}

extension Warning.Cause {
    fileprivate var isOfDurations: Bool {
        if case .aggregate(_, .duration) = self { true } else { false }
    }
}
