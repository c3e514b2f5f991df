import NaruSyntax

extension FunctionSignature {
    private static func set(
        _ aggregate: Aggregate, _ parameters: [FunctionParameter], _ result: String, _ english: String,
        ko korean: String,
        _ example: String
    ) -> FunctionSignature {
        entry(aggregate.rawValue, .collection, .aggregate(aggregate), parameters, result, english, ko: korean, example)
    }

    /// Functions over a set or list.
    static let collectionFunctions: [FunctionSignature] = [
        set(
            .count, [.optional("xs", .collection)], "int",
            "How many elements there are; alone in `into`, how many rows.",
            ko: "원소의 수. `into`에서 혼자 쓰면 행의 수.", "count(agreements)"),
        set(
            .sum, [.of("xs", .amounts)], "number", "The total; quantities add in one unit only.",
            ko: "합계. 수량은 단위가 하나일 때만 더합니다.", "sum([1, 2, 3.5])"),
        set(
            .min, [.of("xs", .ordered)], "element?",
            "The least element; of quantities and dates as far as they are known.",
            ko: "가장 작은 원소. 수량과 날짜는 알려진 만큼.",
            "min(agreements.signed)"),
        set(
            .max, [.of("xs", .ordered)], "element?",
            "The greatest element; of quantities and dates as far as they are known.",
            ko: "가장 큰 원소. 수량과 날짜는 알려진 만큼.",
            "max(agreements.signed)"),
        set(
            .avg, [.of("xs", .measures)], "number?", "The arithmetic mean.", ko: "산술 평균.", "avg([1, 2, 6])"),
        set(
            .median, [.of("xs", .measures)], "number?", "The middle value; between two, their mean.",
            ko: "중앙값. 가운데가 둘이면 그 평균.", "median([1, 2, 6])"),
        set(
            .percentile, [.of("xs", .measures), .of("share", .number)], "number?",
            "The value below which this share (0 to 1) lies, interpolated.",
            ko: "이 비율(0에서 1)이 아래에 놓이는 값. 사이는 보간합니다.", "percentile([1, 2, 6], 0.75)"),
        set(
            .stddev, [.of("xs", .numbers)], "float?", "The standard deviation of a sample.", ko: "표본 표준편차.",
            "stddev([1, 2, 6])"),
        set(
            .list, [.of("xs", .collection)], "element*", "All elements as a list.", ko: "모든 원소의 목록.",
            "list(countries.iso)"),
        set(
            .first, [.of("xs", .collection)], "element?", "The first element in order.", ko: "순서상 첫 원소.",
            "first(countries).name"),
        set(
            .last, [.of("xs", .collection)], "element?", "The last element in order.", ko: "순서상 마지막 원소.",
            "last(countries).name"),
        set(
            .only, [.of("xs", .collection)], "element?", "The one element; an error where there are several.",
            ko: "하나뿐인 원소. 여럿이면 오류.", "only(cities[iso = \"CN-CQ\"]).name"),
        set(
            .concat, [.of("xs", .texts), .optional("separator", .text)], "text?", "The texts joined, in order.",
            ko: "순서대로 이어 붙인 글.", "concat(countries.iso, \", \")"),
        entry(
            "every", .collection, .quantifier(.every), [.of("xs", .collection), .of("condition", .condition)], "bool",
            "Whether the condition is yes for every element.", ko: "모든 원소에서 조건이 참인지.",
            "every(countries, any iso)"),
        entry(
            "some", .collection, .quantifier(.some), [.of("xs", .collection), .of("condition", .condition)], "bool",
            "Whether the condition is yes for an element.", ko: "조건이 참인 원소가 있는지.",
            "some(agreements, signed in @2024)"),
        set(
            .distinct, [.of("xs", .collection)], "element*", "Each different element once.", ko: "서로 다른 원소를 한 번씩.",
            "distinct([1, 2, 2])"),
        set(
            .pairs, [.of("xs", .collection)], "{first, second}*", "Every unordered pair of elements.",
            ko: "원소 둘씩의 모든 짝(순서 없음).", "count(pairs(countries))"),
    ]
}
