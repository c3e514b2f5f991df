import NaruSyntax

/// The functions over a set or list.
package enum Aggregate: String, Hashable, Sendable, CaseIterable {
    case count, sum, min, max, avg, median, percentile, stddev
    case list, first, last, only, concat, distinct, pairs

    package var signature: FunctionSignature { Self.signatures[self] ?? row }

    /// Whether its result is made of elements of its set.
    package var givesElements: Bool { signature.traits.contains(.givesElements) }

    /// Whether other rows in another order would give another value.
    package var dependsOnOrder: Bool { signature.traits.contains(.feelsOrder) }

    private static let signatures = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.row) })

    private var row: FunctionSignature {
        switch self {
        case .count:
            row(
                [.optional("xs", .collection)], .always(.int, written: "int"), [.feelsRepeats],
                "How many elements there are; alone in `into`, how many rows.", ko: "원소의 수. `into`에서 혼자 쓰면 행의 수.",
                "count(agreements)")
        case .sum:
            row(
                [.of("xs", .amounts)], .total, [.feelsRepeats, .needsSeveral],
                "The total; quantities add in one unit only.", ko: "합계. 수량은 단위가 하나일 때만 더합니다.", "sum([1, 2, 3.5])")
        case .min:
            row(
                [.of("xs", .ordered)], .extreme, [.needsSeveral],
                "The least element; of quantities and dates as far as they are known.", ko: "가장 작은 원소. 수량과 날짜는 알려진 만큼.",
                "min(agreements.signed)")
        case .max:
            row(
                [.of("xs", .ordered)], .extreme, [.needsSeveral],
                "The greatest element; of quantities and dates as far as they are known.",
                ko: "가장 큰 원소. 수량과 날짜는 알려진 만큼.", "max(agreements.signed)")
        case .avg:
            row(
                [.of("xs", .measures)], .mean, [.feelsRepeats, .needsSeveral], "The arithmetic mean.", ko: "산술 평균.",
                "avg([1, 2, 6])")
        case .median:
            row(
                [.of("xs", .measures)], .mean, [.feelsRepeats, .needsSeveral],
                "The middle value; between two, their mean.", ko: "중앙값. 가운데가 둘이면 그 평균.", "median([1, 2, 6])")
        case .percentile:
            row(
                [.of("xs", .measures), .of("share", .number)], .mean, [.feelsRepeats, .needsSeveral],
                "The value below which this share (0 to 1) lies, interpolated.",
                ko: "이 비율(0에서 1)이 아래에 놓이는 값. 사이는 보간합니다.", "percentile([1, 2, 6], 0.75)")
        case .stddev:
            row(
                [.of("xs", .numbers)], .spread, [.feelsRepeats, .needsSeveral], "The standard deviation of a sample.",
                ko: "표본 표준편차.", "stddev([1, 2, 6])")
        case .list:
            row(
                [.of("xs", .collection)], .elements, [.feelsRepeats, .showsRepeats, .feelsOrder, .givesElements],
                "All elements as a list.", ko: "모든 원소의 목록.", "list(countries.iso)")
        case .first:
            row(
                [.of("xs", .collection)], .element, [.feelsOrder, .givesElements], "The first element in order.",
                ko: "순서상 첫 원소.", "first(countries).name")
        case .last:
            row(
                [.of("xs", .collection)], .element, [.feelsOrder, .givesElements], "The last element in order.",
                ko: "순서상 마지막 원소.", "last(countries).name")
        case .only:
            row(
                [.of("xs", .collection)], .element, [.givesElements],
                "The one element; an error where there are several.", ko: "하나뿐인 원소. 여럿이면 오류.",
                "only(cities[iso = \"CN-CQ\"]).name")
        case .concat:
            row(
                [.of("xs", .texts), .optional("separator", .text)], .joinedText,
                [.feelsRepeats, .showsRepeats, .feelsOrder, .needsSeveral], "The texts joined, in order.",
                ko: "순서대로 이어 붙인 글.", "concat(countries.iso, \", \")")
        case .distinct:
            row(
                [.of("xs", .collection)], .elements, [.feelsOrder, .givesElements], "Each different element once.",
                ko: "서로 다른 원소를 한 번씩.", "distinct([1, 2, 2])")
        case .pairs:
            row(
                [.of("xs", .collection)], .pairs, [.feelsRepeats, .showsRepeats, .feelsOrder, .givesElements],
                "Every unordered pair of elements.", ko: "원소 둘씩의 모든 짝(순서 없음).", "count(pairs(countries))")
        }
    }

    private func row(
        _ parameters: [FunctionParameter], _ result: FunctionResult, _ traits: FunctionSignature.Traits,
        _ english: String, ko korean: String, _ example: String
    ) -> FunctionSignature {
        FunctionSignature(
            name: rawValue, group: .collection, meaning: .aggregate(self), parameters: parameters, result: result,
            traits: traits, summary: Message(english, ko: korean), example: example)
    }
}

package enum Quantifier: Hashable, Sendable {
    case any, no, every, some

    /// Of those that are functions; `any` and `no` are words of the grammar.
    static let signatures = [
        FunctionSignature(
            name: "every", group: .collection, meaning: .quantifier(.every),
            parameters: [.of("xs", .collection), .of("condition", .condition)], result: .maybe(.bool, written: "bool"),
            summary: Message("Whether the condition is yes for every element.", ko: "모든 원소에서 조건이 참인지."),
            example: "every(countries, any iso)"),
        FunctionSignature(
            name: "some", group: .collection, meaning: .quantifier(.some),
            parameters: [.of("xs", .collection), .of("condition", .condition)], result: .maybe(.bool, written: "bool"),
            summary: Message("Whether the condition is yes for an element.", ko: "조건이 참인 원소가 있는지."),
            example: "some(agreements, signed in @2024)"),
    ]
}
