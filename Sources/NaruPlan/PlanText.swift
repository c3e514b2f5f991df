package import NaruSemantics
package import NaruSyntax

/// A plan as text: an operator a line, with what it works on in the words of
/// the program.
package struct PlanText {
    private let schema: Schema
    private let language: Language
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
    package init(schema: Schema, language: Language, words: @escaping (Span) -> String) {
        self.schema = schema
        self.language = language
        self.words = words
    }

    /// The source first; plans inside of an operator stand below it.
    package func lines(_ plan: Plan) -> [Line] { lines(plan, depth: 0) }

    private func lines(_ plan: Plan, depth: Int) -> [Line] {
        let views = plan.views.map { Line(depth: depth, operation: PlanWords.view[language], detail: view($0)) }
        let certain =
            plan.traits.keepsPossible
            ? [] : [Line(depth: depth, operation: PlanWords.certainRows[language], detail: "")]
        return views + certain
            + plan.nodes.flatMap { node -> [Line] in
                let text = text(of: node.operation)
                let line = Line(
                    depth: depth, operation: text.0[language], detail: text.1, method: method(of: node),
                    estimate: node.estimate,
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
        return isShared
            ? [Line(depth: depth, operation: PlanWords.once[language], detail: text(expression))] + inner : inner
    }

    private func view(_ view: TypedView) -> String {
        switch view {
        case .asOf(let day): "as of " + text(day)
        case .knownBy(let day): "known by " + text(day)
        case .statedOnly: "stated only"
        case .allClaims: "all claims"
        }
    }

    private func text(of operation: PlanOperation) -> (Message, String) {
        switch operation {
        case .scan(let type): (PlanWords.scan, schema[type].plural)
        case .lookup(let lookup):
            (
                lookup.keys.isEmpty ? PlanWords.allRows : PlanWords.indexLookup,
                lookup.keys.map { "\(text($0.key)) = \(text($0.probe))" }.joined(separator: ", ")
            )
        case .elements(let expression): (PlanWords.elements, text(expression))
        case .records(let expression, _): (PlanWords.records, text(expression))
        case .paths(let from, let to, let via, _, let mode, let columns):
            (PlanWords.paths, "\(mode) from \(text(from)) to \(text(to)) via \(text(via))" + read(columns))
        case .reach(let from, let via, _): (PlanWords.reach, "from \(text(from)) via \(text(via))")
        case .network(let nodes, let via, let columns):
            (PlanWords.network, "\(text(nodes)) via \(text(via))" + read(columns))
        case .filter(let condition, let possibly):
            (possibly ? PlanWords.filterPossibly : PlanWords.filter, text(condition))
        case .project(let values): (PlanWords.project, list(values))
        case .extend(let values): (PlanWords.extend, list(values))
        case .window(let windows): (PlanWords.window, windows.map { words($0.span) }.joined(separator: ", "))
        case .expand(let elements, let optional):
            (optional ? PlanWords.expandOptional : PlanWords.expand, text(elements))
        case .join(let join): (PlanWords.name(of: join), "on " + text(join.condition))
        case .group(let group): (PlanWords.group, groupText(group))
        case .sort(let keys): (PlanWords.sort, list(keys))
        case .limit(let count): (PlanWords.limit, text(count))
        case .offset(let count): (PlanWords.offset, text(count))
        case .top(let count, let keys, _): (PlanWords.top, "\(text(count)) by \(list(keys))")
        case .distinct(let keys, let project): (PlanWords.distinct, project ? list(keys) : "")
        case .semiJoin(let isAnti): (isAnti ? PlanWords.antiJoin : PlanWords.semiJoin, "")
        case .set(let operation, _, _, _): (PlanWords.name(of: operation), "")
        case .withSources: (PlanWords.withSources, "")
        case .why: (PlanWords.why, "")
        }
    }

    private func method(of node: PlanNode) -> String {
        var methods: [Message] = []
        switch node.operation {
        case .join(let join): methods.append(PlanWords.method(join.method))
        case .group(let group): methods += PlanWords.method(group.method).map { [$0] } ?? []
        case .top(_, _, let method): methods.append(PlanWords.method(method))
        case .scan, .elements, .records, .lookup, .paths, .reach, .network, .filter, .project, .extend, .window,
            .expand, .sort, .limit, .offset, .distinct, .semiJoin, .set, .withSources, .why:
            break
        }
        if node.input != nil, node.width == .allCores { methods.append(PlanWords.allCores) }
        return methods.map { $0[language] }.joined(separator: ", ")
    }

    /// How many columns of a graph source are read, where not all are.
    private func read(_ columns: Set<Int>?) -> String {
        columns.map { ", " + PlanWords.columns($0.count)[language] } ?? ""
    }

    private func groupText(_ group: PlanGroup) -> String {
        let perCase = group.cases.isEmpty ? group.pools.count : group.pools.count / group.cases.count
        let pools = group.pools.prefix(perCase).map { words($0.span) }.joined(separator: ", ")
        let across = group.cases.isEmpty ? "" : " across " + PlanWords.cases(group.cases.count)[language]
        let keys = (group.keys.isEmpty ? PlanWords.all[language] : "by " + list(group.keys)) + across
        return pools.isEmpty ? keys : "\(keys) into \(pools)"
    }

    /// Without what stands in no program: slots that are only handed on.
    private func list(_ values: [TypedExpression]) -> String {
        values.map(text).filter { !$0.isEmpty }.joined(separator: ", ")
    }

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
