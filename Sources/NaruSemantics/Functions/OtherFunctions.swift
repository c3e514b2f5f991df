import NaruSyntax

extension FunctionSignature {
    private static func measure(
        _ measure: NodeMeasure, _ result: String, _ english: String, ko korean: String, _ example: String
    ) -> FunctionSignature {
        entry(
            measure.rawValue, .graph, .measure(measure), [.optional("x", .entities), .via], result, english, ko: korean,
            example)
    }

    static let graphFunctions: [FunctionSignature] = [
        entry(
            "reached", .graph, .reached, [.of("x", .entities), .via], "entity*",
            "x and all that the path reaches from it.", ko: "x와, 경로로 x에서 닿는 모든 것.",
            "reached(city \"시흥시\", via: within)"),
        measure(
            .degree, "int", "How many neighbours it has, whichever way the link leads.", ko: "이웃의 수(링크의 방향과 상관없이).",
            "cities | where degree(via: partners) > 3 | select name.en, n: degree(via: partners)"),
        measure(
            .pagerank, "float", "Its share of the time of a walk along links, in their direction; of all nodes 1.",
            ko: "링크를 그 방향으로 따라 거닐 때 머무는 몫(페이지랭크). 모두 더하면 1.",
            "cities | top 2 by pagerank(via: partners) | select name.en, rank: round(pagerank(via: partners), 3)"),
        measure(
            .component, "int", "The number of its connected component, the largest first, links taken both ways.",
            ko: "속한 연결 성분의 번호(큰 것부터, 링크를 양방향으로 봄).",
            "cities | group by part: component(via: partners) into n: count() | where n > 1"),
        measure(
            .betweenness, "float", "The share of shortest paths between others, in the link's direction, that pass it.",
            ko: "다른 둘 사이의 최단 경로(링크 방향) 가운데 이것을 지나는 몫.",
            "cities | where betweenness(via: partners) > 0 | select name.en, share: round(betweenness(via: partners), 5)"
        ),
        measure(
            .clustering, "float?",
            "The share of pairs of its neighbours, either way, that are neighbours; absent for fewer than two.",
            ko: "이웃 쌍(방향과 상관없이) 가운데 서로 이웃인 쌍의 몫. 이웃이 둘보다 적으면 없음.",
            "city \"San Diego\" | select name.en, share: clustering(via: partners)"),
    ]

    static let conversionFunctions: [FunctionSignature] = [
        convert(.text, .value, "text", "As text.", ko: "글로.", "text(3.5)"),
        convert(
            .int, .value, "int?", "As a whole number; absent where it is none.", ko: "정수로. 정수가 아니면 없음.", "int(\"42\")"),
        convert(.decimal, .value, "decimal?", "As an exact number.", ko: "정확한 소수로.", "decimal(\"3.14\")"),
        convert(.float, .value, "float?", "As a floating-point number.", ko: "부동소수로.", "float(3)"),
        entry(
            "date", .conversion, .scalar(.date),
            [.of("x", .value), .optional("month", .int), .optional("day", .int)], "date?",
            "As a date: a text as people write dates, or a year, month and day.",
            ko: "사람들이 쓰는 꼴의 글이나 연·월·일을 날짜로.", "date(\"2023. 10. 31.\")"),
        entry(
            "convert", .conversion, .scalar(.convert),
            [.of("x", .quantity), .of("from", .quantity), .of("to", .quantity)], "quantity?",
            "Changed at a rate: `from` equals `to`.", ko: "비율로 바꿈: `from`이 `to`와 같다고 봄.",
            "convert(10 USD, 1 USD, 1350 KRW)"),
    ]

    private static func convert(
        _ function: Function, _ kind: FunctionParameter.Kind, _ result: String, _ english: String, ko korean: String,
        _ example: String
    ) -> FunctionSignature {
        entry(
            function.rawValue, .conversion, .scalar(function), [.of("x", kind)], result, english, ko: korean, example)
    }

    static let evidenceFunctions: [FunctionSignature] = [
        entry(
            "evidence", .evidence, .scalar(.evidence), [.of("x", .collection)], "claim*",
            "The claims behind a value or a link; of `it` or another named entity, all its claims.",
            ko: "값이나 링크를 뒷받침하는 주장. `it`처럼 이름으로 가리킨 개체라면 그 모든 주장.",
            "agreements | take 1 | select title, n: count(evidence(signed))"),
        entry(
            "sources", .evidence, .scalar(.sources), [.of("x", .collection)], "source*",
            "The sources behind a value or a link; of a named entity, of all its claims.",
            ko: "값이나 링크의 출처. 이름으로 가리킨 개체라면 그 모든 주장의 출처.", "agreements | take 1 | select title, from: sources(signed)"),
        entry(
            "quotes", .evidence, .scalar(.quotes), [.of("x", .collection)], "text*",
            "The quotes behind a value or a link; of a named entity, of all its claims.",
            ko: "값이나 링크를 받치는 인용문. 이름으로 가리킨 개체라면 그 모든 주장의 인용문.",
            "agreements | take 1 | select title, said: quotes(signed)"),
    ]

    static let windowFunctions: [FunctionSignature] = [
        entry(
            "row", .window, .window(.row), [], "int", "The number of the row, from 1.", ko: "행 번호(1부터).",
            "countries | select n: row(), iso"),
        entry(
            "rank", .window, .window(.rank), [.of("e", .ordered)], "int", "The rank by a value: 1, 1, 3.",
            ko: "값에 따른 순위: 1, 1, 3.", "countries | select iso, r: rank(length(name.en) desc)"),
        entry(
            "previous", .window, .window(.previous), [.of("e", .value)], "value?", "The value in the row before.",
            ko: "앞 행의 값.", "countries | select iso, before: previous(iso)"),
    ]
}
