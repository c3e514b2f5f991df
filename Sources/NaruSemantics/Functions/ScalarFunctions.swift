import NaruSyntax

extension FunctionSignature {
    private static func scalar(
        _ function: Function, _ group: Group, _ parameters: [FunctionParameter], _ result: String, _ english: String,
        ko korean: String, _ example: String
    ) -> FunctionSignature {
        entry(function.rawValue, group, .scalar(function), parameters, result, english, ko: korean, example)
    }

    static let textFunctions: [FunctionSignature] = [
        scalar(
            .length, .text, [.of("text", .text)], "int", "How many characters (Unicode scalars).",
            ko: "글자 수(유니코드 스칼라).", "length(\"나루\")"),
        scalar(.lower, .text, [.of("text", .text)], "text", "In lower case.", ko: "소문자로.", "lower(\"MOU\")"),
        scalar(.upper, .text, [.of("text", .text)], "text", "In upper case.", ko: "대문자로.", "upper(\"mou\")"),
        scalar(
            .fold, .text, [.of("text", .text)], "text",
            "As `~` compares it: without case, width and Latin accents.", ko: "`~`가 견주는 꼴: 대소문자·너비·라틴 악센트 없이.",
            "fold(\"Málaga\")"),
        scalar(
            .trim, .text, [.of("text", .text)], "text", "Without blanks at both ends.", ko: "양끝 빈칸을 뺀 글.",
            "trim(\"  a \")"),
        scalar(
            .replace, .text, [.of("text", .text), .of("find", .text), .of("with", .text)], "text",
            "With every occurrence replaced.", ko: "나오는 곳마다 바꾼 글.", "replace(\"a-b\", \"-\", \"+\")"),
        scalar(
            .split, .text, [.of("text", .text), .of("separator", .text)], "text*", "Its parts between separators.",
            ko: "구분자 사이의 조각들.", "split(\"a,b\", \",\")"),
        scalar(
            .join, .text, [.of("texts", .texts), .of("separator", .text)], "text", "The texts joined.",
            ko: "이어 붙인 글.", "join([\"a\", \"b\"], \"-\")"),
        scalar(
            .startsWith, .text, [.of("text", .text), .of("start", .text)], "bool", "Whether it begins so.",
            ko: "이렇게 시작하는지.", "starts_with(\"Seoul\", \"Se\")"),
        scalar(
            .endsWith, .text, [.of("text", .text), .of("end", .text)], "bool", "Whether it ends so.",
            ko: "이렇게 끝나는지.", "ends_with(\"시흥시\", \"시\")"),
        scalar(
            .substring, .text, [.of("text", .text), .of("start", .int), .optional("length", .int)], "text",
            "The part from a character on, counted from 1.", ko: "몇 번째 글자부터의 부분(1부터 셈).",
            "substring(\"partner\", 1, 4)"),
        scalar(
            .initials, .text, [.of("text", .text)], "text", "The initial consonants of its Hangul.",
            ko: "한글 초성.", "initials(\"시흥시\")"),
        scalar(
            .hasWord, .text, [.of("text", .searched), .of("word", .text)], "bool",
            "Whether it has the word, whole; Korean particles may follow.",
            ko: "그 낱말이 온전히 들어 있는지. 조사는 붙어도 됩니다.", "has_word(\"서울에서는\", \"서울\")"),
    ]

    static let numberFunctions: [FunctionSignature] = [
        scalar(.abs, .number, [.of("x", .amount)], "number", "Without its sign.", ko: "절댓값.", "abs(-3)"),
        scalar(
            .round, .number, [.of("x", .amount), .optional("places", .int)], "number",
            "Rounded, half away from zero.", ko: "반올림(절반은 0에서 먼 쪽으로).", "round(3.14159, 2)"),
        scalar(.floor, .number, [.of("x", .amount)], "number", "Rounded down.", ko: "내림.", "floor(3.7)"),
        scalar(.ceil, .number, [.of("x", .amount)], "number", "Rounded up.", ko: "올림.", "ceil(3.2)"),
        scalar(.sqrt, .number, [.of("x", .number)], "float?", "The square root.", ko: "제곱근.", "sqrt(2)"),
        scalar(.ln, .number, [.of("x", .number)], "float?", "The natural logarithm.", ko: "자연로그.", "ln(10)"),
        scalar(.log, .number, [.of("x", .number)], "float?", "The logarithm to base 10.", ko: "상용로그.", "log(1000)"),
        scalar(.exp, .number, [.of("x", .number)], "float?", "e to this power.", ko: "e의 거듭제곱.", "exp(1)"),
        scalar(
            .power, .number, [.of("x", .number), .of("exponent", .number)], "float?", "x to this power.",
            ko: "거듭제곱.", "power(2, 10)"),
        scalar(
            .div, .number, [.of("a", .int), .of("b", .int)], "int?", "The whole part of the quotient.",
            ko: "몫의 정수 부분.", "div(7, 2)"),
    ]

    static let dateFunctions: [FunctionSignature] = [
        scalar(
            .earliest, .date, [.of("d", .days)], "date", "The first day it can be.", ko: "될 수 있는 가장 이른 날.",
            "earliest(@2023-10)"),
        scalar(
            .latest, .date, [.of("d", .days)], "date", "The last day it can be.", ko: "될 수 있는 가장 늦은 날.",
            "latest(@2023-10)"),
        scalar(
            .overlaps, .date, [.of("a", .days), .of("b", .days)], "bool", "Whether they share a day.",
            ko: "겹치는 날이 있는지.", "overlaps(@2023, @2023-10..@2024)"),
        scalar(
            .yearsBetween, .date, [.of("from", .date), .of("to", .date)], "int?",
            "Whole years from one to the other; backwards below 0.",
            ko: "두 날짜 사이의 만 햇수. 거꾸로면 음수.", "years_between(@2019-05-01, @2024-07-29)"),
        scalar(
            .monthsBetween, .date, [.of("from", .date), .of("to", .date)], "int?",
            "Whole months from one to the other; backwards below 0.", ko: "두 날짜 사이의 만 달수. 거꾸로면 음수.",
            "months_between(@2023-10-31, @2024-05-13)"),
    ]

    static let geoFunctions: [FunctionSignature] = [
        scalar(
            .distance, .geo, [.of("a", .geo), .of("b", .geo)], "quantity", "The distance over the globe in km.",
            ko: "지구 위의 거리(km).", "round(distance(city \"Siheung\".at, city \"San Diego\".at))")
    ]
}
