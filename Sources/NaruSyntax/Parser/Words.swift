/// The first words of stages.
enum StageWords {
    static let all: Set<String> = [
        "where", "select", "add", "drop", "expand", "join", "group", "sort", "take", "skip", "top", "distinct",
        "union", "intersect", "except", "with", "why",
    ]

    static func contain(_ token: Token) -> Bool {
        token.kind == .name && !token.isQuoted && all.contains(token.text)
    }

    /// Words that join a stage but begin none.
    static func isMissing(_ token: Token) -> Bool {
        token.isJoiningWord && !all.contains(token.text)
    }
}

/// The first words of views.
enum ViewWords {
    static let all: Set<String> = ["as", "known", "stated", "all"]

    static func contain(_ token: Token) -> Bool {
        token.kind == .name && !token.isQuoted && all.contains(token.text)
    }

    static func second(after word: String) -> String {
        switch word {
        case "as": "of"
        case "known": "by"
        case "stated": "only"
        default: "claims"
        }
    }
}

/// Words of other query languages and what Naru writes for them.
enum ForeignWords {
    static let comparisons = [
        "like": "~", "ilike": "~", "contains": "~", "matches": "~", "similar": "~", "between": "in", "equals": "=",
        "eq": "=", "ne": "!=", "lt": "<", "gt": ">",
    ]

    static let stages = [
        "limit": "take", "first": "take", "head": "take", "order": "sort", "orderby": "sort", "order_by": "sort",
        "offset": "skip", "filter": "where", "having": "where", "derive": "add", "extend": "add", "mutate": "add",
        "project": "select", "map": "select", "return": "select", "aggregate": "group", "summarize": "group",
        "unnest": "expand", "flatten": "expand", "explode": "expand", "unique": "distinct", "minus": "except",
        "remove": "drop", "from": "join", "explain": "why", "groupby": "group",
    ]

    static let queryStarts: Set<String> = ["select", "from", "where", "group", "sort", "take", "match", "find"]
}

/// The nearest of some words, for "did you mean".
enum Spelling {
    static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let typed = Array(word.lowercased().unicodeScalars)
        guard typed.count >= 2, typed.count <= 40 else { return nil }
        let allowed = typed.count <= 4 ? 1 : 2
        let ranked = candidates.map { (distance(typed, Array($0.unicodeScalars)), $0) }.sorted { $0 < $1 }
        return ranked.first.flatMap { $0.0 <= allowed ? $0.1 : nil }
    }

    /// Insertions, deletions, replacements and swaps of neighbours.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var next = [row + 1]
            for column in right.indices {
                let cost = left[row] == right[column] ? 0 : 1
                var best = min(last[column] + cost, last[column + 1] + 1, next[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                next.append(best)
            }
            (beforeLast, last) = (last, next)
        }
        return last.last ?? 0
    }
}
