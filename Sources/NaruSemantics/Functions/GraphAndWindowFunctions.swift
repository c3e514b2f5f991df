import NaruSyntax

/// What a node is measured by in the graph of a path.
package enum NodeMeasure: String, Hashable, Sendable, CaseIterable {
    case degree, pagerank, component, betweenness, clustering

    var signature: FunctionSignature {
        switch self {
        case .degree:
            row(
                .ofEach(.int, written: "int"), "How many neighbours it has, whichever way the link leads.",
                ko: "이웃의 수(링크의 방향과 상관없이).",
                "cities | where degree(via: partners) > 3 | select name.en, n: degree(via: partners)")
        case .pagerank:
            row(
                .ofEach(.float, written: "float"),
                "Its share of the time of a walk along links, in their direction; of all nodes 1.",
                ko: "링크를 그 방향으로 따라 거닐 때 머무는 몫(페이지랭크). 모두 더하면 1.",
                "cities | top 2 by pagerank(via: partners) | select name.en, rank: round(pagerank(via: partners), 3)")
        case .component:
            row(
                .ofEach(.int, written: "int"),
                "The number of its connected component, the largest first, links taken both ways.",
                ko: "속한 연결 성분의 번호(큰 것부터, 링크를 양방향으로 봄).",
                "cities | group by part: component(via: partners) into n: count() | where n > 1")
        case .betweenness:
            row(
                .ofEach(.float, written: "float"),
                "The share of shortest paths between others, in the link's direction, that pass it.",
                ko: "다른 둘 사이의 최단 경로(링크 방향) 가운데 이것을 지나는 몫.",
                "cities | where betweenness(via: partners) > 0 | select name.en, share: round(betweenness(via: partners), 5)"
            )
        case .clustering:
            row(
                .ofEach(.float, .optional, written: "float?"),
                "The share of pairs of its neighbours, either way, that are neighbours; absent for fewer than two.",
                ko: "이웃 쌍(방향과 상관없이) 가운데 서로 이웃인 쌍의 몫. 이웃이 둘보다 적으면 없음.",
                "city \"San Diego\" | select name.en, share: clustering(via: partners)")
        }
    }

    private func row(
        _ result: FunctionResult, _ english: String, ko korean: String, _ example: String
    ) -> FunctionSignature {
        FunctionSignature(
            name: rawValue, group: .graph, meaning: .measure(self),
            parameters: [.optional("x", .entities), .via], result: result, summary: Message(english, ko: korean),
            example: example)
    }
}

extension FunctionSignature {
    static let reached = FunctionSignature(
        name: "reached", group: .graph, meaning: .reached, parameters: [.of("x", .entities), .via], result: .nodes,
        summary: Message("x and all that the path reaches from it.", ko: "x와, 경로로 x에서 닿는 모든 것."),
        example: "reached(city \"시흥시\", via: within)")
}

package enum WindowFunction: Hashable, Sendable {
    case aggregate(Aggregate)
    case row, rank, previous

    /// Those that have a name of their own.
    static let signatures = [
        FunctionSignature(
            name: "row", group: .window, meaning: .window(.row), parameters: [], result: .always(.int, written: "int"),
            summary: Message("The number of the row, from 1.", ko: "행 번호(1부터)."),
            example: "countries | select n: row(), iso"),
        FunctionSignature(
            name: "rank", group: .window, meaning: .window(.rank), parameters: [.of("e", .ordered)],
            result: .always(.int, written: "int"),
            summary: Message("The rank by a value: 1, 1, 3.", ko: "값에 따른 순위: 1, 1, 3."),
            example: "countries | select iso, r: rank(length(name.en) desc)"),
        FunctionSignature(
            name: "previous", group: .window, meaning: .window(.previous), parameters: [.of("e", .value)],
            result: .maybeFirst,
            summary: Message("The value in the row before.", ko: "앞 행의 값."),
            example: "countries | select iso, before: previous(iso)"),
    ]
}
