/// The constructs of the language in a program, by names of the model's own.
enum Constructs {
    static func used(by program: Program) -> Set<String> {
        var found: Set<String> = []
        if !program.parameters.isEmpty { found.insert("param") }
        for definition in program.definitions {
            found.insert(
                definition.owner != nil ? "let of a type" : definition.parameters.isEmpty ? "let" : "let function")
            add(definition.body, to: &found)
        }
        add(program.query, to: &found)
        return found
    }

    private static func add(_ query: Query, to found: inout Set<String>) {
        add(query.source, to: &found)
        for stage in query.stages {
            found.insert(name(of: stage))
            for node in stage.expressions { add(node, to: &found) }
            switch stage {
            case .join(_, let right, _, _): add(right, to: &found)
            case .combine(_, let right): add(right, to: &found)
            default: break
            }
        }
    }

    private static func add(_ node: Node, to found: inout Set<String>) {
        found.insert(name(of: node))
        if case .nested(let query) = node.form { add(query, to: &found) }
        for kid in node.kids { add(kid, to: &found) }
    }

    private static func name(of stage: Stage) -> String {
        switch stage {
        case .keep(_, let isPossibly): isPossibly ? "where possibly" : "where"
        case .select: "select"
        case .add: "add"
        case .drop: "drop"
        case .expand(_, let isOptional): isOptional ? "expand optional" : "expand"
        case .join(_, _, _, let isOptional): isOptional ? "join optional" : "join"
        case .group(let keys, let columns):
            columns.isEmpty ? "group by alone" : keys.isEmpty ? "group into" : "group by"
        case .across: "across"
        case .sort: "sort"
        case .top: "top"
        case .take: "take"
        case .skip: "skip"
        case .distinct(let columns): columns.isEmpty ? "distinct" : "distinct e"
        case .combine(let sign, _): "\(sign.rawValue) (q)"
        }
    }

    private static func name(of node: Node) -> String {
        switch node.form {
        case .literal: "literal \(node.kind.text)"
        case .name: "name"
        case .parameter: "parameter"
        case .it: "it"
        case .whole: "dataset"
        case .field(let name): ["ko", "en", "low", "amount", "start", "year"].contains(name) ? ".\(name)" : "."
        case .filter: "[C]"
        case .shape: "{shape}"
        case .combine(let sign): sign.rawValue
        case .isType(_, let isNegated): isNegated ? "is not" : "is"
        case .compare(let sign): sign
        case .member(let isNegated): isNegated ? "not in" : "in"
        case .matches(let isNegated): isNegated ? "!~" : "~"
        case .and: "and"
        case .or: "or"
        case .not: "not"
        case .exists(let isNegated): isNegated ? "no" : "any"
        case .arithmetic(let sign): sign
        case .negate: "negation"
        case .fallback: "??"
        case .conditional: "if"
        case .call(let name): name.first == "L" ? "call" : "\(name)()"
        case .list: "[list]"
        case .nested: "(query)"
        case .rows: "rows"
        case .graph(let search):
            switch search {
            case .reach: "reach"
            case .paths(let mode, _): "paths \(mode.rawValue)"
            case .network: "network"
            }
        case .measure(let name): "\(name)(via:)"
        case .window(let isOverAll, let isSoFar): isSoFar ? "so far" : isOverAll ? "over all" : "over"
        }
    }

    /// What the reference names and the model knows.
    static let all: Set<String> = [
        "param", "let", "let of a type", "let function", "call", "where", "where possibly", "select", "add", "drop",
        "expand", "expand optional", "join", "join optional", "group by", "group into", "group by alone", "across",
        "sort", "top", "take",
        "skip", "distinct", "distinct e", "union (q)", "intersect (q)", "except (q)", "union", "intersect", "except",
        "name", "parameter", "it", "dataset", ".", ".ko", ".en", ".low", ".amount", ".start", ".year", "[C]", "{shape}",
        "is", "is not", "=", "!=", "<", "<=", ">", ">=", "in", "not in", "~", "!~", "and", "or", "not", "any", "no",
        "+", "-", "*", "/", "%", "negation", "??", "if", "[list]", "(query)", "rows", "over", "over all", "so far",
        "reach", "paths shortest", "paths all shortest", "paths simple", "network", "reached(via:)", "degree(via:)",
        "component(via:)", "pagerank(via:)", "betweenness(via:)", "clustering(via:)", "count()", "sum()", "min()",
        "max()", "avg()", "median()", "percentile()", "stddev()", "list()", "first()", "last()", "only()", "concat()",
        "every()", "some()", "distinct()", "pairs()", "row()", "rank()", "previous()", "length()", "lower()", "upper()",
        "fold()", "trim()", "replace()", "split()", "join()", "starts_with()", "ends_with()", "substring()",
        "initials()", "has_word()", "abs()", "round()", "floor()", "ceil()", "div()", "date()", "earliest()",
        "latest()", "overlaps()", "years_between()", "months_between()", "text()", "int()", "convert()",
        "literal int", "literal decimal", "literal float", "literal text", "literal bool", "literal date",
        "literal quantity", "literal duration", "sqrt()", "literal city.kind", "literal city",
    ]
}
