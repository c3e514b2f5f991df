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
        /// Which operator of the plan it is, counted from the source; nil for
        /// what stands inside of one.
        package var place: Int?
    }

    /// `words` gives the program's text of a place.
    package init(schema: Schema, words: @escaping (Span) -> String) {
        self.schema = schema
        self.words = words
    }

    /// The source first.
    package func lines(_ plan: Plan) -> [Line] { lines(plan, depth: 0, counts: true) }

    private func lines(_ plan: Plan, depth: Int, counts: Bool) -> [Line] {
        var lines = plan.views.map { Line(depth: depth, operation: "view", detail: view($0)) }
        let source = source(plan.source)
        lines.append(Line(depth: depth, operation: source.0, detail: source.1, place: counts ? 0 : nil))
        for (index, step) in plan.steps.enumerated() {
            let text = self.step(step.kind)
            lines.append(Line(depth: depth, operation: text.0, detail: text.1, place: counts ? index + 1 : nil))
            if let inner = inner(step.kind) { lines += self.lines(inner, depth: depth + 1, counts: false) }
        }
        return lines
    }

    private func inner(_ step: PlanStep.Kind) -> Plan? {
        switch step {
        case .join(let join): join.right
        case .set(_, let right, _, _): right
        default: nil
        }
    }

    private func view(_ view: TypedView) -> String {
        switch view {
        case .asOf(let day): "as of " + text(day)
        case .knownBy(let day): "known by " + text(day)
        case .statedOnly: "stated only"
        case .allClaims: "all claims"
        }
    }

    private func source(_ source: PlanSource) -> (String, String) {
        switch source {
        case .scan(let type): ("scan", schema[type].plural)
        case .lookup(let type, let key, let probe):
            ("index lookup", "\(schema[type].plural): \(text(key)) = \(text(probe))")
        case .elements(let expression): ("elements", text(expression))
        case .records(let expression, _): ("records", text(expression))
        case .paths(let from, let to, let via, _, let mode, _):
            ("paths", "\(mode) from \(text(from)) to \(text(to)) via \(text(via))")
        case .reach(let from, let via, _): ("reach", "from \(text(from)) via \(text(via))")
        case .network(let nodes, let via, _): ("network", "\(text(nodes)) via \(text(via))")
        }
    }

    private func step(_ step: PlanStep.Kind) -> (String, String) {
        switch step {
        case .filter(let condition, let possibly): (possibly ? "filter possibly" : "filter", text(condition))
        case .project(let values): ("project", list(values))
        case .extend(let values): ("extend", list(values))
        case .window(let windows): ("window", windows.map { words($0.span) }.joined(separator: ", "))
        case .expand(let elements, let optional): (optional ? "expand optional" : "expand", text(elements))
        case .join(let join): (join.keys.isEmpty ? "nested-loop join" : "hash join", "on " + text(join.condition))
        case .group(let group): ("group", groupText(group))
        case .sort(let keys): ("sort", list(keys))
        case .limit(let count): ("limit", text(count))
        case .offset(let count): ("offset", text(count))
        case .top(let count, let keys): ("top", "\(text(count)) by \(list(keys))")
        case .distinct(let keys, let project): ("distinct", project ? list(keys) : "")
        case .set(let operation, _, _, _): ("\(operation)", "")
        case .withSources: ("with sources", "")
        case .why: ("why", "")
        }
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
