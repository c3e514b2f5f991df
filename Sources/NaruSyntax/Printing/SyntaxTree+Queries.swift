extension Query {
    package var tree: SyntaxTree { .node("query", [source.tree] + views.map(\.tree) + stages.map(\.tree)) }
}

extension Source {
    fileprivate var tree: SyntaxTree {
        switch kind {
        case .expression(let expression): expression.tree
        case .paths(let from, let to, let via, let limit, let mode):
            .node("paths", [from.tree, to.tree, via.tree] + limit.trees + [.leaf(mode.word)])
        case .reach(let from, let via, let limit): .node("reach", [from.tree, via.tree] + limit.trees)
        case .network(let entry, let via): .node("network", [entry.tree, via.tree])
        }
    }
}

extension PathMode {
    fileprivate var word: String {
        switch self {
        case .unspecified: "unspecified"
        case .shortest: "shortest"
        case .allShortest: "all-shortest"
        case .simple: "simple"
        }
    }
}

extension Count {
    fileprivate var tree: SyntaxTree {
        switch kind {
        case .literal(let number): .leaf(String(number))
        case .parameter(let name): .leaf("$\(name.text)")
        }
    }
}

extension Count? {
    fileprivate var trees: [SyntaxTree] { map { [.node("up-to", [$0.tree])] } ?? [] }
}

extension View {
    fileprivate var tree: SyntaxTree {
        switch kind {
        case .asOf(let day): .node("as-of", [day.tree])
        case .knownBy(let day): .node("known-by", [day.tree])
        case .statedOnly: .node("stated-only", [])
        case .allClaims: .node("all-claims", [])
        }
    }
}

extension Stage {
    fileprivate var tree: SyntaxTree {
        switch kind {
        case .filter(let condition, let possibly): .node(possibly ? "where-possibly" : "where", [condition.tree])
        case .select(let columns): .node("select", columns.map(\.tree))
        case .add(let columns): .node("add", columns.map(\.tree))
        case .drop(let names): .node("drop", names.map { .name($0) })
        case .expand(let name, let set, let optional):
            .node(optional ? "expand-optional" : "expand", [.name(name), set.tree])
        case .join(let name, let set, let condition, let optional):
            .node(optional ? "join-optional" : "join", [.name(name), set.tree, condition.tree])
        case .group(let keys, let across, let columns):
            .node(
                "group",
                [.node("by", keys.map(\.tree))]
                    + (across.map { [.node("across", [$0.value.tree] + ($0.cases.map { [$0.tree] } ?? []))] } ?? [])
                    + (columns.map { [.node("into", $0.map(\.tree))] } ?? []))
        case .sort(let keys): .node("sort", keys.map(\.tree))
        case .take(let count): .node("take", [count.tree])
        case .skip(let count): .node("skip", [count.tree])
        case .top(let count, let key): .node("top", [count.tree, key.tree])
        case .distinct(let expressions): .node("distinct", expressions.map(\.tree))
        case .set(let operation, let query): .node(operation.rawValue, [query.tree])
        case .withSources: .node("with-sources", [])
        case .why: .node("why", [])
        }
    }
}

extension Column {
    var tree: SyntaxTree { name.map { .node("as", [.name($0), value.tree]) } ?? value.tree }
}

extension SortKey {
    fileprivate var tree: SyntaxTree { direction.map { .node($0.rawValue, [value.tree]) } ?? value.tree }
}
