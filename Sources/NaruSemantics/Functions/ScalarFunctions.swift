import NaruSyntax

/// The functions of single values; absent in, absent out.
package enum Function: String, Hashable, Sendable, CaseIterable {
    // text
    case length, lower, upper, fold, trim, replace, split, join
    case startsWith = "starts_with", endsWith = "ends_with", substring, initials, hasWord = "has_word"
    // number
    case abs, round, floor, ceil, sqrt, ln, log, exp, power, div
    // date
    case earliest, latest, overlaps
    case yearsBetween = "years_between", monthsBetween = "months_between"
    // geo
    case distance
    // conversion
    case text, int, decimal, float, date, convert
    // evidence
    case evidence, sources, quotes

    package var signature: FunctionSignature { Self.signatures[self] ?? row }

    private static let signatures = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.row) })

    private var row: FunctionSignature {
        switch self {
        case .length:
            row(
                .text, [.of("text", .text)], .present(.int, written: "int"), "How many characters (Unicode scalars).",
                ko: "글자 수(유니코드 스칼라).", "length(\"나루\")")
        case .lower:
            row(
                .text, [.of("text", .text)], .present(.text, written: "text"), "In lower case.", ko: "소문자로.",
                "lower(\"MOU\")")
        case .upper:
            row(
                .text, [.of("text", .text)], .present(.text, written: "text"), "In upper case.", ko: "대문자로.",
                "upper(\"mou\")")
        case .fold:
            row(
                .text, [.of("text", .text)], .present(.text, written: "text"),
                "As `~` compares it: without case, width and Latin accents.", ko: "`~`가 견주는 꼴: 대소문자·너비·라틴 악센트 없이.",
                "fold(\"Málaga\")")
        case .trim:
            row(
                .text, [.of("text", .text)], .present(.text, written: "text"), "Without blanks at both ends.",
                ko: "양끝 빈칸을 뺀 글.", "trim(\"  a \")")
        case .replace:
            row(
                .text, [.of("text", .text), .of("find", .text), .of("with", .text)], .present(.text, written: "text"),
                "With every occurrence replaced.", ko: "나오는 곳마다 바꾼 글.", "replace(\"a-b\", \"-\", \"+\")")
        case .split:
            row(
                .text, [.of("text", .text), .of("separator", .text)], .always(.text, .many, written: "text*"),
                "Its parts between separators.", ko: "구분자 사이의 조각들.", "split(\"a,b\", \",\")")
        case .join:
            row(
                .text, [.of("texts", .texts), .of("separator", .text)], .present(.text, written: "text"),
                "The texts joined.", ko: "이어 붙인 글.", "join([\"a\", \"b\"], \"-\")")
        case .startsWith:
            row(
                .text, [.of("text", .text), .of("start", .text)], .present(.bool, written: "bool"),
                "Whether it begins so.", ko: "이렇게 시작하는지.", "starts_with(\"Seoul\", \"Se\")")
        case .endsWith:
            row(
                .text, [.of("text", .text), .of("end", .text)], .present(.bool, written: "bool"), "Whether it ends so.",
                ko: "이렇게 끝나는지.", "ends_with(\"시흥시\", \"시\")")
        case .substring:
            row(
                .text, [.of("text", .text), .of("start", .int), .optional("length", .int)],
                .present(.text, written: "text"), "The part from a character on, counted from 1.",
                ko: "몇 번째 글자부터의 부분(1부터 셈).", "substring(\"partner\", 1, 4)")
        case .initials:
            row(
                .text, [.of("text", .text)], .present(.text, written: "text"), "The initial consonants of its Hangul.",
                ko: "한글 초성.", "initials(\"시흥시\")")
        case .hasWord:
            row(
                .text, [.of("text", .searched), .of("word", .text)], .present(.bool, written: "bool"),
                "Whether it has the word, whole; Korean particles may follow.", ko: "그 낱말이 온전히 들어 있는지. 조사는 붙어도 됩니다.",
                "has_word(\"서울에서는\", \"서울\")")
        case .abs:
            row(.number, [.of("x", .amount)], .likeFirst, "Without its sign.", ko: "절댓값.", "abs(-3)")
        case .round:
            row(
                .number, [.of("x", .amount), .optional("places", .int)], .likeFirst, "Rounded, half away from zero.",
                ko: "반올림(절반은 0에서 먼 쪽으로).", "round(3.14159, 2)")
        case .floor:
            row(.number, [.of("x", .amount)], .likeFirst, "Rounded down.", ko: "내림.", "floor(3.7)")
        case .ceil:
            row(.number, [.of("x", .amount)], .likeFirst, "Rounded up.", ko: "올림.", "ceil(3.2)")
        case .sqrt:
            row(
                .number, [.of("x", .number)], .maybe(.float, written: "float?"), "The square root.", ko: "제곱근.",
                "sqrt(2)")
        case .ln:
            row(
                .number, [.of("x", .number)], .maybe(.float, written: "float?"), "The natural logarithm.", ko: "자연로그.",
                "ln(10)")
        case .log:
            row(
                .number, [.of("x", .number)], .maybe(.float, written: "float?"), "The logarithm to base 10.",
                ko: "상용로그.", "log(1000)")
        case .exp:
            row(
                .number, [.of("x", .number)], .maybe(.float, written: "float?"), "e to this power.", ko: "e의 거듭제곱.",
                "exp(1)")
        case .power:
            row(
                .number, [.of("x", .number), .of("exponent", .number)], .maybe(.float, written: "float?"),
                "x to this power.", ko: "거듭제곱.", "power(2, 10)")
        case .div:
            row(
                .number, [.of("a", .int), .of("b", .int)], .maybe(.int, written: "int?"),
                "The whole part of the quotient.", ko: "몫의 정수 부분.", "div(7, 2)")
        case .earliest:
            row(
                .date, [.of("d", .days)], .endOfDays, "The first day it can be.", ko: "될 수 있는 가장 이른 날.",
                "earliest(@2023-10)")
        case .latest:
            row(
                .date, [.of("d", .days)], .endOfDays, "The last day it can be.", ko: "될 수 있는 가장 늦은 날.",
                "latest(@2023-10)")
        case .overlaps:
            row(
                .date, [.of("a", .days), .of("b", .days)], .present(.bool, written: "bool"),
                "Whether they share a day.", ko: "겹치는 날이 있는지.", "overlaps(@2023, @2023-10..@2024)")
        case .yearsBetween:
            row(
                .date, [.of("from", .date), .of("to", .date)], .maybe(.int, written: "int?"),
                "Whole years from one to the other; backwards below 0.", ko: "두 날짜 사이의 만 햇수. 거꾸로면 음수.",
                "years_between(@2019-05-01, @2024-07-29)")
        case .monthsBetween:
            row(
                .date, [.of("from", .date), .of("to", .date)], .maybe(.int, written: "int?"),
                "Whole months from one to the other; backwards below 0.", ko: "두 날짜 사이의 만 달수. 거꾸로면 음수.",
                "months_between(@2023-10-31, @2024-05-13)")
        case .distance:
            row(
                .geo, [.of("a", .geo), .of("b", .geo)], .present(.quantity, written: "quantity"),
                "The distance over the globe in km.", ko: "지구 위의 거리(km).",
                "round(distance(city \"Siheung\".at, city \"San Diego\".at))")
        case .text:
            row(.conversion, [.of("x", .value)], .present(.text, written: "text"), "As text.", ko: "글로.", "text(3.5)")
        case .int:
            row(
                .conversion, [.of("x", .value)], .int, "As a whole number; absent where it is none.",
                ko: "정수로. 정수가 아니면 없음.", "int(\"42\")")
        case .decimal:
            row(.conversion, [.of("x", .value)], .decimal, "As an exact number.", ko: "정확한 소수로.", "decimal(\"3.14\")")
        case .float:
            row(.conversion, [.of("x", .value)], .float, "As a floating-point number.", ko: "부동소수로.", "float(3)")
        case .date:
            row(
                .conversion, [.of("x", .value), .optional("month", .int), .optional("day", .int)], .date,
                "As a date: a text as people write dates, or a year, month and day.", ko: "사람들이 쓰는 꼴의 글이나 연·월·일을 날짜로.",
                "date(\"2023. 10. 31.\")")
        case .convert:
            row(
                .conversion, [.of("x", .quantity), .of("from", .quantity), .of("to", .quantity)],
                .maybe(.quantity, written: "quantity?"), "Changed at a rate: `from` equals `to`.",
                ko: "비율로 바꿈: `from`이 `to`와 같다고 봄.", "convert(10 USD, 1 USD, 1350 KRW)")
        case .evidence:
            row(
                .evidence, [.of("x", .collection)], .claims,
                "The claims behind a value or a link; of `it` or another named entity, all its claims.",
                ko: "값이나 링크를 뒷받침하는 주장. `it`처럼 이름으로 가리킨 개체라면 그 모든 주장.",
                "agreements | take 1 | select title, n: count(evidence(signed))")
        case .sources:
            row(
                .evidence, [.of("x", .collection)], .sources,
                "The sources behind a value or a link; of a named entity, of all its claims.",
                ko: "값이나 링크의 출처. 이름으로 가리킨 개체라면 그 모든 주장의 출처.",
                "agreements | take 1 | select title, from: sources(signed)")
        case .quotes:
            row(
                .evidence, [.of("x", .collection)], .always(.text, .many, written: "text*"),
                "The quotes behind a value or a link; of a named entity, of all its claims.",
                ko: "값이나 링크를 받치는 인용문. 이름으로 가리킨 개체라면 그 모든 주장의 인용문.",
                "agreements | take 1 | select title, said: quotes(signed)")
        }
    }

    private func row(
        _ group: FunctionSignature.Group, _ parameters: [FunctionParameter], _ result: FunctionResult,
        _ english: String, ko korean: String, _ example: String
    ) -> FunctionSignature {
        FunctionSignature(
            name: rawValue, group: group, meaning: .scalar(self), parameters: parameters, result: result,
            summary: Message(english, ko: korean), example: example)
    }
}
