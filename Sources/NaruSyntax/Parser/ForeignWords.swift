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

    static let directions = ["ascending": "asc", "descending": "desc", "asc": "asc", "desc": "desc"]

    static let stages = [
        "limit": "take", "first": "take", "head": "take", "order": "sort", "orderby": "sort", "order_by": "sort",
        "offset": "skip", "filter": "where", "having": "where", "derive": "add", "extend": "add", "mutate": "add",
        "project": "select", "map": "select", "return": "select", "aggregate": "group", "summarize": "group",
        "unnest": "expand", "flatten": "expand", "explode": "expand", "unique": "distinct", "minus": "except",
        "remove": "drop", "from": "join", "explain": "why", "groupby": "group",
    ]

    /// Clauses that other languages put behind each other without a `|`.
    static let laterStages = [
        "having": "where", "limit": "take", "offset": "skip", "filter": "where", "order": "sort", "orderby": "sort",
    ]

    static let aggregates: Set<String> = [
        "count", "sum", "min", "max", "avg", "median", "list", "first", "last", "distinct",
    ]

    /// What changes data elsewhere.
    static let changes: Set<String> = ["update", "insert", "delete", "create", "alter", "merge", "replace"]

    static let queryStarts: Set<String> = ["select", "from", "where", "group", "sort", "take", "match", "find"]
}

/// Words that mean something of their own where a name could stand.
package enum Keyword {
    package static func isTaken(_ word: String) -> Bool {
        StageWords.all.contains(word) || ViewWords.all.contains(word) || JoiningWord.all.contains(word)
            || ReservedWord(rawValue: word) != nil
    }
}
