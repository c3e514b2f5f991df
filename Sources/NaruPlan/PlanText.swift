package import NaruSemantics
package import NaruSyntax

/// A plan as text: an operator a line, with what it works on in the words of
/// the program.
package struct PlanText {
    private let schema: Schema
    private let words: (Span) -> String

    package struct Line: Hashable, Sendable {
        package var depth: Int
        /// `filter`, `hash join`
        package var operation: String
        package var detail: String
        /// How it is done, where that was a choice: `bounded heap`.
        package var method = ""
        /// How many rows were expected of it; nil for what is no operator.
        package var estimate: RowEstimate?
        /// The number of the operator; nil for what is none.
        package var place: Int?
    }

    /// `words` gives the program's text of a place.
    package init(schema: Schema, words: @escaping (Span) -> String) {
        self.schema = schema
        self.words = words
    }

    /// The source first; plans inside of an operator stand below it.
    package func lines(_ plan: Plan) -> [Line] { lines(plan, depth: 0) }

    private func lines(_ plan: Plan, depth: Int) -> [Line] {
        let views = plan.views.map { Line(depth: depth, operation: "view", detail: view($0)) }
        let certain = plan.traits.keepsPossible ? [] : [Line(depth: depth, operation: "certain rows", detail: "")]
        return views + certain
            + plan.nodes.flatMap { node -> [Line] in
                let text = text(of: node.operation)
                let line = Line(
                    depth: depth, operation: text.0, detail: text.1, method: method(of: node), estimate: node.estimate,
                    place: node.place)
                return [line] + node.operation.sides.flatMap { lines($0, depth: depth + 1) }
                    + node.operation.ownExpressions.flatMap { lines(inside: $0, depth: depth + 1) }
            }
    }

    /// The plans and the values found once that an expression holds.
    private func lines(inside expression: TypedExpression, depth: Int) -> [Line] {
        if let plan = expression.plan { return lines(plan, depth: depth) }
        var inner: [Line] = []
        let isShared = if case .shared = expression.kind { true } else { false }
        expression.forEachChild { child, _ in inner += lines(inside: child, depth: isShared ? depth + 1 : depth) }
        return isShared ? [Line(depth: depth, operation: "once", detail: text(expression))] + inner : inner
    }

    private func view(_ view: TypedView) -> String {
        switch view {
        case .asOf(let day): "as of " + text(day)
        case .knownBy(let day): "known by " + text(day)
        case .statedOnly: "stated only"
        case .allClaims: "all claims"
        }
    }

    private func text(of operation: PlanOperation) -> (String, String) {
        switch operation {
        case .scan(let type): ("scan", schema[type].plural)
        case .lookup(let lookup):
            (
                lookup.keys.isEmpty ? "all rows" : "index lookup",
                lookup.keys.map { "\(text($0.key)) = \(text($0.probe))" }.joined(separator: ", ")
            )
        case .elements(let expression): ("elements", text(expression))
        case .records(let expression, _): ("records", text(expression))
        case .paths(let from, let to, let via, _, let mode, let columns):
            ("paths", "\(mode) from \(text(from)) to \(text(to)) via \(text(via))" + read(columns))
        case .reach(let from, let via, _): ("reach", "from \(text(from)) via \(text(via))")
        case .network(let nodes, let via, let columns): ("network", "\(text(nodes)) via \(text(via))" + read(columns))
        case .filter(let condition, let possibly): (possibly ? "filter possibly" : "filter", text(condition))
        case .project(let values): ("project", list(values))
        case .extend(let values): ("extend", list(values))
        case .window(let windows): ("window", windows.map { words($0.span) }.joined(separator: ", "))
        case .expand(let elements, let optional): (optional ? "expand optional" : "expand", text(elements))
        case .join(let join): (name(of: join), "on " + text(join.condition))
        case .group(let group): ("group", groupText(group))
        case .sort(let keys): ("sort", list(keys))
        case .limit(let count): ("limit", text(count))
        case .offset(let count): ("offset", text(count))
        case .top(let count, let keys, _): ("top", "\(text(count)) by \(list(keys))")
        case .distinct(let keys, let project): ("distinct", project ? list(keys) : "")
        case .set(let operation, _, _, _): ("\(operation)", "")
        case .withSources: ("with sources", "")
        case .why: ("why", "")
        }
    }

    private func name(of join: PlanJoin) -> String {
        let kind = join.method == .nestedLoop ? "nested-loop join" : "hash join"
        return join.isOptional ? "optional " + kind : kind
    }

    private func method(of node: PlanNode) -> String {
        let method =
            switch node.operation {
            case .join(let join):
                switch join.method {
                case .nestedLoop: "tries all pairs"
                case .hashRight: "index on the right rows"
                case .hashLeft: "index on the left rows"
                }
            case .group(let group):
                switch group.method {
                case .single: ""
                case .dense: "array by code"
                case .hash: "hash table"
                }
            case .top(_, _, let method):
                switch method {
                case .kept: "kept order"
                case .bounded: "bounded heap"
                case .sorted: "sorts all"
                }
            case .scan, .elements, .records, .lookup, .paths, .reach, .network, .filter, .project, .extend, .window,
                .expand, .sort, .limit, .offset, .distinct, .set, .withSources, .why:
                ""
            }
        guard node.input != nil, node.width == .allCores else { return method }
        return method.isEmpty ? "all cores" : method + ", all cores"
    }

    /// How many columns of a graph source are read, where not all are.
    private func read(_ columns: Set<Int>?) -> String {
        columns.map { ", \($0.count) \($0.count == 1 ? "column" : "columns")" } ?? ""
    }

    private func groupText(_ group: PlanGroup) -> String {
        let perCase = group.cases.isEmpty ? group.pools.count : group.pools.count / group.cases.count
        let pools = group.pools.prefix(perCase).map { words($0.span) }.joined(separator: ", ")
        let across = group.cases.isEmpty ? "" : " across \(group.cases.count) cases"
        let keys = (group.keys.isEmpty ? "all" : "by " + list(group.keys)) + across
        return pools.isEmpty ? keys : "\(keys) into \(pools)"
    }

    private func list(_ values: [TypedExpression]) -> String { values.map(text).joined(separator: ", ") }

    private func list(_ keys: [TypedSortKey]) -> String {
        keys.map { text($0.value) + ($0.isDescending ? " desc" : "") }.joined(separator: ", ")
    }

    private func text(_ expression: TypedExpression) -> String { words(expression.span) }

    private func text(_ count: TypedCount) -> String {
        switch count {
        case .literal(let value): String(value)
        case .parameter: "$parameter"
        }
    }
}
